import type { ChatFailure, Message } from '../model/entities.ts';
import { compareIds } from '../model/compare-ids.ts';
import type { MessageChange } from '../session/chat-event.ts';
import { isUnread } from './merge-message.ts';

/** A change, and since when. */
interface PendingChange {
  readonly change: MessageChange;
  /**
   * The version that it was made of: a higher one ends it. `null` when the service had not said it yet; `undefined` when the message was not
   * loaded.
   */
  readonly base: string | null | undefined;
  /** The service has said something newer. It is kept, because it may still turn out to be refused. */
  readonly isOver: boolean;
}

/** The edits and deletions of this user to one message, in the order in which they were made. Immutable. */
export interface ChangesOfMessage {
  readonly pending: readonly PendingChange[];
  readonly failed?: NonNullable<Message['failedChange']>;
}

/** So many changes of one message are remembered. */
const maxPending = 10;

export const noChanges: ChangesOfMessage = { pending: [] };

/** Adds a change to the message that the service describes with `view`. The reason why one before was refused is forgotten. */
export function addChange(
  { pending }: ChangesOfMessage,
  change: MessageChange,
  view: Message | undefined,
): ChangesOfMessage {
  const base = view && (view.version ?? null);
  const isOver = view?.deletedAt !== undefined;
  return { pending: [...pending, { change, base, isOver }].slice(-maxPending) };
}

/** Takes a change out, whatever became of it. `undefined` when nothing is left to be remembered. */
export function removeChange(
  changes: ChangesOfMessage,
  changeId: string,
): ChangesOfMessage | undefined {
  const pending = changes.pending.filter(({ change }) => change.changeId !== changeId);
  return pending.length === 0 && changes.failed === undefined ? undefined : { ...changes, pending };
}

/** Takes a change out that was refused, and remembers why and what was typed. */
export function failChange(
  changes: ChangesOfMessage,
  changeId: string,
  failure: ChatFailure,
): ChangesOfMessage {
  const found = changes.pending.find(({ change }) => change.changeId === changeId);
  if (found === undefined) return changes;
  const { kind, content, metadata } = found.change;
  const typed = { ...(content !== undefined && { content }), ...(metadata && { metadata }) };
  return {
    pending: changes.pending.filter((one) => one !== found),
    failed: { kind, ...typed, failure },
  };
}

/**
 * Ends the edits than which `view` is newer. Where it says what one of them says, that one was carried out, and those after it go on. A
 * deletion is ended by a tombstone only: no edit makes up for it.
 */
export function meetView(changes: ChangesOfMessage, view: Message): ChangesOfMessage {
  if (isUnread(view)) return changes;
  const version = view.version ?? '';
  const isDeleted = view.deletedAt !== undefined;
  const carriedOut = changes.pending.findLastIndex(
    ({ change, isOver }) => !isOver && change.kind === 'edit' && change.content === view.content,
  );
  const isOvertaken = ({ change, base }: PendingChange, index: number): boolean =>
    change.kind === 'edit' &&
    (carriedOut < 0 || index <= carriedOut) &&
    (base === null ? view.editedAt !== undefined : isHigher(version, base));
  const pending = changes.pending.map((one, index) => {
    if (one.isOver) return one;
    if (isDeleted || isOvertaken(one, index)) return { ...one, isOver: true };
    return { ...one, base: version };
  });
  return { ...changes, pending };
}

function isHigher(version: string, base: string | undefined): boolean {
  return base !== undefined && compareIds(version, base) > 0;
}

/** What is shown of `view` under these changes: a deletion before an edit, the last edit before others. */
export function presentMessage(view: Message, changes: ChangesOfMessage | undefined): Message {
  if (changes === undefined) return view;
  const live = changes.pending.filter(({ isOver }) => !isOver).map(({ change }) => change);
  const change = live.find(({ kind }) => kind === 'delete') ?? live.at(-1);
  const shown = changes.failed ? { ...view, failedChange: changes.failed } : view;
  if (change === undefined) return shown;
  if (change.kind === 'delete') {
    return { ...shown, content: '', deletedAt: change.createdAt, pendingChange: 'delete' };
  }
  const { content = view.content, metadata = view.metadata } = change;
  return { ...shown, content, ...(metadata && { metadata }), pendingChange: 'edit' };
}
