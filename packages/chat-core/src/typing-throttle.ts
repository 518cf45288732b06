import type { Clock } from './platform/clock.ts';

/** A typing notification holds this long, in milliseconds, so no second one is needed before. */
const intervalMs = 8_000;

/** Lets one typing notification through in 8 seconds. */
export interface TypingThrottle {
  /** Whether a notification may leave now. When it may, the 8 seconds begin. */
  tryEnter(): boolean;
  /** Lets the next one through at once. */
  reset(): void;
}

/** Creates the {@link TypingThrottle} of one thread client. */
export function createTypingThrottle(clock: Clock): TypingThrottle {
  let lastAt: number | undefined;
  return {
    tryEnter() {
      const now = clock.now();
      // A clock that was set back must not silence the user for longer.
      if (lastAt !== undefined && now >= lastAt && now - lastAt < intervalMs) return false;
      lastAt = now;
      return true;
    },
    reset() {
      lastAt = undefined;
    },
  };
}
