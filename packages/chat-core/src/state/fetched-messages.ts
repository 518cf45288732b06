import type { ServerMessage } from '../session/chat-event.ts';
import { mergeMessage, toView, type ServerView } from './merge-message.ts';
import type { ThreadTables } from './thread-draft.ts';
import { viewOf } from './thread-index.ts';

/** So many fetched messages of a thread are kept. */
const maxFetched = 100;

/** Keeps a message that somebody has asked for and that has no row, as the one that was fetched last. */
export function keepFetched(thread: ThreadTables, message: ServerMessage): void {
  const { id } = message;
  const before = thread.fetched.get(id);
  const known = before ?? thread.index.changedOnly.get(id);
  const view = known ? mergeMessage(known, message) : toView(message, id);
  // Nobody sees the order of the table, so one that says the same as before stays the same table.
  if (view !== before) thread.fetched = new Map(thread.fetched);
  thread.fetched.delete(id);
  thread.fetched.set(id, view);
  const [oldest] = thread.fetched.keys();
  if (thread.fetched.size > maxFetched && oldest !== undefined) thread.fetched.delete(oldest);
}

/** Something was heard of a message: if it was fetched, it is kept as it is now. */
export function updateFetched(thread: ThreadTables, message: ServerMessage): void {
  const { id } = message;
  const before = thread.fetched.get(id);
  const view = before && mergeMessage(before, message);
  if (view !== undefined && view !== before) thread.fetched = new Map(thread.fetched).set(id, view);
}

/** Lets go of fetched messages, such as those that the service does not have any more. */
export function dropFetched(thread: ThreadTables, isDropped: (view: ServerView) => boolean): void {
  const kept = [...thread.fetched].filter(([, view]) => !isDropped(view));
  if (kept.length < thread.fetched.size) thread.fetched = new Map(kept);
}

/** A message that has become a row is no longer kept apart. */
export function settleFetched(thread: ThreadTables): void {
  dropFetched(thread, ({ id }) => viewOf(thread, id) !== undefined);
}
