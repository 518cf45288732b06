import type { Clock } from '../../platform/clock.ts';

/** What the parts of the outbox wait for. */
export interface Waits {
  /** Resolves once `condition` holds, and at the latest after `ms`. */
  until(condition: () => boolean, ms?: number): Promise<void>;
  /** Something has changed: whoever waits for that goes on. */
  recheck(): void;
  /** Everybody goes on, and nobody waits any more. */
  dispose(): void;
}

/** Time is measured by timers alone, so that a clock that is set back or forth neither holds a wait up nor ends it. */
export function createWaits(clock: Clock): Waits {
  const waiting = new Map<() => void, () => boolean>();
  let isDisposed = false;
  return {
    until: (condition, ms) =>
      new Promise((resolve) => {
        if (isDisposed || condition()) {
          resolve();
          return;
        }
        const goOn = (): void => {
          clock.clearTimeout(timer);
          waiting.delete(goOn);
          resolve();
        };
        const timer = ms === undefined ? undefined : clock.setTimeout(goOn, ms);
        waiting.set(goOn, condition);
      }),
    recheck() {
      for (const [goOn, condition] of [...waiting]) if (condition()) goOn();
    },
    dispose() {
      isDisposed = true;
      for (const goOn of [...waiting.keys()]) goOn();
    },
  };
}
