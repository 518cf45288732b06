import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test.each([
  [0, 1, 1_000],
  [1, 1, 2_000],
  [4, 1, 16_000],
  [5, 1, 30_000],
  [1_000, 1, 30_000],
  [3, 0.5, 4_000],
  [3, 0, 200],
])('attempt %i with the random number %d waits %i ms', (attempt, random, expected) => {
  expect(backoffMs(attempt, random)).toBe(expected);
});
