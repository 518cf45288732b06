import { isChatClientError } from '../errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { RandomSource } from '../platform/random.ts';
import { wait } from '../rest/deadline.ts';
import type { ReliabilityConfig } from './reliability.ts';
import type { RequestBudget } from './request-budget.ts';
import { getRetryDelayMs } from './sync/retry-delay.ts';

/** What retries need. */
export interface RetryPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly config: ReliabilityConfig;
  readonly budget: RequestBudget;
}

/** Tries of a call that somebody waits for. */
const mostTries = 5;

/**
 * Makes a call that has no effect, or the same effect twice, and repeats it after what may pass: up to five tries, with growing waits.
 * Rejects with the last error, or with code `aborted` when the signal fires. Each try is told whether it is a retry.
 */
export async function callWithRetries<Result>(
  { clock, random, config }: Omit<RetryPorts, 'budget'>,
  signal: AbortSignal,
  call: (isRetry: boolean) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call(attempt > 1);
    } catch (error) {
      const mayHelp = !signal.aborted && isChatClientError(error) && error.retryable;
      if (!mayHelp || attempt === mostTries) throw error;
      const delayMs = getRetryDelayMs(error, attempt - 1, random, config, config.readBackoff);
      await wait(error.operation, clock, delayMs, signal);
    }
  }
}

/** Makes a call as {@link callWithRetries} does. */
export type Repeat = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Creates a {@link Repeat} for calls of one request each, which are counted. */
export function createRepeat(ports: RetryPorts, signal: AbortSignal): Repeat {
  return (call) =>
    callWithRetries(ports, signal, async (isRetry) => {
      await ports.budget.enter('retry', isRetry, signal);
      return call();
    });
}
