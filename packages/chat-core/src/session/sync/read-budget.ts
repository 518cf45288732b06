import type { Clock, TimerHandle } from '../../platform/clock.ts';
import { runWithDeadline } from '../../rest/deadline.ts';
import { createTokenBucket } from './token-bucket.ts';

/** Spreads the requests for lists, so that the service's limits are kept however much there is to read. */
export interface ReadBudget {
  /**
   * Resolves when a request may leave. What somebody waits for goes before the background.
   * Rejects with code `aborted` when the signal fires first.
   */
  take(isBackground: boolean, signal: AbortSignal): Promise<void>;
}

interface Waiting {
  readonly isBackground: boolean;
  readonly signal: AbortSignal;
  readonly resolve: () => void;
}

/** A quarter of a minute's requests may leave at once: with those that follow, that is less than Azure allows in 10 s. */
export function createReadBudget(clock: Clock, perMinute: number): ReadBudget {
  const bucket = createTokenBucket(clock, Math.ceil(perMinute / 4), 60_000 / perMinute);
  let waiting: Waiting[] = [];
  let timer: TimerHandle;

  function serve(): void {
    clock.clearTimeout(timer);
    for (;;) {
      waiting = waiting.filter(({ signal }) => !signal.aborted);
      const next = waiting.find(({ isBackground }) => !isBackground) ?? waiting[0];
      if (next === undefined) return;
      const delayMs = bucket.take();
      if (delayMs > 0) {
        timer = clock.setTimeout(serve, delayMs);
        return;
      }
      waiting.splice(waiting.indexOf(next), 1);
      next.resolve();
    }
  }

  return {
    take: (isBackground, abortSignal) =>
      runWithDeadline(
        'list',
        clock,
        undefined,
        (signal) =>
          new Promise((resolve) => {
            waiting.push({ isBackground, signal, resolve });
            // Whoever gives up makes room, and leaves no timer when nobody else waits.
            signal.addEventListener('abort', serve);
            serve();
          }),
        abortSignal,
      ),
  };
}
