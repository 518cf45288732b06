import {
  countUnread,
  messageStatus,
  type ChatState,
  type ThreadState,
} from '@confab/chat-core/state';
import type { Labels } from '../labels/labels.ts';
import type { ThreadListEntry, ThreadPreview } from '../thread-list/thread-list-entry.ts';
import { isEqualData } from './is-equal-data.ts';
import { messagePreview } from './message-preview.ts';
import { nameIn } from './name-in.ts';

interface Remembered {
  readonly thread: ThreadState;
  readonly entry: ThreadListEntry;
}

/**
 * Creates a selector of the thread list's rows, none of them selected. A call builds the rows of the threads that were touched since
 * the last one; a row that comes out equal keeps its object, and so does the array.
 */
export function createThreadEntries(
  labels: Labels,
): (state: ChatState) => readonly ThreadListEntry[] {
  let threadIds: readonly string[] = [];
  let remembered = new Map<string, Remembered>();
  let entries: readonly ThreadListEntry[] = [];

  function remember(state: ChatState, thread: ThreadState): Remembered {
    const before = remembered.get(thread.id);
    // The thread is a new object in each batch that touched it, so the same one needs no second look.
    if (before?.thread === thread) return before;
    const entry = toEntry(state, thread, labels);
    return { thread, entry: before && isEqualData(before.entry, entry) ? before.entry : entry };
  }

  return (state) => {
    const isUntouched =
      state.threadIds === threadIds &&
      threadIds.every((id) => remembered.get(id)?.thread === state.threads.get(id));
    if (isUntouched) return entries;
    const next = new Map<string, Remembered>();
    for (const id of state.threadIds) {
      const thread = state.threads.get(id);
      if (thread !== undefined) next.set(id, remember(state, thread));
    }
    ({ threadIds } = state);
    remembered = next;
    const rows = Array.from(next.values(), ({ entry }) => entry);
    if (!isEqualData(rows, entries)) entries = rows;
    return entries;
  };
}

function toEntry(state: ChatState, thread: ThreadState, labels: Labels): ThreadListEntry {
  const { id, topic, participants, lastMessageAt } = thread;
  return {
    id,
    topic,
    participants: participants?.filter((person) => person.userId !== state.userId),
    lastMessage: previewOf(state, thread, labels),
    lastMessageAt,
    unread: countUnread(thread, state.userId),
    isSelected: false,
  };
}

function previewOf(
  state: ChatState,
  thread: ThreadState,
  labels: Labels,
): ThreadPreview | undefined {
  const message = thread.rows.get(thread.messageKeys.at(-1) ?? '');
  if (message === undefined) return undefined;
  const { participants } = thread;
  const isOwn = message.senderId === state.userId;
  const isGroup = (participants?.length ?? 0) > 2;
  const actor =
    message.initiatorId === state.userId ? labels.you : nameIn(participants, message.initiatorId);
  return {
    text: messagePreview(message, actor, labels),
    isOwn,
    deleted: message.deletedAt !== undefined,
    status: messageStatus(thread, message, state.userId),
    senderName: isOwn || !isGroup ? undefined : message.senderDisplayName,
  };
}
