import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { MessageEdit } from '../session-contract.ts';
import { createInterruptedError } from '../session-errors.ts';
import type { ChangeRecord } from '../storage/session-database.ts';
import { createChangesFullError, messageDeleted } from './change-failures.ts';
import { createFailureError, notStored } from './failures.ts';
import {
  baseOver,
  changeEvents,
  editedMetadata,
  isCarriedOut,
  isNewer,
  moveChange,
} from './change-states.ts';
import { createOpenPromises } from './open-promises.ts';
import type { OutboxPorts } from './outbox-ports.ts';
import type { OwnMessages } from './own-messages.ts';
import { createSharedTable, type SharedRows } from './shared-table.ts';

/** What is to become of a message: an edit, or with `undefined` a deletion. */
export interface ChangeRequest {
  readonly threadId: string;
  readonly messageId: string;
  readonly edit: MessageEdit | undefined;
  /** Its place among the changes of the message. Default: after all that are known. */
  readonly ordinal?: number;
}

/** Edits and deletions of messages that the service knows, as this tab knows them, and the promises that were made for them. */
export interface Changes {
  readonly table: SharedRows<ChangeRecord>;
  /** Whether a deletion of the message is known, also one that was refused. */
  hasDeletion(threadId: string, messageId: string): boolean;
  /** What is known to be asked for a message, also what has failed, in the order in which it was. */
  changesOf(threadId: string, messageId: string): readonly ChangeRecord[];
  /** What is under way with a message, in the order in which it was asked for. */
  pendingOf(threadId: string, messageId: string): readonly ChangeRecord[];
  /** How many changes are not made yet. */
  readonly unsent: number;
  readonly openPromises: number;
  /** Shows the change. It is not carried out before it is stored. */
  show(request: ChangeRequest): ChangeRecord;
  store(change: ChangeRecord): Promise<unknown>;
  /** Shows and stores a change. Resolves when the service has it, or when a later one has taken its place. */
  add(request: ChangeRequest): Promise<void>;
  /** Forgets a change that is not stored here any more, once this tab knows what has come of it. It never rejects. */
  letGo(change: ChangeRecord): Promise<void>;
  /** Resolves when the change is made; at once when there is no such change. Rejects when it has failed. */
  whenMade(changeId: string): Promise<void>;
  /** Its promise rejects with this error, when it turns out to have failed. */
  noteCause(changeId: string, error: unknown): void;
  /** The service shows an own message. Returns the changes that are made by that. */
  observe(view: ServerMessage): readonly ChangeRecord[];
  snapshot(): readonly ChatEvent[];
  dispose(isKept: boolean): void;
}

/** What errors call a change of each kind. */
const operations = { edit: 'edit', delete: 'remove' } as const;

