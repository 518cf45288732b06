'use client';

import { useChatStore, useChatStoreApi } from '@confab/chat-react';
import {
  countUnread,
  messageStatus,
  type ChatState,
  type ThreadState,
} from '@confab/chat-core/state';
import { useMemo } from 'react';
import type { Labels } from '../labels/labels.ts';
import { useLabels } from '../labels/use-labels.ts';
import type { ThreadListEntry, ThreadPreview } from '../thread-list/thread-list-entry.ts';
import { messagePreview } from './message-preview.ts';

/** The rows of the thread list. A row keeps its object, and the list its array, while nothing in it changes. */
export function useThreadEntries(selectedId: string | undefined): readonly ThreadListEntry[] {
  const labels = useLabels();
  const store = useChatStoreApi();
  const select = useMemo(
    () => createEntriesSelector(labels, selectedId),
    // A new store starts without what the old one remembered.
    // oxlint-disable-next-line react/exhaustive-deps
    [labels, selectedId, store],
  );
  return useChatStore(select);
}

interface Remembered {
  readonly thread: ThreadState;
  readonly entry: ThreadListEntry;
}

function createEntriesSelector(
  labels: Labels,
  selectedId: string | undefined,
): (state: ChatState) => readonly ThreadListEntry[] {
  const remembered = new Map<string, Remembered>();
  let entries: readonly ThreadListEntry[] = [];

  function entryOf(state: ChatState, thread: ThreadState): ThreadListEntry {
    const before = remembered.get(thread.id);
    // The thread is a new object in each batch that touched it, so the same one needs no second look.
    if (before?.thread === thread) return before.entry;
    const next = toEntry(state, thread, labels, thread.id === selectedId);
    const entry = before && isSameEntry(before.entry, next) ? before.entry : next;
    remembered.set(thread.id, { thread, entry });
    return entry;
  }

  return (state) => {
    const next = state.threadIds.flatMap((id) => {
      const thread = state.threads.get(id);
      return thread === undefined ? [] : [entryOf(state, thread)];
    });
    const isSame =
      next.length === entries.length && next.every((entry, index) => entry === entries[index]);
    if (!isSame) entries = next;
    return entries;
  };
}

function toEntry(
  state: ChatState,
  thread: ThreadState,
  labels: Labels,
  isSelected: boolean,
): ThreadListEntry {
  const { id, topic, participants, lastMessageAt } = thread;
  const others = participants?.filter((person) => person.userId !== state.userId);
  return {
    id,
    topic,
    participants: others,
    lastMessage: previewOf(state, thread, labels),
    lastMessageAt,
    unread: isSelected ? 0 : countUnread(thread, state.userId),
    isSelected,
  };
}

function previewOf(
  state: ChatState,
  thread: ThreadState,
  labels: Labels,
): ThreadPreview | undefined {
  const message = thread.rows.get(thread.messageKeys.at(-1) ?? '');
  if (message === undefined) return undefined;
  const isOwn = message.senderId === state.userId;
  const isGroup = (thread.participants?.length ?? 0) > 2;
  return {
    text: messagePreview(message, nameOf(state, thread, message.initiatorId, labels), labels),
    isOwn,
    deleted: message.deletedAt !== undefined,
    status: messageStatus(thread, message, state.userId),
    senderName: isOwn || !isGroup ? undefined : message.senderDisplayName,
  };
}

function nameOf(
  state: ChatState,
  thread: ThreadState,
  userId: string | undefined,
  labels: Labels,
): string | undefined {
  if (userId === state.userId) return labels.you;
  return thread.participants?.find((person) => person.userId === userId)?.displayName;
}

function isSameEntry(a: ThreadListEntry, b: ThreadListEntry): boolean {
  return (
    a.topic === b.topic &&
    a.lastMessageAt === b.lastMessageAt &&
    a.unread === b.unread &&
    a.isSelected === b.isSelected &&
    a.participants?.length === b.participants?.length &&
    (a.participants ?? []).every((person, index) => person === b.participants?.[index]) &&
    a.lastMessage?.text === b.lastMessage?.text &&
    a.lastMessage?.status === b.lastMessage?.status &&
    a.lastMessage?.senderName === b.lastMessage?.senderName &&
    a.lastMessage?.isOwn === b.lastMessage?.isOwn &&
    a.lastMessage?.deleted === b.lastMessage?.deleted
  );
}
