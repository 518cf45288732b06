import { compareIds } from '../model/compare-ids.ts';
import type { ChatEvent, ServerMessage } from '../session/chat-event.ts';
import { applyTypingStopped } from './apply-signals.ts';
import { dropFetched, keepFetched, updateFetched } from './fetched-messages.ts';
import { mergeMessage, toView, type ServerView } from './merge-message.ts';
import { removeView, storeView } from './place-views.ts';
import { compareRowOrder } from './row-order.ts';
import { raiseActivity, type ThreadDraft, type ThreadTables } from './thread-draft.ts';
import { compareIdTexts } from './compare-text.ts';
import { orderOfMessage, viewOf, type IndexedRows } from './thread-index.ts';

/** So many changed messages of a thread that is not loaded are remembered. The oldest ones are forgotten. */
const maxSetAside = 100;

type MessagesListed = Extract<ChatEvent, { type: 'messages-listed' }>;

/** A message that an event or a single read brings. */
export function applyMessageUpserted(draft: ThreadDraft, message: ServerMessage): void {
  raiseActivity(draft, message.createdAt, message.senderId);
  updateFetched(draft.thread, message);
  if (isLeftToPaging(draft, message) || isSetAside(draft, message)) return;
  const isNew = viewOf(draft.thread, message.id) === undefined;
  storeMessage(draft, message);
  if (isNew) leaveToPaging(draft, message.id);
  if (isNew) applyTypingStopped(draft, message.senderId);
}

/** A message that somebody has asked for alone. Without a row it may be an old one, and says nothing of what is new in the thread. */
export function applyMessageFetched(draft: ThreadDraft, message: ServerMessage): void {
  const { thread } = draft;
  const hasRow = (): boolean => viewOf(thread, message.id) !== undefined;
  if (hasRow() || isEcho(thread, message)) applyMessageUpserted(draft, message);
  if (!hasRow()) keepFetched(thread, message);
}

function storeMessage(draft: ThreadDraft, incoming: ServerMessage): void {
  const shown = viewOf(draft.thread, incoming.id);
  const current = shown ?? takeAside(draft.thread, incoming.id);
  const view = current ? mergeMessage(current, incoming) : toView(incoming, incoming.id);
  if (view !== shown) storeView(draft, view);
}

/** Notes an edit or a deletion of a message that is not known, in a thread that is not loaded, without showing a row. */
function isSetAside({ thread }: ThreadDraft, message: ServerMessage): boolean {
  const { olderCursor, index } = thread;
  const { id, editedAt, deletedAt } = message;
  const isChange = editedAt !== undefined || deletedAt !== undefined;
  if (!isChange || olderCursor !== undefined) return false;
  if (viewOf(thread, id) !== undefined || isEcho(thread, message)) return false;
  const current = takeAside(thread, id);
  index.changedOnly.set(id, current ? mergeMessage(current, message) : toView(message, id));
  const [oldest] = index.changedOnly.keys();
  if (index.changedOnly.size > maxSetAside && oldest !== undefined)
    index.changedOnly.delete(oldest);
  return true;
}

/** What is known of a message that is shown from now on: it was fetched, or set aside. */
export function takeAside(
  { index, fetched }: Pick<ThreadTables, 'index' | 'fetched'>,
  id: string,
): ServerView | undefined {
  const view = fetched.get(id) ?? index.changedOnly.get(id);
  index.changedOnly.delete(id);
  return view;
}

/** A page of messages. */
export function applyMessagesListed(draft: ThreadDraft, event: MessagesListed): void {
  const { thread } = draft;
  const { messages, position, joined, follows } = event;
  for (const message of messages) updateFetched(thread, message);
  if (follows !== undefined && isAboveFloor(thread, follows)) return;
  const isFirst = thread.olderCursor === undefined;
  if (isFirst) showSetAside(draft);
  for (const message of messages) {
    raiseActivity(draft, message.createdAt, message.senderId);
    if (position === 'older' || !joined || isFirst) storeMessage(draft, message);
    else if (!isLeftToPaging(draft, message)) {
      storeMessage(draft, message);
      leaveToPaging(draft, message.id);
    }
  }
  // Only now the order knows the numbers that the list has brought.
  const ids = messages.map(({ id }) => id);
  const [first] = ids;
  const oldest = first && ids.reduce((one, id) => (isAbove(thread, id, one) ? id : one), first);
  if (!joined) dropRowsAbove(draft, oldest);
  if (event.complete === true) dropMissing(draft, ids, event.isFromStart);
  if (position === 'newest') thread.isLoaded = true;
  else thread.index.pagedTo = thread.rows.size;
  if (event.isFromStart === true && oldest !== undefined) startAt(draft, oldest);
  // A newest page that joins known rows says nothing about where the older ones go on, unless nobody has known of any.
  if (position === 'newest' && joined && !isFirst && thread.olderCursor !== null) return;
  thread.olderCursor = event.olderCursor;
  const { floor } = thread.index;
  if (floor === undefined || (oldest !== undefined && isAbove(thread, oldest, floor)))
    thread.index.floor = oldest;
}

