import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFenwick } from './fenwick.ts';

const sizes = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 80 });

describe('createFenwick', () => {
  it('sums every prefix like a plain loop, before and after changes', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 400 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(sizes, changes, (start, edits) => {
        const plain = [...start];
        const tree = createFenwick(Float64Array.from(start));
        for (const [at, size] of plain.length > 0 ? edits : []) {
          const slot = at % plain.length;
          tree.add(slot, size - (plain[slot] ?? 0));
          plain[slot] = size;
        }
        for (let slot = 0; slot <= plain.length; slot += 1) {
          const sum = plain.slice(0, slot).reduce((total, size) => total + size, 0);
          expect(tree.sumBefore(slot)).toBe(sum);
        }
      }),
    );
  });

  it('finds the slot that covers a sum', () => {
    fc.assert(
      fc.property(sizes, fc.nat(40_000), (start, sum) => {
        fc.pre(start.length > 0);
        const tree = createFenwick(Float64Array.from(start));
        const slot = tree.slotAt(sum);
        expect(tree.sumBefore(slot)).toBeLessThanOrEqual(sum);
        if (slot < start.length - 1) expect(tree.sumBefore(slot + 1)).toBeGreaterThan(sum);
      }),
    );
  });

  it('works without any slot', () => {
    const tree = createFenwick(new Float64Array(0));
    expect(tree.sumBefore(0)).toBe(0);
    expect(tree.slotAt(10)).toBe(0);
  });
});
