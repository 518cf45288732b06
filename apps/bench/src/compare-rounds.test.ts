import { expect, test } from 'vitest';
import { compareQuantile, compareRates } from './compare-rounds.ts';

test('one disturbed round decides the pooled ratio of a high quantile, and not the judged one', () => {
  const calm = Array.from({ length: 100 }, () => 2);
  const floor = [calm, calm, calm].map((round) => round.map((ms) => ms / 2));
  const server = [calm, [...calm.slice(10), ...Array.from({ length: 10 }, () => 90)], calm];
  const figure = compareQuantile('p99', 0.99, { floor, server });
  expect(figure).toMatchObject({ values: { floor: 1, server: 90 }, ratio: 2, pooledRatio: 90 });
});

test('the first is compared with the last, whatever stands between', () => {
  const figure = compareQuantile('p50', 0.5, { small: [[2]], middle: [[50]], large: [[3]] });
  expect(figure).toMatchObject({ values: { small: 2, middle: 50, large: 3 }, ratio: 1.5 });
});

test('rates are compared by round, in messages per second', () => {
  const figure = compareRates('throughput', { floor: [100, 10, 100], server: [70, 7, 70] });
  expect(figure).toMatchObject({ unit: 'messages/s', values: { floor: 100, server: 70 } });
  expect(figure.ratio).toBeCloseTo(0.7);
  expect(figure).not.toHaveProperty('budget');
});

test('servers that did not take turns have no ratio', () => {
  expect(() => compareRates('throughput', { floor: [1, 2], server: [1] })).toThrow(RangeError);
});