function showSetAside(draft: ThreadDraft): void {
  for (const id of [...draft.thread.index.changedOnly.keys()]) {
    const view = takeAside(draft.thread, id);
    if (view !== undefined) storeView(draft, view);
  }
}

/** More was missed than is read at once. Without rows there is nothing that something could be missing below. */
export function applyGapFound({ thread }: ThreadDraft): void {
  const [first, ...others] = knownIds(thread);
  if (first === undefined) return;
  thread.hasGap = true;
  thread.index.ceiling = others.reduce(
    (newest, id) => (isAbove(thread, newest, id) ? id : newest),
    first,
  );
}

/**
 * Whether a message that is not known has no place among the rows: it stands above those that lists have covered, where more is missing,
 * or below a gap. Reading the history brings it, as it is then.
 */
function isLeftToPaging({ thread }: ThreadDraft, message: ServerMessage): boolean {
  const { hasGap, olderCursor, index } = thread;
  const floor = typeof olderCursor === 'string' ? index.floor : undefined;
  const ceiling = hasGap ? index.ceiling : undefined;
  if (floor === undefined && ceiling === undefined) return false;
  if (viewOf(thread, message.id) !== undefined || isEcho(thread, message)) return false;
  return (
    (floor !== undefined && compareToKnown(thread, message, floor) < 0) ||
    (ceiling !== undefined && compareToKnown(thread, message, ceiling) > 0)
  );
}

/** Where a message would stand against one that is known: the number that it brings can move one without a number. */
function compareToKnown(
  thread: IndexedRows,
  { id, sequenceId }: ServerMessage,
  other: string,
): number {
  const order = orderOfMessage(thread, id, sequenceId);
  const known = orderOfMessage(thread, other);
  const isBehind =
    order.isNumbered &&
    !known.isNumbered &&
    compareIdTexts(id, other) < 0 &&
    compareIds(known.number, order.number) < 0;
  return compareRowOrder(order, isBehind ? { ...known, number: order.number } : known);
}

/**
 * Takes a message out again that stands above all that lists have covered: one of this user's own, which has just been found to be stored
 * there. The messages between are missing.
 */
export function leaveToPaging(draft: ThreadDraft, id: string): void {
  if (typeof draft.thread.olderCursor === 'string' && isAboveFloor(draft.thread, id))
    removeView(draft, id);
}

/** Whether the message stands above all that lists have covered and that was not let go since. */
function isAboveFloor(thread: IndexedRows, id: string): boolean {
  const { floor } = thread.index;
  return floor !== undefined && isAbove(thread, id, floor);
}

/** Whether the message is one of this user's own whose row is there already. */
function isEcho({ rows, index }: IndexedRows, message: ServerMessage): boolean {
  const { clientMessageId = '', senderId } = message;
  return index.unsent.has(clientMessageId) && rows.get(clientMessageId)?.senderId === senderId;
}

/**
 * Two ranges that do not meet are never shown as one: the older one is read again when the reader goes there. Rows below stay:
 * they came by events while the list was on its way.
 */
function dropRowsAbove(draft: ThreadDraft, oldest: string | undefined): void {
  const { thread } = draft;
  thread.hasGap = false;
  Object.assign(thread.index, { ceiling: undefined, floor: undefined, pagedTo: 0 });
  if (oldest === undefined) return;
  // All are found before the first one leaves, because that may move others.
  const dropped = knownIds(thread).filter((id) => isAbove(thread, id, oldest));
  for (const id of dropped) removeView(draft, id);
}

/** The history begins with this message. Where the rows begin below it, because older ones were let go, paging leads there. */
function startAt({ thread }: ThreadDraft, oldest: string): void {
  if (isAboveFloor(thread, oldest)) return;
  thread.index.floor = oldest;
  thread.olderCursor = null;
}

/** The list holds all that the service has between its ends, or from the start on: what the rows say beside it is gone. */
function dropMissing(draft: ThreadDraft, listed: readonly string[], isFromStart = false): void {
  const ids = new Set(listed);
  const sorted = listed.toSorted(compareIdTexts);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return;
  const isMissing = (id: string): boolean =>
    (isFromStart || compareIdTexts(id, first) > 0) && compareIdTexts(id, last) < 0 && !ids.has(id);
  for (const id of knownIds(draft.thread)) if (isMissing(id)) removeView(draft, id);
  dropFetched(draft.thread, ({ id }) => isMissing(id));
}

function isAbove(thread: IndexedRows, id: string, other: string): boolean {
  return compareRowOrder(orderOfMessage(thread, id), orderOfMessage(thread, other)) < 0;
}

/** Service ids of all messages, shown or hidden. */
function knownIds({ rows, index }: IndexedRows): string[] {
  const ids = new Set(index.bases.keys());
  for (const { id } of rows.values()) if (id !== undefined) ids.add(id);
  return [...ids];
}
