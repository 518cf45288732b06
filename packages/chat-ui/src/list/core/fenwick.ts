/** Running sums over a fixed number of slots. Changing a slot and summing a prefix are both O(log n). */
export interface Fenwick {
  /** Adds `delta` to one slot. */
  add(slot: number, delta: number): void;
  /** The sum of all slots before `slot`. */
  sumBefore(slot: number): number;
  /** The slot that covers `sum`: the last one with `sumBefore(slot) <= sum`. Slots of size 0 are passed over. */
  slotAt(sum: number): number;
}

/** Builds the tree over `values` in O(n). The array is read once and not kept. */
export function createFenwick(values: Float64Array): Fenwick {
  const capacity = values.length;
  // One-based: node `i` holds the sum of the `i & -i` slots that end at slot `i - 1`.
  const nodes = new Float64Array(capacity + 1);
  for (let i = 1; i <= capacity; i += 1) {
    nodes[i] = (nodes[i] ?? 0) + (values[i - 1] ?? 0);
    const parent = i + (i & -i);
    if (parent <= capacity) nodes[parent] = (nodes[parent] ?? 0) + (nodes[i] ?? 0);
  }
  const highestBit = capacity === 0 ? 0 : 1 << (31 - Math.clz32(capacity));

  return {
    add(slot: number, delta: number): void {
      for (let i = slot + 1; i <= capacity; i += i & -i) nodes[i] = (nodes[i] ?? 0) + delta;
    },
    sumBefore(slot: number): number {
      let sum = 0;
      for (let i = Math.min(slot, capacity); i > 0; i -= i & -i) sum += nodes[i] ?? 0;
      return sum;
    },
    slotAt(sum: number): number {
      let slot = 0;
      let rest = sum;
      for (let bit = highestBit; bit > 0; bit >>= 1) {
        const next = slot + bit;
        const size = nodes[next] ?? 0;
        if (next <= capacity && size <= rest) {
          slot = next;
          rest -= size;
        }
      }
      return Math.max(0, Math.min(slot, capacity - 1));
    },
  };
}
