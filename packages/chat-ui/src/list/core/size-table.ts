import { createFenwick, type Fenwick } from './fenwick.ts';
import type { OrderChange } from './order-change.ts';
import { keyAt, type Keyed, type Rows } from './rows.ts';

/**
 * The heights of all rows in order, in CSS pixels. A row that was never measured has the estimate.
 * Rows sit in slots with free room at both ends: a prepend moves the base and rewrites nothing.
 */
export interface SizeTable {
  readonly count: number;
  /** Height of all rows together. */
  readonly total: number;
  /** Place of a key in the order, or -1. */
  indexOf(key: string): number;
  /** Height of a row; the estimate when it was never measured. */
  sizeOf(key: string): number;
  /** Height of all rows above `index`, which may be `count`. */
  offsetAt(index: number): number;
  /** The row that covers `offset`, clamped to the rows that exist. -1 when there are none. */
  indexAtOffset(offset: number): number;
  /** Stores a measured height. False when nothing changed or the key is not in the order. */
  setSize(key: string, size: number): boolean;
  /** Takes over a new order. `change` says how it differs from the present one. */
  setOrder(items: Rows<Keyed>, change: OrderChange): void;
}

const minimumRoom = 64;
/** So many rows are looked through for a key before all of them get a place in a map. */
const nearby = 100;

/** Creates an empty table. `estimate` is fixed: changing it later would move rows that nobody touched. */
export function createSizeTable(estimate: number): SizeTable {
  /** Of the rows that were measured: few of many. */
  let sizes = new Map<string, number>();
  let sums: Fenwick = createFenwick(new Float64Array(0));
  /** Made when a row is asked for that is neither at the end nor near the last one. Most lists never need it. */
  let slotByKey: Map<string, number> | null = null;
  let order: Rows<Keyed> = [];
  let capacity = 0;
  let base = 0;
  let count = 0;
  let lastFound = 0;

  function indexOf(key: string): number {
    if (slotByKey !== null) return (slotByKey.get(key) ?? base - 1) - base;
    const index =
      findNear(key, count - nearby, count) ?? findNear(key, lastFound - nearby, lastFound + nearby);
    if (index !== undefined) {
      lastFound = index;
      return index;
    }
    slotByKey = new Map();
    for (let at = 0; at < count; at += 1) slotByKey.set(keyAt(order, at) ?? '', base + at);
    return indexOf(key);
  }

  function findNear(key: string, from: number, to: number): number | undefined {
    for (let at = Math.min(to, count) - 1; at >= Math.max(0, from); at -= 1)
      if (keyAt(order, at) === key) return at;
    return undefined;
  }

  /** Lays everything out anew, with room at both ends. Sizes follow their keys. */
  function rebuild(items: Rows<Keyed>): void {
    const room = Math.max(minimumRoom, Math.ceil(items.length / 4));
    capacity = items.length + 2 * room;
    const values = new Float64Array(capacity).fill(estimate, room, room + items.length);
    if (sizes.size > 0) {
      const kept = new Map<string, number>();
      for (let index = 0; index < items.length; index += 1) {
        const key = keyAt(items, index) ?? '';
        const size = sizes.get(key);
        if (size === undefined) continue;
        values[room + index] = size;
        kept.set(key, size);
      }
      sizes = kept;
    }
    slotByKey = null;
    sums = createFenwick(values);
    base = room;
    count = items.length;
  }

  function grow(items: Rows<Keyed>, prepended: number, appended: number): void {
    if (prepended > base || base + count + appended > capacity) {
      rebuild(items);
      return;
    }
    base -= prepended;
    count = items.length;
    lastFound += prepended;
    for (let index = 0; index < prepended; index += 1) put(items, index);
    for (let index = count - appended; index < count; index += 1) put(items, index);
  }

  function put(items: Rows<Keyed>, index: number): void {
    const key = keyAt(items, index) ?? '';
    slotByKey?.set(key, base + index);
    sums.add(base + index, sizes.get(key) ?? estimate);
  }

  return {
    get count() {
      return count;
    },
    get total() {
      return sums.sumBefore(base + count);
    },
    indexOf,
    sizeOf: (key) => sizes.get(key) ?? estimate,
    offsetAt(index: number): number {
      return sums.sumBefore(base + index);
    },
    indexAtOffset(offset: number): number {
      if (count === 0) return -1;
      return Math.max(0, Math.min(sums.slotAt(Math.max(0, offset)) - base, count - 1));
    },
    setSize(key: string, size: number): boolean {
      const delta = size - (sizes.get(key) ?? estimate);
      const index = delta === 0 ? -1 : indexOf(key);
      if (index < 0) return false;
      sizes.set(key, size);
      sums.add(base + index, delta);
      return true;
    },
    setOrder(items: Rows<Keyed>, change: OrderChange): void {
      if (change.kind === 'grown') grow(items, change.prepended, change.appended);
      else if (change.kind === 'mixed') rebuild(items);
      order = items;
    },
  };
}
