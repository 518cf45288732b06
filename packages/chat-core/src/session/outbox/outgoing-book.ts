import { utf8ByteLength } from '../../model/limits.ts';
import { metadataKeys } from '../../model/metadata-keys.ts';
import type { ChatEvent, OutgoingMessage } from '../chat-event.ts';
import type { MessageEdit } from '../session-contract.ts';
import {
  createDiscardedError,
  createInterruptedError,
  createOutboxFullError,
} from '../session-errors.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import { notStored } from './failures.ts';
import { createOpenPromises } from './open-promises.ts';
import type { OutboxPorts } from './outbox-ports.ts';
import { outgoingEvents, toOutgoing, type OutgoingView } from './outgoing-events.ts';
import {
  compareOutgoing,
  hasSaidMore,
  isFinished,
  isOnTheWay,
  mayBeStored,
  moveTo,
  owes,
  withoutDebt,
} from './outgoing-states.ts';
import { createSharedTable, type Emit, type SharedRows } from './shared-table.ts';
import type { Obstacle } from './traffic.ts';

/** This user's messages on their way, as this tab knows them, and the promises that were made for them. */
export interface OutgoingBook {
  readonly table: SharedRows<OutboxRecord>;
  /** Messages that are not sent, in the order in which they are. */
  unsent(): readonly OutboxRecord[];
  /** How many promises are open. */
  readonly openPromises: number;
  add(message: Omit<OutgoingMessage, 'ordinal'>): Promise<string>;
  retry(clientMessageId: string): Promise<string> | undefined;
  /** Takes a message back. Resolves once that is stored; `undefined` when there is no such message. */
  takeBack(clientMessageId: string): Promise<unknown> | undefined;
  /** The user edits a message that is sent: an earlier edit that the service has not heard of yet must not come after it. */
  dropDebt(messageId: string): void;
  /** The user deletes a message that is sent. Nothing happens when it is not known here. */
  noteDeleted(clientMessageId: string): void;
  /** Writes a message that is not sent anew. Resolves to the record that is stored then. */
  rewrite(clientMessageId: string, edit: MessageEdit): Promise<OutboxRecord | undefined>;
  /** The service has the message, under this id. */
  bind(clientMessageId: string, id: string): void;
  /** Its promise rejects with this error, when it turns out to have failed. */
  noteCause(clientMessageId: string, error: unknown): void;
  /** Shows again what the messages of a thread wait for, or those of all threads. */
  present(threadId?: string): void;
  snapshot(): readonly ChatEvent[];
  dispose(isKept: boolean): void;
}

/** What the book needs beside the ports of the outbox. */
export interface BookPorts extends OutboxPorts {
  /** The ids under which the service has the message. */
  findDelivered(message: OutgoingMessage): Promise<readonly string[]>;
  /** Why this tab does not send a queued message now. */
  obstacle(record: OutboxRecord): Obstacle | undefined;
  /** Something has changed: there may be something to do. */
  onChange(record: OutboxRecord | undefined): void;
}

