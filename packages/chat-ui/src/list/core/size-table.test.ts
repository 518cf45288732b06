import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOrder } from './order-change.ts';
import { createSizeTable, type SizeTable } from './size-table.ts';

const estimate = 70;

/** The same list as a plain array with a plain map of sizes: slow and obviously right. */
interface PlainList {
  keys: string[];
  sizes: Map<string, number>;
}

interface Pair {
  readonly table: SizeTable;
  readonly plain: PlainList;
  next: number;
}

type Step = (pair: Pair) => void;

function reorder({ table, plain }: Pair, keys: string[]): void {
  const toItems = (list: readonly string[]): { key: string }[] => list.map((key) => ({ key }));
  const after = toItems(keys);
  table.setOrder(
    after,
    compareOrder(toItems(plain.keys), after, null, (item) => item.key),
  );
  plain.sizes = new Map(keys.map((key) => [key, plain.sizes.get(key) ?? estimate]));
  plain.keys = keys;
}

const fresh = (pair: Pair, count: number): string[] =>
  Array.from({ length: count }, () => `k${(pair.next += 1)}`);

const amount = fc.integer({ min: 1, max: 90 });
const step: fc.Arbitrary<Step> = fc.oneof(
  amount.map(
    (n): Step =>
      (pair) =>
        reorder(pair, [...fresh(pair, n), ...pair.plain.keys]),
  ),
  amount.map(
    (n): Step =>
      (pair) =>
        reorder(pair, [...pair.plain.keys, ...fresh(pair, n)]),
  ),
  fc.tuple(fc.nat(), amount).map(([at, n]): Step => (pair) => {
    reorder(
      pair,
      pair.plain.keys.toSpliced(at % (pair.plain.keys.length + 1), 0, ...fresh(pair, n)),
    );
  }),
  fc.tuple(fc.nat(), amount).map(([at, n]): Step => (pair) => {
    reorder(pair, pair.plain.keys.toSpliced(at % (pair.plain.keys.length + 1), n));
  }),
  fc
    .tuple(fc.nat(), fc.integer({ min: 0, max: 900 }))
    .map(([at, size]): Step => ({ table, plain }) => {
      const key = plain.keys[at % Math.max(1, plain.keys.length)] ?? 'nobody';
      expect(table.setSize(key, size)).toBe(plain.sizes.has(key) && plain.sizes.get(key) !== size);
      if (plain.sizes.has(key)) plain.sizes.set(key, size);
    }),
);

describe('createSizeTable', () => {
  it('agrees with a plain array over prepends, appends, insertions, removals and measurements', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const pair: Pair = {
          table: createSizeTable(estimate),
          plain: { keys: [], sizes: new Map() },
          next: 0,
        };
        for (const run of steps) run(pair);
        const { table, plain } = pair;
        expect(table.count).toBe(plain.keys.length);
        let offset = 0;
        plain.keys.forEach((key, index) => {
          const size = plain.sizes.get(key) ?? 0;
          expect(table.indexOf(key)).toBe(index);
          expect(table.sizeOf(key)).toBe(size);
          expect(table.offsetAt(index)).toBe(offset);
          if (size > 0) expect(table.indexAtOffset(offset)).toBe(index);
          offset += size;
        });
        expect(table.total).toBe(offset);
      }),
    );
  });

  it('knows nothing about keys that left', () => {
    const table = createSizeTable(estimate);
    table.setOrder([{ key: 'a' }, { key: 'b' }], { kind: 'grown', prepended: 0, appended: 2 });
    table.setSize('a', 10);
    table.setOrder([{ key: 'b' }], { kind: 'mixed' });
    expect(table.indexOf('a')).toBe(-1);
    expect(table.sizeOf('a')).toBe(estimate);
    expect(table.setSize('a', 20)).toBe(false);
  });

  it('has no row at any offset while it is empty', () => {
    expect(createSizeTable(estimate).indexAtOffset(0)).toBe(-1);
  });
});
