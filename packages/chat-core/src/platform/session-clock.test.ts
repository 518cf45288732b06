import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readElapsed, sessionClock } from './session-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([86_400_000, -86_400_000])(
  'a duration is what has passed, also when the time of day is set by %d ms',
  (ms) => {
    const before = readElapsed(sessionClock);
    vi.setSystemTime(sessionClock.now() + ms);
    vi.advanceTimersByTime(1_000);
    expect(readElapsed(sessionClock) - before).toBe(1_000);
  },
);

test('a clock that has no time for durations measures them by its time of day', () => {
  const { elapsed: _none, ...plain } = sessionClock;
  expect(readElapsed(plain)).toBe(plain.now());
});