export function createOutgoingBook(ports: BookPorts): OutgoingBook {
  const { clock, config, emitNow, reportError } = ports;
  const promises = createOpenPromises<string>();
  const shown = new Map<string, OutgoingView>();
  const lookedUp = new Set<string>();
  let isDisposed = false;

  const table = createSharedTable('outbox', (record) => record.clientMessageId, ports, {
    // What is known to be sent stays so, even where that could not be stored.
    prefer: (known, stored) => (known.state === 'sent' && stored.state !== 'sent' ? known : stored),
    onChange(key, before, after, emit) {
      show(key, after, emit);
      settle(key, after);
      const hasTurned = (before?.state === 'failed') !== (after?.state === 'failed');
      if (config.strictOrder && hasTurned) present((after ?? before)?.threadId, emit);
      ports.onChange(after);
    },
    onVanished: (_key, record) => void lookUp(record),
  });
  const { rows } = table;

  function show(key: string, record: OutboxRecord | undefined, emit: Emit): void {
    const after = record && {
      record,
      obstacle: record.state === 'queued' ? obstacleOf(record) : undefined,
    };
    outgoingEvents(shown.get(key), after).forEach(emit);
    if (after === undefined) shown.delete(key);
    else shown.set(key, after);
  }

  function present(threadId: string | undefined, emit: Emit = ports.emit): void {
    for (const [key, record] of rows)
      if (threadId === undefined || record.threadId === threadId) show(key, record, emit);
  }

  function obstacleOf(record: OutboxRecord): Obstacle | undefined {
    const isBehind = (other: OutboxRecord): boolean =>
      other.threadId === record.threadId &&
      other.state === 'failed' &&
      compareOutgoing(other, record) < 0;
    return config.strictOrder && [...rows.values()].some(isBehind)
      ? { waitsFor: 'earlier-message' }
      : ports.obstacle(record);
  }

  function settle(key: string, record: OutboxRecord | undefined): void {
    if (record === undefined || record.isTakenBack === true)
      promises.breakWith(key, createDiscardedError());
    else if (record.id !== undefined) promises.keep(key, record.id);
    else if (record.failure !== undefined) promises.breakFor(key, record.failure, 'send');
    else if (isFinished(record)) promises.breakWith(key, createDiscardedError());
  }

  /** Another tab has dealt with it so long ago that this is forgotten. Only the service can tell how it ended. */
  async function lookUp(record: OutboxRecord): Promise<void> {
    const key = record.clientMessageId;
    if (lookedUp.has(key)) return;
    lookedUp.add(key);
    try {
      const [id] = isOnTheWay(record) ? await ports.findDelivered(toOutgoing(record)) : [];
      if (id !== undefined) table.show(key, moveTo(record, 'sent', clock.now(), { id }));
      table.forget(key);
    } catch {
      // Not knowing is no reason to forget it: it is looked for again when the table is read again.
    }
    lookedUp.delete(key);
  }

  function unsent(): readonly OutboxRecord[] {
    return [...rows.values()].filter((record) => !isFinished(record)).toSorted(compareOutgoing);
  }

  function requireRoom(message: MessageText): void {
    const waiting = unsent();
    const bytes = waiting.reduce((sum, record) => sum + bytesOf(record), bytesOf(message));
    if (waiting.length >= config.maxOutboxItems || bytes > config.maxOutboxBytes)
      throw createOutboxFullError();
  }

  /** The request leaves only once the message is stored: what the page forgets must not come to light elsewhere. */
  function store(key: string): void {
    table
      .change(key, (current) => current)
      .catch((error: unknown) => {
        const record = rows.get(key);
        if (record === undefined || table.isStored(key) || record.state !== 'queued') return;
        promises.noteCause(key, error);
        table.show(key, moveTo(record, 'failed', clock.now(), { failure: notStored }));
      });
  }

  function requeued({ firstAttemptAt: _first, ...record }: OutboxRecord): OutboxRecord {
    return moveTo(record, 'queued', clock.now());
  }

  function takenBack(record: OutboxRecord): OutboxRecord {
    const isKnown = record.state === 'sent' || mayBeStored(record);
    return isKnown ? { ...record, isTakenBack: true } : moveTo(record, 'cancelled', clock.now());
  }

  return {
    table,
    unsent,
    get openPromises() {
      return promises.size;
    },
    add(message) {
      requireRoom(message);
      const key = message.clientMessageId;
      const now = clock.now();
      const ordinal = Math.max(now, ...[...rows.values()].map((record) => record.ordinal + 1));
      const start = { ordinal, attempts: 0, mustBeFound: false, stateSince: now } as const;
      const promise = promises.of(key);
      table.show(key, { ...message, ...start, state: 'queued' }, emitNow);
      store(key);
      return promise;
    },
    retry(key) {
      const record = rows.get(key);
      if (record?.state !== 'failed') return undefined;
      const promise = promises.of(key);
      table.show(key, requeued(record), emitNow);
      if (!table.isStored(key)) store(key);
      else
        table
          .change(key, (current) => (current?.state === 'failed' ? requeued(current) : current))
          .catch(reportError);
      return promise;
    },
    takeBack(key) {
      const record = rows.get(key);
      if (record === undefined || isFinished(record) || record.isTakenBack === true)
        return undefined;
      table.show(key, takenBack(record), emitNow);
      return table
        .change(key, (current) =>
          current === undefined || current.state === 'cancelled' ? current : takenBack(current),
        )
        .catch((error: unknown) => {
          if (table.isStored(key)) throw error;
          table.forget(key);
        });
    },
    dropDebt(messageId) {
      const record = [...rows.values()].find(({ id }) => id === messageId);
      if (record === undefined) return;
      table
        .change(record.clientMessageId, (current) =>
          current !== undefined && owes(current) && current.isTakenBack !== true
            ? withoutDebt(current)
            : current,
        )
        .catch(reportError);
    },
    noteDeleted(key) {
      if (!rows.has(key)) return;
      table
        .change(key, (current) =>
          current?.state === 'sent' ? { ...current, isDeleted: true } : current,
        )
        .catch(reportError);
    },
    rewrite(key, edit) {
      const rewritten = (record: OutboxRecord): OutboxRecord => ({
        ...record,
        content: edit.content,
        metadata: {
          ...(edit.metadata ?? record.metadata),
          [metadataKeys.clientMessageId]: key,
        },
        ...(hasSaidMore(record) && {
          dispatchedContent: record.dispatchedContent ?? record.content,
        }),
      });
      const record = rows.get(key);
      if (record !== undefined) table.show(key, rewritten(record), emitNow);
      return table.change(key, (current) =>
        current === undefined || isFinished(current) ? current : rewritten(current),
      );
    },
    bind(key, id) {
      const record = rows.get(key);
      if (isDisposed || record === undefined || record.id !== undefined) return;
      const now = clock.now();
      const bound = (current: OutboxRecord): OutboxRecord =>
        current.state === 'cancelled'
          ? { ...current, id, isTakenBack: true }
          : moveTo(current, 'sent', now, { id });
      table
        .change(key, (current) =>
          current === undefined || current.id !== undefined ? current : bound(current),
        )
        .catch(reportError);
      table.show(key, bound(record));
    },
    noteCause: promises.noteCause,
    present: (threadId) => present(threadId),
    snapshot: () =>
      unsent().flatMap((record) =>
        outgoingEvents(undefined, shown.get(record.clientMessageId) ?? { record }),
      ),
    dispose(isKept) {
      isDisposed = true;
      table.dispose();
      promises.dispose((key) => createInterruptedError(isKept && table.isStored(key)));
    },
  };
}

type MessageText = Pick<OutgoingMessage, 'content' | 'metadata'>;

function bytesOf({ content, metadata }: MessageText): number {
  return utf8ByteLength([content, ...Object.entries(metadata).flat()].join(''));
}
