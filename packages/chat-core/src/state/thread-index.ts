import type { Message, ReadReceipt } from '../model/entities.ts';
import type { ThreadState } from './chat-state.ts';
import { compareIdTexts } from './compare-text.ts';
import type { LastReaders } from './last-read.ts';
import type { ChangesOfMessage } from './pending-changes.ts';
import type { RowOrder } from './row-order.ts';
import type { ServerView } from './merge-message.ts';
import {
  countNumbers,
  numberBelow,
  sequenceNumber,
  type NumberedMessage,
  type RowNumbers,
} from './row-numbers.ts';

/** How the rows of a thread are found and ordered. It changes in place. */
export interface ThreadIndex {
  /** Row key by service id, where the row's key is not its id. Hidden twins lead to the row that stands for them. */
  readonly rowKeyById: Map<string, string>;
  /** What the service says, by id, where no row shows it as it is: hidden twins, and messages with a pending change. */
  readonly bases: Map<string, ServerView>;
  /** Service ids by sender and client message id; an array where there are several. */
  readonly idsByClientId: Map<string, string | string[]>;
  /**
   * Messages of a thread that is not loaded of which no more was heard than that they were edited or deleted: old ones, as far as anybody
   * can tell, which are not shown.
   */
  readonly changedOnly: Map<string, ServerView>;
  /** Place in the outbox by client message id, of rows that the service does not know yet. */
  readonly unsent: Map<string, number>;
  /** Edits and deletions of this user, by service id. */
  readonly changes: Map<string, ChangesOfMessage>;
  /**
   * By user id, receipts of which it depends on numbers that are not known yet which is the furthest. Nothing is held of a person of whom
   * there is one receipt only.
   */
  readonly heldReceipts: Map<string, readonly ReadReceipt[]>;
  /** By user id, what was last said of a person's coming or going, and whether a list of the people was read since. */
  readonly comings: Map<string, { readonly at: number; readonly isListed: boolean }>;
  /** Ids of messages without a sequence number. */
  readonly unnumbered: Set<string>;
  /** `null` until they are needed, and again when messages have left. */
  numbers: RowNumbers | null;
  /** Id of the oldest message that lists have covered: what stands above it is left to paging. */
  floor: string | undefined;
  /** Id of the newest message above a gap. */
  ceiling: string | undefined;
  /** What `lastReadersAt` has found out last. */
  lastReaders: LastReaders | null;
  /** So many rows were there when a reader last paged back: they are kept until nobody holds the thread. */
  pagedTo: number;
}

export function createThreadIndex(): ThreadIndex {
  return {
    rowKeyById: new Map(),
    bases: new Map(),
    idsByClientId: new Map(),
    changedOnly: new Map(),
    unsent: new Map(),
    changes: new Map(),
    heldReceipts: new Map(),
    comings: new Map(),
    unnumbered: new Set(),
    numbers: null,
    floor: undefined,
    ceiling: undefined,
    lastReaders: null,
    pagedTo: 0,
  };
}

/** What rows are looked up in. */
export type IndexedRows = Pick<ThreadState, 'rows' | 'index'>;

/** Key of the row that shows the message with this service id, or would show it. */
export function rowKeyOf({ index }: IndexedRows, id: string): string {
  return index.rowKeyById.get(id) ?? id;
}

/**
 * A message by its row key or by its service id: its row, the row that stands for it where it was stored twice, or what was fetched of
 * it alone. `undefined`: nothing of it is here.
 */
export function messageOf(thread: ThreadState, keyOrId: string): Message | undefined {
  const { rows, fetched } = thread;
  return rows.get(keyOrId) ?? rows.get(rowKeyOf(thread, keyOrId)) ?? fetched.get(keyOrId);
}

/** The row that shows exactly this message. `undefined` for a hidden twin, and for a message that is not loaded. */
export function rowOf(thread: IndexedRows, id: string): ServerView | undefined {
  const row = thread.rows.get(rowKeyOf(thread, id));
  return row !== undefined && hasId(row) && row.id === id ? row : undefined;
}

function hasId(row: Message): row is ServerView {
  return row.id !== undefined;
}

/** What the service says about a message, whatever its row shows. */
export function viewOf(thread: IndexedRows, id: string): ServerView | undefined {
  return thread.index.bases.get(id) ?? rowOf(thread, id);
}

/** What rows of one sender with one client message id have in common. A copy by somebody else has another key. */
export function clientKey(message: Message): string | undefined {
  const { clientMessageId, senderId } = message;
  return clientMessageId === undefined || senderId === undefined
    ? undefined
    : `${clientMessageId} ${senderId}`;
}

/** Service ids of all messages with this key of {@link clientKey}. */
export function idsOfClient({ index }: IndexedRows, key: string | undefined): readonly string[] {
  const ids = key === undefined ? undefined : index.idsByClientId.get(key);
  return typeof ids === 'string' ? [ids] : (ids ?? []);
}

/**
 * All service ids that stand behind a row, the lowest first: more than one where the message was stored more than once. None for a message
 * that the service does not know yet. Who deletes a row has to delete them all, or another of them takes its place.
 */
export function twinIdsOf(thread: IndexedRows, rowKey: string): readonly string[] {
  const row = thread.rows.get(rowKey);
  if (row?.id === undefined) return [];
  const ids = idsOfClient(thread, clientKey(row)).filter((id) => rowKeyOf(thread, id) === rowKey);
  return ids.length === 0 ? [row.id] : ids.toSorted(compareIdTexts);
}

/** The sequence numbers of the thread's messages. */
export function numbersOf(thread: IndexedRows): RowNumbers {
  return (thread.index.numbers ??= countNumbers(numberedMessages(thread)));
}

function numberedMessages(thread: IndexedRows): NumberedMessage[] {
  const { rows, index } = thread;
  const hidden = [...index.bases.values()].filter(({ id }) => rowOf(thread, id) === undefined);
  return [...rows.values(), ...hidden].flatMap(({ id, sequenceId: text }) => {
    const sequenceId = sequenceNumber(text);
    return id === undefined || sequenceId === undefined ? [] : [{ id, sequenceId }];
  });
}

/** Where a message stands, loaded or not. */
export function orderOfMessage(
  thread: IndexedRows,
  id: string,
  sequenceId: string | undefined = viewOf(thread, id)?.sequenceId,
): RowOrder {
  const number = sequenceNumber(sequenceId);
  return number === undefined
    ? { ordinal: null, number: numberBelow(numbersOf(thread), id), isNumbered: false, id }
    : { ordinal: null, number, isNumbered: true, id };
}

/** Where a row stands. */
export function orderOfRow(thread: IndexedRows, rowKey: string): RowOrder {
  const row = thread.rows.get(rowKey);
  if (row?.id !== undefined) return orderOfMessage(thread, row.id, row.sequenceId);
  const ordinal = thread.index.unsent.get(rowKey) ?? 0;
  return { ordinal, number: '', isNumbered: false, id: rowKey };
}
