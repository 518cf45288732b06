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

/** Numbers as a platform's random source gives them, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('of connections that break half a second after each attempt, 99 in 100 are made at most 12 times in a minute, and none more than 20 times', () => {
  const counts = Array.from({ length: 10_000 }, (_, seed) => {
    const next = createRandom(seed);
    let attempts = 1;
    for (let passed = 500; passed < 60_000; passed += 500) {
      passed += backoffMs(attempts - 1, next());
      if (passed < 60_000) attempts += 1;
    }
    return attempts;
  }).toSorted((a, b) => a - b);
  expect(counts[5_000]).toBe(8);
  expect(counts[9_900]).toBeLessThanOrEqual(12);
  expect(counts.at(-1)).toBeLessThanOrEqual(20);
});
