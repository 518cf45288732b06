import { compareIds } from '../model/compare-ids.ts';
import { compareIdTexts, compareText } from './compare-text.ts';

/**
 * Where a row stands in its thread: confirmed rows first, by number and then by id, then the rows that the service does not know yet, by
 * their place in the outbox. It is one key for each row, so the order is total.
 *
 * The number is the service's sequence number. A row without one stands behind the highest numbered row that has a smaller id.
 */
export interface RowOrder {
  /** Place in the outbox; `null` for confirmed rows. */
  readonly ordinal: number | null;
  /** Own sequence number, or the highest one of a smaller id; empty when there is none. */
  readonly number: string;
  /** Whether `number` is the row's own. */
  readonly isNumbered: boolean;
  /** The service's id, or the client message id. */
  readonly id: string;
}

/** Negative when `a` stands above `b`. */
export function compareRowOrder(a: RowOrder, b: RowOrder): number {
  if (a.ordinal !== null && b.ordinal !== null) {
    return a.ordinal - b.ordinal || compareText(a.id, b.id);
  }
  if (a.ordinal !== null) return 1;
  if (b.ordinal !== null) return -1;
  return (
    compareIds(a.number, b.number) ||
    Number(b.isNumbered) - Number(a.isNumbered) ||
    compareIdTexts(a.id, b.id)
  );
}
