import type { ReadReceipt } from '../model/entities.ts';
import type { ChatState, ThreadState } from './chat-state.ts';
import { countRowsTo } from './message-keys.ts';

/** People by the key of the row at which their reading ends, and what this was found out from. */
export interface LastReaders {
  readonly receipts: ThreadState['receipts'];
  readonly keys: readonly string[];
  readonly rows: ReadonlyMap<string, readonly ReadReceipt[]>;
}

const none: readonly ReadReceipt[] = [];

/**
 * The people whose reading has come as far as this own message, and not as far as the next own one: their avatars
 * belong here. The array is the same object while nothing changed for the row.
 */
export function lastReadersAt(
  state: ChatState,
  thread: ThreadState,
  rowKey: string,
): readonly ReadReceipt[] {
  const { receipts, messageKeys: keys, index } = thread;
  const before = index.lastReaders;
  if (before?.receipts !== receipts || before.keys !== keys) {
    const rows = findLastReadRows(thread, state.userId, before?.rows);
    index.lastReaders = { receipts, keys, rows };
  }
  return index.lastReaders?.rows.get(rowKey) ?? none;
}

function findLastReadRows(
  thread: ThreadState,
  ownId: string,
  before: LastReaders['rows'] | undefined,
): LastReaders['rows'] {
  const readers = [...thread.receipts.values()]
    .filter(({ userId }) => userId !== ownId)
    .map((receipt) => ({ receipt, passed: countRowsTo(thread, receipt.messageId) }));
  const rows = new Map<string, ReadReceipt[]>();
  const ends = findOwnRows(
    thread,
    ownId,
    readers.map(({ passed }) => passed),
  );
  for (const { receipt, passed } of readers) {
    const key = ends.get(passed);
    if (key !== undefined) rows.set(key, [...(rows.get(key) ?? []), receipt]);
  }
  return new Map([...rows].map(([key, receipts]) => [key, sameOr(before?.get(key), receipts)]));
}

/** For each count of rows, the last own one among so many. No row is looked at twice, however many readers there are. */
function findOwnRows(
  { rows, messageKeys }: ThreadState,
  ownId: string,
  counts: readonly number[],
): ReadonlyMap<number, string | undefined> {
  const found = new Map<number, string | undefined>();
  let index = messageKeys.length;
  for (const count of counts.toSorted((a, b) => b - a)) {
    if (index >= count) {
      const isOther = (at: number): boolean => {
        const row = rows.get(messageKeys[at] ?? '');
        return row?.senderId !== ownId || row.id === undefined;
      };
      index = count - 1;
      while (index >= 0 && isOther(index)) index -= 1;
    }
    found.set(count, messageKeys[index]);
  }
  return found;
}

function sameOr(
  before: readonly ReadReceipt[] | undefined,
  receipts: readonly ReadReceipt[],
): readonly ReadReceipt[] {
  const isSame =
    before?.length === receipts.length &&
    receipts.every((receipt, index) => receipt === before[index]);
  return isSame ? before : receipts;
}
