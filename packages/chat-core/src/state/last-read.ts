import type { ReadReceipt } from '../model/entities.ts';
import type { ChatState, ThreadState } from './chat-state.ts';
import { hasRead } from './read-position.ts';

type LastReadRows = ReadonlyMap<string, readonly ReadReceipt[]>;

interface Remembered {
  readonly receipts: ThreadState['receipts'];
  readonly keys: readonly string[];
  readonly rows: LastReadRows;
}

const none: readonly ReadReceipt[] = [];
const remembered = new WeakMap<ThreadState['rows'], Remembered>();

/**
 * The people whose reading has come as far as this own message, and not as far as the next own one: their avatars
 * belong here. The array is the same object while nothing changed for the row.
 */
export function lastReadersAt(
  state: ChatState,
  thread: ThreadState,
  rowKey: string,
): readonly ReadReceipt[] {
  const before = remembered.get(thread.rows);
  if (before?.receipts === thread.receipts && before.keys === thread.messageKeys) {
    return before.rows.get(rowKey) ?? none;
  }
  const rows = findLastReadRows(thread, state.userId, before?.rows);
  remembered.set(thread.rows, { receipts: thread.receipts, keys: thread.messageKeys, rows });
  return rows.get(rowKey) ?? none;
}

function findLastReadRows(
  thread: ThreadState,
  ownId: string,
  before: LastReadRows | undefined,
): LastReadRows {
  const rows = new Map<string, ReadReceipt[]>();
  for (const receipt of thread.receipts.values()) {
    if (receipt.userId === ownId) continue;
    const key = thread.messageKeys.findLast((candidate) => {
      const message = thread.rows.get(candidate);
      return message?.senderId === ownId && hasRead(thread, receipt, message);
    });
    if (key !== undefined) rows.set(key, [...(rows.get(key) ?? []), receipt]);
  }
  return new Map([...rows].map(([key, receipts]) => [key, sameOr(before?.get(key), receipts)]));
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
