import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { systemClock } from './clock.ts';

// They do as the platform's timers do: one that is to wait longer than 2^31 - 1 ms fires at once.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([2 ** 31, 1e12, Infinity])('a timer of %d ms does not fire at once', (delayMs) => {
  const callback = vi.fn();
  systemClock.setTimeout(callback, delayMs);
  vi.advanceTimersByTime(24 * 86_400_000);
  expect(callback).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(1);
});
