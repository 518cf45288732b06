import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOrder } from './order-change.ts';

const keyOf = (key: string): string => key;
const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });

describe('compareOrder', () => {
  it('finds growth at both ends without being told', () => {
    fc.assert(
      fc.property(keys, fc.nat(), fc.nat(), (all, a, b) => {
        const start = all.length === 0 ? 0 : a % all.length;
        const end = start + (all.length === start ? 0 : b % (all.length - start + 1));
        const before = all.slice(start, end);
        const change = compareOrder(before, all, null, keyOf);
        if (before.length === 0) {
          expect(change).toEqual(
            all.length === 0
              ? { kind: 'same' }
              : { kind: 'grown', prepended: 0, appended: all.length },
          );
        } else if (before.length === all.length) expect(change).toEqual({ kind: 'same' });
        else {
          expect(change).toEqual({ kind: 'grown', prepended: start, appended: all.length - end });
        }
      }),
    );
  });

  it('takes the word of an owner who counts from the array that was shown', () => {
    const before = ['b'];
    const told = { prepended: 1, appended: 1, from: before };
    expect(compareOrder(before, ['a', 'b', 'c'], told, keyOf)).toEqual({
      kind: 'grown',
      prepended: 1,
      appended: 1,
    });
  });

  it('does not believe counts that belong to another pair of arrays', () => {
    const before = ['a', 'b', 'c'];
    const skipped = ['b', 'a', 'c'];
    const told = { prepended: 0, appended: 1, from: skipped };
    expect(compareOrder(before, ['b', 'a', 'c', 'd'], told, keyOf)).toEqual({ kind: 'mixed' });
  });

  it('checks counts that do not say where they count from', () => {
    const told = { prepended: 0, appended: 1 };
    expect(compareOrder(['a', 'b'], ['a', 'x', 'b'], told, keyOf)).toEqual({ kind: 'mixed' });
    expect(compareOrder(['a', 'b'], ['x', 'a', 'b'], told, keyOf)).toEqual({
      kind: 'grown',
      prepended: 1,
      appended: 0,
    });
  });

  it.for([
    { what: 'a row left', after: ['a', 'c'] },
    { what: 'rows changed places', after: ['b', 'a', 'c'] },
    { what: 'a row came in between', after: ['a', 'x', 'b', 'c'] },
    { what: 'all rows are others', after: ['x', 'y', 'z', 'w'] },
  ])('reports a mixed change when $what', ({ after }) => {
    expect(compareOrder(['a', 'b', 'c'], after, null, keyOf)).toEqual({ kind: 'mixed' });
  });
});
