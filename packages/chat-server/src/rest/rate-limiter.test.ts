import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

const budget = (key: string) => ({ key, most: 5, windowMs: 10_000 });

test('a full budget gives all its requests at once and then one for each part of its window', () => {
  const limiter = createRateLimiter();
  const take = (now: number) => limiter.take([budget('a')], now);
  expect([1, 2, 3, 4, 5].map(() => take(0))).toEqual([0, 0, 0, 0, 0]);
  expect(take(0)).toBe(2_000);
  expect(take(1_999)).toBe(1);
  expect(take(2_000)).toBe(0);
  expect(take(2_000)).toBe(2_000);
});

test('a request that is refused takes nothing out of its other budgets', () => {
  const limiter = createRateLimiter();
  const small = { key: 'small', most: 1, windowMs: 10_000 };
  expect(limiter.take([small, budget('a')], 0)).toBe(0);
  for (let call = 0; call < 20; call++) {
    expect(limiter.take([small, budget('a')], 0)).toBe(10_000);
  }
  expect([1, 2, 3, 4].map(() => limiter.take([budget('a')], 0))).toEqual([0, 0, 0, 0]);
});

test('the longest wait of several budgets is the one that counts', () => {
  const limiter = createRateLimiter();
  const slow = { key: 'slow', most: 1, windowMs: 60_000 };
  const fast = { key: 'fast', most: 1, windowMs: 10_000 };
  expect(limiter.take([fast, slow], 0)).toBe(0);
  expect(limiter.take([fast, slow], 10_000)).toBe(50_000);
});

test('a clock that steps back blocks nobody for longer than one window', () => {
  const limiter = createRateLimiter();
  const take = (now: number) => limiter.take([budget('a')], now);
  for (let call = 0; call < 5; call++) take(1_000_000);
  expect(take(0)).toBeLessThanOrEqual(2_000);
  expect(take(2_000)).toBe(0);
});

test('keys are bounded: the one used longest ago is forgotten first', () => {
  const limiter = createRateLimiter(2);
  const empty = (key: string) => [1, 2, 3, 4, 5].map(() => limiter.take([budget(key)], 0));
  empty('a');
  limiter.take([budget('b')], 0);
  limiter.take([budget('a')], 2_000);
  limiter.take([budget('c')], 2_000);
  // `b` had to go: it has its whole budget again. `a` was used after it and is still remembered.
  expect(limiter.take([budget('a')], 2_000)).toBeGreaterThan(0);
  expect(empty('b')).toEqual([0, 0, 0, 0, 0]);
});
