import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCovered, joinMarks, noMarks, type ReadMarks } from './read-marks.ts';

const ids = fc.oneof(fc.constant(''), fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String));
// A mark's time belongs to its message, so the same message always has the same one.
const marks = fc
  .tuple(ids, ids)
  .map(([seen, sent]): ReadMarks => ({ seen, sent, readAt: seen.length }));

test('joining marks is commutative, associative and idempotent, and covers both', () => {
  fc.assert(
    fc.property(marks, marks, marks, (a, b, c) => {
      expect(joinMarks(a, b)).toEqual(joinMarks(b, a));
      expect(joinMarks(a, joinMarks(b, c))).toEqual(joinMarks(joinMarks(a, b), c));
      expect(joinMarks(a, a)).toEqual(a);
      expect(joinMarks(noMarks, a)).toEqual(a);
      expect(isCovered(a, joinMarks(a, b)) && isCovered(b, joinMarks(a, b))).toBe(true);
    }),
  );
});

test('marks that are further in one thing are not covered', () => {
  const seen = { seen: '105', readAt: 1, sent: '101' };
  expect(isCovered(seen, { seen: '104', readAt: 1, sent: '200' })).toBe(false);
  expect(isCovered(seen, { seen: '200', readAt: 1, sent: '100' })).toBe(false);
  expect(isCovered(seen, { seen: '105', readAt: 9, sent: '0101' })).toBe(true);
  expect(isCovered(noMarks)).toBe(true);
  expect(isCovered(seen)).toBe(false);
});

test('a mark that was refused counts for nothing, whichever of the two knows of it', () => {
  fc.assert(
    fc.property(marks, marks, ids, (a, b, refused) => {
      const joined = joinMarks({ ...a, refused }, b);
      expect(joined).toEqual(joinMarks(b, { ...a, refused }));
      expect(joinMarks(joined, joined)).toEqual(joined);
      expect(joinMarks({ ...a, refused: a.seen }, noMarks).seen).toBe('');
    }),
  );
  const mistaken = { seen: '999', readAt: 2, sent: '' };
  const real = { seen: '105', readAt: 1, sent: '104', refused: '999' };
  expect(joinMarks(mistaken, real)).toEqual(real);
  expect(isCovered(real, { ...real, refused: '' })).toBe(false);
});
