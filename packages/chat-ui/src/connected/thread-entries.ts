import {
  countUnread,
  hasUnread,
  isFromPerson,
  messageStatus,
  type ChatState,
  type ThreadState,
} from '@confab/chat-core/state';
import type { CoreLabels } from '../labels/core-labels.ts';
import { isMentioned } from '../mentions/is-mentioned.ts';
import type { ThreadListEntry, ThreadPreview } from '../thread-list/thread-list-entry.ts';
import { isEqualData } from './is-equal-data.ts';
import { messagePreview } from '../message/message-preview.ts';
import { nameIn, typingNames } from './name-in.ts';

interface Remembered {
  readonly thread: ThreadState;
  readonly isOpen: boolean;
  readonly entry: ThreadListEntry;
}

/** Reads the rows of the thread list out of the state. `openId` is the thread that is open. */
export type SelectThreadEntries = (
  state: ChatState,
  openId: string | undefined,
) => readonly ThreadListEntry[];

/**
 * Creates a selector of the thread list's rows. A call builds the rows of the threads that were touched, opened or closed since the last
 * one; a row that comes out equal keeps its object, and so does the array.
 */
export function createThreadEntries(labels: CoreLabels): SelectThreadEntries {
  let threadIds: readonly string[] = [];
  let remembered = new Map<string, Remembered>();
  let entries: readonly ThreadListEntry[] = [];

  /** The thread is a new object in each batch that touched it, so the same one needs no second look. */
  const isKnown = (before: Remembered | undefined, thread: unknown, isOpen: boolean): boolean =>
    before?.thread === thread && before?.isOpen === isOpen;

  function remember(state: ChatState, thread: ThreadState, isOpen: boolean): Remembered {
    const before = remembered.get(thread.id);
    if (before && isKnown(before, thread, isOpen)) return before;
    const entry = toEntry(state, thread, isOpen, labels);
    const isEqual = before && isEqualData(before.entry, entry);
    return { thread, isOpen, entry: isEqual ? before.entry : entry };
  }

  return (state, openId) => {
    const isUntouched =
      state.threadIds === threadIds &&
      threadIds.every((id) => isKnown(remembered.get(id), state.threads.get(id), id === openId));
    if (isUntouched) return entries;
    const next = new Map<string, Remembered>();
    for (const id of state.threadIds) {
      const thread = state.threads.get(id);
      if (thread !== undefined) next.set(id, remember(state, thread, id === openId));
    }
    ({ threadIds } = state);
    remembered = next;
    const rows = Array.from(next.values(), ({ entry }) => entry);
    if (!isEqualData(rows, entries)) entries = rows;
    return entries;
  };
}

function toEntry(
  state: ChatState,
  thread: ThreadState,
  isOpen: boolean,
  labels: CoreLabels,
): ThreadListEntry {
  const { id, topic, participants, lastMessageAt } = thread;
  const unread = isOpen ? 0 : unreadIn(state, thread);
  return {
    id,
    topic,
    participants: participants?.filter((person) => person.userId !== state.userId),
    lastMessage: previewOf(state, thread, labels),
    lastMessageAt,
    typing:
      thread.typing.length === 0 ? undefined : typingNames(thread.typing, participants, labels),
    unread,
    mentionsYou: typeof unread === 'number' && mentionsUser(thread, state.userId, unread),
    // What is written in the open thread stands in its composer.
    draft: isOpen ? undefined : thread.draft?.text.trim() || undefined,
    isSelected: isOpen,
  };
}

/** Of a thread whose messages are not loaded nobody knows how many. */
function unreadIn(state: ChatState, thread: ThreadState): ThreadListEntry['unread'] {
  if (thread.isLoaded) return countUnread(thread, state.userId);
  return hasUnread(thread, state.userId) ? 'some' : 0;
}

/** Whether one of the newest `unread` messages of others mentions the user. */
function mentionsUser(thread: ThreadState, userId: string, unread: number): boolean {
  let left = unread;
  for (let index = thread.messageKeys.length - 1; index >= 0 && left > 0; index -= 1) {
    const message = thread.rows.get(thread.messageKeys[index] ?? '');
    if (message === undefined || message.senderId === userId || !isFromPerson(message)) continue;
    if (isMentioned(message, userId)) return true;
    left -= 1;
  }
  return false;
}

function previewOf(
  state: ChatState,
  thread: ThreadState,
  labels: CoreLabels,
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
