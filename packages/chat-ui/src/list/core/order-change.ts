import type { Rows } from './rows.ts';

/**
 * What the owner of an array says about how it differs from the array before.
 * With `from` (that array before) the list can trust the counts without looking at every row;
 * without it, or when the list never rendered that array, the counts are checked by key.
 */
export interface ListChange<T = unknown> {
  /** Rows that are new at the start. */
  readonly prepended: number;
  /** Rows that are new at the end. */
  readonly appended: number;
  readonly from?: Rows<T>;
}

/** How one order of rows became another. `mixed` is everything but growth at the two ends. */
export type OrderChange =
  | { readonly kind: 'same' }
  | { readonly kind: 'grown'; readonly prepended: number; readonly appended: number }
  | { readonly kind: 'mixed' };

const same: OrderChange = { kind: 'same' };
const mixed: OrderChange = { kind: 'mixed' };

/**
 * Compares two orders of unique keys. O(1) when `told` counts from `before`; otherwise O(n).
 * `told` is never believed blindly: a renderer may skip an array, and then the counts belong to another pair.
 */
export function compareOrder<T>(
  before: Rows<T>,
  after: Rows<T>,
  told: ListChange<T> | null | undefined,
  keyOf: (row: T) => string,
): OrderChange {
  if (before === after) return same;
  const growth = after.length - before.length;
  if (growth < 0) return mixed;
  if (told && told.from === before && told.prepended + told.appended === growth) {
    return grown(told.prepended, told.appended);
  }
  if (before.length === 0) return grown(0, growth);
  const isSame = (old: T | undefined, now: T | undefined): boolean =>
    old === now || (old !== undefined && now !== undefined && keyOf(old) === keyOf(now));
  let prepended = 0;
  while (!isSame(before.at(0), after.at(prepended))) if (++prepended > growth) return mixed;
  for (let index = 0; index < before.length; index += 1)
    if (!isSame(before.at(index), after.at(index + prepended))) return mixed;
  return grown(prepended, growth - prepended);
}

function grown(prepended: number, appended: number): OrderChange {
  return prepended === 0 && appended === 0 ? same : { kind: 'grown', prepended, appended };
}
