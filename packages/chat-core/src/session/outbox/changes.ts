import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { MessageEdit } from '../session-contract.ts';
import { createInterruptedError, createOutboxFullError } from '../session-errors.ts';
import type { ChangeRecord } from '../storage/session-database.ts';
import { createFailureError, messageDeleted, notStored } from './failures.ts';
import {
  changeAdded,
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
  /** Resolves when the change is made; at once when there is no such change. */
  whenMade(changeId: string): Promise<void>;
  /** The version that the message had when the change left. */
  noteBase(changeId: string, version: string | undefined): void;
  baseOf(changeId: string): string | undefined;
  /** Its promise rejects with this error, when it turns out to have failed. */
  noteCause(changeId: string, error: unknown): void;
  /** The service shows an own message. Returns the changes that are made by that. */
  observe(view: ServerMessage, isNews: boolean): readonly ChangeRecord[];
  snapshot(): readonly ChatEvent[];
  dispose(isKept: boolean): void;
}

/** @param see - Sees to it that this tab knows what has come of a change. */
export function createChanges(
  ports: OutboxPorts,
  own: OwnMessages,
  onChange: () => void,
  see: (change: ChangeRecord) => Promise<void>,
): Changes {
  const { clock, random, config, emit, emitNow } = ports;
  const promises = createOpenPromises<void>();
  const bases = new Map<string, string>();
  const leaving = new Set<string>();

  const table = createSharedTable('changes', (change) => change.changeId, ports, {
    onChange(key, before, after, emitTo) {
      changeEvents(before, after).forEach(emitTo);
      settle(key, after);
      onChange();
    },
    onVanished: (key, change) => void letGo(key, change),
  });
  const { rows } = table;

  /** Another tab has dealt with it. What has come of it is seen first, so that what was before does not come back. */
  async function letGo(key: string, change: ChangeRecord): Promise<void> {
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
    if (change?.failure !== undefined) promises.breakFor(key, change.failure, 'edit');
    else if (change === undefined || change.state === 'accepted') promises.keep(key);
    if (change === undefined) bases.delete(key);
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
    const metadata = edit && editedMetadata(edit.metadata, own.get(threadId, messageId));
    const change: ChangeRecord = {
      changeId: random.createUuid(),
      threadId,
      messageId,
      kind: edit === undefined ? 'delete' : 'edit',
      ...(edit !== undefined && { content: edit.content }),
      ...(metadata !== undefined && { metadata }),
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

  return {
    table,
    hasDeletion: (threadId, messageId) =>
      changesOf(threadId, messageId).some(({ kind }) => kind === 'delete'),
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
    async add(asked) {
      const request = toShown(asked);
      const { threadId, messageId, edit } = request;
      const isGone =
        own.get(threadId, messageId)?.deletedAt !== undefined ||
        pendingOf(threadId, messageId).some(({ kind }) => kind === 'delete');
      if (isGone && edit !== undefined) throw createFailureError(messageDeleted, 'edit');
      if (rows.size >= config.maxOutboxItems) throw createOutboxFullError();
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
      const isMade = change === undefined || change.state === 'accepted';
      return isMade ? Promise.resolve() : promises.of(changeId);
    },
    noteBase(changeId, version) {
      if (version !== undefined) bases.set(changeId, version);
    },
    baseOf: (changeId) => bases.get(changeId),
    noteCause: promises.noteCause,
    observe(view, isNews) {
      const made: ChangeRecord[] = [];
      const pending = pendingOf(view.threadId, view.id);
      for (const change of pending) {
        const { changeId, state } = change;
        const isLater = isNewer(view, bases.get(changeId));
        const isThere = isCarriedOut(change, view);
        // A later view answers one change that was accepted; those after it wait for views that are later still.
        const isAnswered =
          isThere || view.deletedAt !== undefined || (isLater && made.length === 0);
        const isMade =
          (state === 'accepted' && isAnswered) ||
          (state === 'sending' && isThere && isLater) ||
          (change.kind === 'delete' && isThere);
        if (isMade) made.push(change);
        else if (made.length > 0) bases.set(changeId, view.version ?? '');
        // Something newer takes the place of what was shown above it, also where this user's change is to come yet.
        if (!isMade && isNews && state !== 'accepted') emit(changeAdded(change));
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
