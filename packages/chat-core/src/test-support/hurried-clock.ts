import { systemClock, type Clock } from '../platform/clock.ts';

/**
 * A clock that runs `haste` times as fast as the computer's, for tests on real sockets that cannot stand still: who waits 60 seconds by it
 * waits three with a haste of 20.
 */
export function createHurriedClock(haste: number): Clock {
  const start = systemClock.now();
  return {
    now: () => Math.round(start + (systemClock.now() - start) * haste),
    setTimeout: (callback, delayMs) => systemClock.setTimeout(callback, delayMs / haste),
    clearTimeout: systemClock.clearTimeout,
  };
}
