import type { Clock, Schedule } from '../runtime.ts';

/** A clock and timers that move only when a test says so. */
export interface ManualTime {
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** Moves the clock on and runs what has become due, in order. */
  advance(ms: number): void;
  /** Moves the clock without running anything, also backwards. */
  set(now: number): void;
}

/** Makes manual time that begins at `start` (ms). */
export function createManualTime(start: number = Date.UTC(2026, 0, 5, 9)): ManualTime {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    clock: { now: () => now },
    schedule: (callback, delayMs) => {
      const timer = { at: now + delayMs, run: callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
    set: (value) => {
      now = value;
    },
  };
}
