import type { Clock, TimerHandle } from '../../platform/clock.ts';

/** One thing that is to happen later, or sooner when there is reason to. */
export interface RetryTimer {
  /** In place of whatever was to happen. */
  set(action: () => void, delayMs: number): void;
  /** What waits happens at once. */
  hurry(): void;
  clear(): void;
}

/** Creates a {@link RetryTimer}. */
export function createRetryTimer(clock: Clock): RetryTimer {
  let timer: TimerHandle;
  let waiting: (() => void) | undefined;

  function clear(): void {
    clock.clearTimeout(timer);
    waiting = undefined;
  }

  function hurry(): void {
    const action = waiting;
    clear();
    action?.();
  }

  return {
    set(action, delayMs) {
      clear();
      waiting = action;
      timer = clock.setTimeout(hurry, delayMs);
    },
    hurry,
    clear,
  };
}
