import type { ChatEvent } from '../session/chat-event.ts';
import {
  addChange,
  failChange,
  noChanges,
  removeChange,
  type ChangesOfMessage,
} from './pending-changes.ts';
import { refreshRow, type ThreadDraft } from './thread-draft.ts';
import { viewOf } from './thread-index.ts';

type EventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;

/** So many messages of a thread may have changes that are remembered. The oldest ones are forgotten. */
const maxChanged = 500;

/** An edit or a deletion of this user. It waits for its message when that is not loaded. */
export function applyChangeAdded(draft: ThreadDraft, event: EventOf<'change-added'>): void {
  const { thread } = draft;
  const { messageId, change } = event;
  const changes = thread.index.changes.get(messageId) ?? noChanges;
  if (changes.pending.some((one) => one.change.changeId === change.changeId)) return;
  keep(draft, messageId, addChange(changes, change, viewOf(thread, messageId)));
}

/** An edit or a deletion is no longer pending. */
export function applyChangeRemoved(draft: ThreadDraft, event: EventOf<'change-removed'>): void {
  const changes = draft.thread.index.changes.get(event.messageId);
  if (changes !== undefined) keep(draft, event.messageId, removeChange(changes, event.changeId));
}

/** An edit or a deletion was refused. */
export function applyChangeFailed(draft: ThreadDraft, event: EventOf<'change-failed'>): void {
  const { messageId, changeId, failure } = event;
  const changes = draft.thread.index.changes.get(messageId);
  if (changes !== undefined) keep(draft, messageId, failChange(changes, changeId, failure));
}

function keep(draft: ThreadDraft, id: string, changes: ChangesOfMessage | undefined): void {
  const table = draft.thread.index.changes;
  if (changes === undefined) table.delete(id);
  else table.set(id, changes);
  refreshRow(draft, id);
  if (table.size <= maxChanged) return;
  const [oldest] = table.keys();
  if (oldest === undefined) return;
  table.delete(oldest);
  refreshRow(draft, oldest);
}
