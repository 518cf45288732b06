import type { Clock } from '../../platform/clock.ts';
import { readElapsed } from '../../platform/session-clock.ts';

/** Lets so much happen at once, and no more than a rate for long. */
export interface TokenBucket {
  /** Takes one and returns 0; when there is none, returns how many ms it takes until there is. */
  take(): number;
}

/** Creates a full bucket that gets one more every `intervalMs`, up to `capacity`. */
export function createTokenBucket(clock: Clock, capacity: number, intervalMs: number): TokenBucket {
  let left = capacity;
  let filledAt = readElapsed(clock);
  return {
    take() {
      const now = readElapsed(clock);
      // A clock that was set back must not stop the filling until it has caught up.
      const gained = now < filledAt ? 0 : Math.floor((now - filledAt) / intervalMs);
      left = Math.min(capacity, left + gained);
      filledAt = now < filledAt || left === capacity ? now : filledAt + gained * intervalMs;
      if (left === 0) return filledAt + intervalMs - now;
      left -= 1;
      return 0;
    },
  };
}
