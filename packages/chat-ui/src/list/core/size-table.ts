import { createFenwick, type Fenwick } from './fenwick.ts';
import type { Keyed, OrderChange } from './order-change.ts';

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
  /** Height of a row; the estimate when the key is unknown. */
  sizeOf(key: string): number;
  /** Height of all rows above `index`, which may be `count`. */
  offsetAt(index: number): number;
  /** The row that covers `offset`, clamped to the rows that exist. -1 when there are none. */
  indexAtOffset(offset: number): number;
  /** Stores a measured height. False when nothing changed or the key is not in the order. */
  setSize(key: string, size: number): boolean;
  /** Takes over a new order. `change` says how it differs from the present one. */
  setOrder(items: readonly Keyed[], change: OrderChange): void;
}

const minimumRoom = 64;

/** Creates an empty table. `estimate` is fixed: changing it later would move rows that nobody touched. */
export function createSizeTable(estimate: number): SizeTable {
  let sizes = new Float64Array(0);
  let sums: Fenwick = createFenwick(sizes);
  let slotByKey = new Map<string, number>();
  let base = 0;
  let count = 0;

  function put(key: string, slot: number): void {
    slotByKey.set(key, slot);
    sizes[slot] = estimate;
    sums.add(slot, estimate);
  }

  /** Lays everything out anew, with as much room at each end as there are rows. Sizes follow their keys. */
  function rebuild(items: readonly Keyed[]): void {
    const room = Math.max(minimumRoom, items.length);
    const nextSizes = new Float64Array(items.length + 2 * room);
    const nextSlots = new Map<string, number>();
    items.forEach((item, index) => {
      const oldSlot = slotByKey.get(item.key);
      nextSizes[room + index] = oldSlot === undefined ? estimate : (sizes[oldSlot] ?? estimate);
      nextSlots.set(item.key, room + index);
    });
    sizes = nextSizes;
    slotByKey = nextSlots;
    sums = createFenwick(sizes);
    base = room;
    count = items.length;
  }

  function grow(items: readonly Keyed[], prepended: number, appended: number): void {
    if (prepended > base || base + count + appended > sizes.length) {
      rebuild(items);
      return;
    }
    base -= prepended;
    for (let index = 0; index < prepended; index += 1) {
      const item = items[index];
      if (item) put(item.key, base + index);
    }
    for (let index = items.length - appended; index < items.length; index += 1) {
      const item = items[index];
      if (item) put(item.key, base + index);
    }
    count = items.length;
  }

  return {
    get count() {
      return count;
    },
    get total() {
      return sums.sumBefore(base + count);
    },
    indexOf(key: string): number {
      const slot = slotByKey.get(key);
      return slot === undefined ? -1 : slot - base;
    },
    sizeOf(key: string): number {
      const slot = slotByKey.get(key);
      return slot === undefined ? estimate : (sizes[slot] ?? estimate);
    },
    offsetAt(index: number): number {
      return sums.sumBefore(base + index);
    },
    indexAtOffset(offset: number): number {
      if (count === 0) return -1;
      return Math.max(0, Math.min(sums.slotAt(Math.max(0, offset)) - base, count - 1));
    },
    setSize(key: string, size: number): boolean {
      const slot = slotByKey.get(key);
      if (slot === undefined) return false;
      const delta = size - (sizes[slot] ?? 0);
      if (delta === 0) return false;
      sizes[slot] = size;
      sums.add(slot, delta);
      return true;
    },
    setOrder(items: readonly Keyed[], change: OrderChange): void {
      if (change.kind === 'grown') grow(items, change.prepended, change.appended);
      else if (change.kind === 'mixed') rebuild(items);
    },
  };
}
