import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, medianRatio, quantile } from './statistics.ts';

const samples = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1 });

test('the median of an odd number of samples is the middle one', () => {
  expect(median([9, 1, 5])).toBe(5);
});

test('the median of an even number of samples lies between the two middle ones', () => {
  expect(median([4, 1, 2, 8])).toBe(3);
});

test('one very slow sample does not move the median', () => {
  expect(median([1, 1, 1, 1, 1_000])).toBe(1);
});

test('quantiles rise with the share, from the least sample to the greatest', () => {
  fc.assert(
    fc.property(samples, (taken) => {
      const quartiles = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(taken, share));
      expect(quartiles).toEqual(quartiles.toSorted((a, b) => a - b));
      expect(quartiles[0]).toBe(Math.min(...taken));
      expect(quartiles[4]).toBe(Math.max(...taken));
    }),
  );
});

test('the order of the samples does not matter, and they are left as they were', () => {
  const taken = [3, 1, 2];
  expect(median(taken)).toBe(median([1, 2, 3]));
  expect(taken).toEqual([3, 1, 2]);
});

test('without samples there is no quantile', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => quantile([1], 1.5)).toThrow(RangeError);
});

test('a ratio of paired samples does not change when the machine slows down for some rounds', () => {
  const baseline = [1, 1, 1, 10, 10];
  const twiceAsSlow = baseline.map((sample) => sample * 2);
  expect(medianRatio(twiceAsSlow, baseline)).toBe(2);
});

test('samples that cannot be paired have no ratio', () => {
  expect(() => medianRatio([1, 2], [1])).toThrow(RangeError);
});