/** @param see - Sees to it that this tab knows what has come of a change. */
export function createChanges(
  ports: OutboxPorts,
  own: OwnMessages,
  onChange: () => void,
  see: (change: ChangeRecord) => Promise<void>,
): Changes {
  const { clock, random, config, emitNow } = ports;
  const promises = createOpenPromises<void>();
  const leaving = new Set<string>();

  const table = createSharedTable('changes', (change) => change.changeId, ports, {
    onChange(key, before, after, emitTo) {
      changeEvents(before, after).forEach(emitTo);
      settle(key, after);
      onChange();
    },
    onVanished: (_key, change) => void letGo(change),
  });
  const { rows } = table;

  /** Another tab has dealt with it. What has come of it is seen first, so that what was before does not come back. */
  async function letGo(change: ChangeRecord): Promise<void> {
    const key = change.changeId;
    if (leaving.has(key)) return;
    leaving.add(key);
    try {
      await see(change);
      table.forget(key);
    } catch {
      // Not knowing is no reason to forget it: it is seen to again when the table is read again.
    }
    leaving.delete(key);
  }

  function settle(key: string, change: ChangeRecord | undefined): void {
    if (change?.failure !== undefined)
      promises.breakFor(key, change.failure, operations[change.kind]);
    else if (change === undefined || change.state === 'accepted') promises.keep(key);
  }

  function inOrder(changes: Iterable<ChangeRecord>): readonly ChangeRecord[] {
    return [...changes].toSorted(
      (a, b) => a.ordinal - b.ordinal || (a.changeId < b.changeId ? -1 : 1),
    );
  }

  function changesOf(threadId: string, messageId: string): readonly ChangeRecord[] {
    return inOrder(rows.values()).filter(
      (change) => change.messageId === messageId && change.threadId === threadId,
    );
  }

  function pendingOf(threadId: string, messageId: string): readonly ChangeRecord[] {
    return changesOf(threadId, messageId).filter(({ state }) => state !== 'failed');
  }

  /** Of a message that is stored more than once the one is edited that is shown. */
  function toShown(request: ChangeRequest): ChangeRequest {
    const { threadId, messageId, edit } = request;
    return edit === undefined
      ? request
      : { ...request, messageId: own.shownIdOf(threadId, messageId) };
  }

  function show(asked: ChangeRequest): ChangeRecord {
    const request = toShown(asked);
    const { threadId, messageId, edit } = request;
    const now = clock.now();
    const known = own.get(threadId, messageId);
    const metadata = edit && editedMetadata(edit.metadata, known);
    const change: ChangeRecord = {
      changeId: random.createUuid(),
      threadId,
      messageId,
      kind: edit === undefined ? 'delete' : 'edit',
      ...(edit !== undefined && { content: edit.content }),
      ...(metadata !== undefined && { metadata }),
      ...baseOver(known),
      ordinal:
        request.ordinal ?? Math.max(now, ...[...rows.values()].map((one) => one.ordinal + 1)),
      createdAt: now,
      state: 'queued',
      stateSince: now,
    };
    table.show(change.changeId, change, emitNow);
    return change;
  }

  async function store(change: ChangeRecord): Promise<unknown> {
    const { changeId, threadId, messageId } = change;
    const stored = table.change(changeId, (current) => current ?? change);
    // What failed before is answered by this.
    for (const { changeId: old, state } of changesOf(threadId, messageId))
      if (state === 'failed') table.change(old, () => undefined).catch(ports.reportError);
    return stored;
  }

  /** One that failed because it could not be stored takes no room. */
  function takesRoom({ changeId, state }: ChangeRecord): boolean {
    return state !== 'failed' || table.isStored(changeId);
  }

  /** What the change follows is an own one. */
  function rebase({ changeId }: ChangeRecord, { version = '' }: ServerMessage): void {
    const rebased = (now: ChangeRecord | undefined): ChangeRecord | undefined =>
      now && now.base !== version ? { ...now, base: version } : now;
    const known = rebased(rows.get(changeId));
    if (known !== undefined) table.show(changeId, known);
    if (table.isStored(changeId)) table.change(changeId, rebased).catch(ports.reportError);
  }

  return {
    table,
    hasDeletion: (threadId, messageId) =>
      changesOf(threadId, messageId).some(({ kind }) => kind === 'delete'),
    changesOf,
    pendingOf,
    get unsent() {
      return [...rows.values()].filter(({ state }) => state === 'queued' || state === 'sending')
        .length;
    },
    get openPromises() {
      return promises.size;
    },
    show,
    store,
    letGo,
    async add(asked) {
      const request = toShown(asked);
      const { threadId, messageId, edit } = request;
      const isGone =
        own.get(threadId, messageId)?.deletedAt !== undefined ||
        pendingOf(threadId, messageId).some(({ kind }) => kind === 'delete');
      if (isGone && edit !== undefined) throw createFailureError(messageDeleted, 'edit');
      const kept = [...rows.values()].filter(takesRoom);
      if (kept.length >= config.maxOutboxItems)
        throw createChangesFullError(operations[edit === undefined ? 'delete' : 'edit']);
      const change = show(request);
      const { changeId } = change;
      const made = promises.of(changeId);
      store(change).catch((error: unknown) => {
        promises.noteCause(changeId, error);
        table.show(changeId, moveChange(change, 'failed', clock.now(), { failure: notStored }));
      });
      return made;
    },
    whenMade(changeId) {
      const change = rows.get(changeId);
      if (change?.failure !== undefined)
        return Promise.reject(createFailureError(change.failure, operations[change.kind]));
      const isMade = change === undefined || change.state === 'accepted';
      return isMade ? Promise.resolve() : promises.of(changeId);
    },
    noteCause: promises.noteCause,
    observe(view) {
      const made: ChangeRecord[] = [];
      for (const change of pendingOf(view.threadId, view.id)) {
        const { state } = change;
        const isLater = isNewer(view, change.base);
        const isThere = isCarriedOut(change, view);
        // A later view answers one change that was accepted; those after it wait for views that are later still.
        const isAnswered =
          isThere || view.deletedAt !== undefined || (isLater && made.length === 0);
        const isMade =
          (state === 'accepted' && isAnswered) ||
          (state === 'sending' && isThere && isLater) ||
          (change.kind === 'delete' && isThere);
        if (isMade) made.push(change);
        else if (made.length > 0) rebase(change, view);
      }
      return made;
    },
    snapshot: () => inOrder(rows.values()).flatMap((change) => changeEvents(undefined, change)),
    dispose(isKept) {
      table.dispose();
      promises.dispose((key) => createInterruptedError(isKept && table.isStored(key)));
    },
  };
}
