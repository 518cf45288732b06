import type { Clock } from '../platform/clock.ts';
import { readElapsed } from '../platform/session-clock.ts';
import { wait } from '../rest/deadline.ts';
import type { ReliabilityConfig } from './reliability.ts';

const windowMs = 60_000;
/** Who waits for the budget looks again after this time, in ms: the service may have recovered in between. */
const lookAgainMs = 5_000;

/**
 * Keeps repeated requests a small part of all requests, so that a service in trouble is not asked more than one that is well. A session has
 * one for everything that it asks.
 */
export interface RequestBudget {
  /** Counts a request that leaves now. */
  spend(isRetry: boolean): void;
  /** How long, in ms, a retry has to wait as things are; 0 when it may leave. */
  retryDelayMs(): number;
  /** Resolves when the request may leave, which is counted then. Rejects with code `aborted` when the signal fires first. */
  enter(operation: string, isRetry: boolean, signal: AbortSignal): Promise<void>;
  /** What stood in the way is gone: what failed before no longer counts. Once a minute, because a way may come and go. */
  forgive(): void;
}

/** Allows in every minute `retryBudgetFloor` retries, and `retryBudgetShare` of that minute's requests on top. */
export function createRequestBudget(
  clock: Clock,
  {
    retryBudgetShare,
    retryBudgetFloor,
  }: Pick<ReliabilityConfig, 'retryBudgetShare' | 'retryBudgetFloor'>,
): RequestBudget {
  let requests: number[] = [];
  let retries: number[] = [];
  let forgiven: number[] = [];

  function readTime(): number {
    const now = readElapsed(clock);
    // A clock that was set back leaves times that are still to come: they would count for too long.
    const isRecent = (at: number): boolean => at > now - windowMs && at <= now;
    requests = requests.filter(isRecent);
    retries = retries.filter(isRecent);
    forgiven = forgiven.filter(isRecent);
    return now;
  }

  function spend(isRetry: boolean): void {
    const now = readTime();
    requests.push(now);
    if (isRetry) retries.push(now);
  }

  function retryDelayMs(): number {
    const now = readTime();
    const [oldest] = retries;
    const allowed = retryBudgetFloor + retryBudgetShare * requests.length;
    return oldest === undefined || retries.length < allowed ? 0 : oldest + windowMs - now;
  }

  return {
    spend,
    retryDelayMs,
    async enter(operation, isRetry, signal) {
      for (let ms = retryDelayMs(); isRetry && ms > 0; ms = retryDelayMs())
        await wait(operation, clock, Math.min(ms, lookAgainMs), signal);
      spend(isRetry);
    },
    forgive() {
      const now = readTime();
      if (forgiven.length > 0) return;
      forgiven = [now];
      retries = [];
    },
  };
}
