import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareIds } from './compare-ids.ts';

const digits = fc.stringMatching(/^\d{1,25}$/);
/** What the digits are worth; what is no number is worth less than all numbers. */
const valueOf = (id: string): bigint => (/^\d+$/.test(id) ? BigInt(id) : -1n);

test('ids are in the order of their values, however long they are and with leading zeros', () => {
  const id = fc.oneof({ weight: 4, arbitrary: digits }, fc.constantFrom('', '-1', '1.5', 'x', '١'));
  fc.assert(
    fc.property(id, id, (a, b) => {
      const [left, right] = [valueOf(a), valueOf(b)];
      expect(Math.sign(compareIds(a, b))).toBe(Number(left > right) - Number(left < right));
    }),
    { numRuns: 1_000 },
  );
});
