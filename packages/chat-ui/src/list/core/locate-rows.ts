import type { LocateKey } from './anchor.ts';
import type { OrderChange } from './order-change.ts';
import { keyAt, type Keyed, type Rows } from './rows.ts';
import type { SizeTable } from './size-table.ts';

/** The key of a row. */
export function keyOf(row: Keyed): string {
  return row.key;
}

/** Creates a function that finds keys in the next order. Only a mixed change costs a pass over all rows, once. */
export function createLocator(order: OrderChange, next: Rows<Keyed>, sizes: SizeTable): LocateKey {
  if (order.kind !== 'mixed') {
    const shift = order.kind === 'grown' ? order.prepended : 0;
    return (key) => {
      const index = sizes.indexOf(key);
      return index < 0 ? -1 : index + shift;
    };
  }
  let indexByKey: Map<string, number> | undefined;
  return (key) => {
    indexByKey ??= indexKeys(next);
    return indexByKey.get(key) ?? -1;
  };
}

/** Index of the first row that is new at the end of `items`, or -1. The first rows of a list are not new. */
export function firstNewAtEnd(before: Rows<Keyed>, items: Rows<Keyed>, order: OrderChange): number {
  if (before.length === 0 || order.kind === 'same') return -1;
  if (order.kind === 'grown') return order.appended > 0 ? items.length - order.appended : -1;
  const known = indexKeys(before);
  let lastKnown = items.length - 1;
  while (lastKnown >= 0 && !known.has(keyAt(items, lastKnown) ?? '')) lastKnown -= 1;
  return lastKnown < 0 || lastKnown === items.length - 1 ? -1 : lastKnown + 1;
}

function indexKeys(rows: Rows<Keyed>): Map<string, number> {
  const indexByKey = new Map<string, number>();
  for (let index = 0; index < rows.length; index += 1)
    indexByKey.set(keyAt(rows, index) ?? '', index);
  return indexByKey;
}
