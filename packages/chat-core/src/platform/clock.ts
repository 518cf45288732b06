/** A timer that a {@link Clock} started. Pass it back to the clock; it has no other use. */
export type TimerHandle = unknown;

/** Where the kit takes its time from. Everything that waits does so through one of these, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /**
   * Milliseconds since some moment, never set back or forward. The session measures durations by it, and by `now` on a clock without it.
   */
  elapsed?(): number;
  /** Calls `callback` once, no earlier than `delayMs` milliseconds from now; when that is more than 24 days, at least after these. */
  setTimeout(callback: () => void, delayMs: number): TimerHandle;
  /** Cancels a timer. A timer that has fired, or `undefined`, is ignored. */
  clearTimeout(handle: TimerHandle): void;
}

/** The platform's timers fire at once when they are to wait longer. */
const longestDelayMs = 0x7fff_ffff;

/** The clock of the platform. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) =>
    globalThis.setTimeout(callback, Math.min(delayMs, longestDelayMs)),
  clearTimeout: (handle) => {
    // A handle of this clock is what the platform's setTimeout returned: a number or Node's object.
    globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout> | undefined);
  },
};
