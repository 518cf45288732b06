import { compareIds } from '../model/compare-ids.ts';

/**
 * Where a row stands in its thread. Confirmed rows come first, by `major` and then `minor`; rows that the service has
 * not acknowledged follow, by `ordinal`. One stored key for each row makes the order total.
 *
 * `major` is the service's sequence number. A row whose number is not known yet stands behind the highest numbered row with a
 * smaller id; `minor` is then its own id, otherwise it is empty.
 */
export interface RowOrder {
  readonly ordinal: number | null;
  readonly major: string;
  readonly minor: string;
}

/** Negative when `a` stands above `b`. */
export function compareRowOrder(a: RowOrder, b: RowOrder): number {
  if (a.ordinal !== null && b.ordinal !== null) return a.ordinal - b.ordinal;
  if (a.ordinal !== null) return 1;
  if (b.ordinal !== null) return -1;
  return compareIds(a.major, b.major) || compareIds(a.minor, b.minor);
}

type RowOrders = ReadonlyMap<string, RowOrder>;

/** First index whose row stands below `position`. Looks at the end first, where nearly all rows go. */
export function insertionIndex(
  orders: RowOrders,
  keys: readonly string[],
  position: RowOrder,
): number {
  const isBelow = (index: number): boolean => {
    const other = orders.get(keys[index] ?? '');
    return other !== undefined && compareRowOrder(other, position) > 0;
  };
  if (keys.length === 0 || !isBelow(keys.length - 1)) return keys.length;
  let low = 0;
  let high = keys.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the row is among `keys`; -1 when it is not there. */
export function indexOfRow(orders: RowOrders, keys: readonly string[], rowKey: string): number {
  const position = orders.get(rowKey);
  if (position === undefined) return -1;
  const index = insertionIndex(orders, keys, position) - 1;
  return keys[index] === rowKey ? index : keys.lastIndexOf(rowKey);
}
