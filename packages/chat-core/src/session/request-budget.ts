import type { Clock } from '../platform/clock.ts';
import type { ReliabilityConfig } from './reliability.ts';

const windowMs = 60_000;

/** Keeps repeated requests a small part of all requests, so that a service in trouble is not asked more than one that is well. */
export interface RequestBudget {
  /** Counts a request that leaves now. */
  spend(isRetry: boolean): void;
  /** How long, in ms, a retry has to wait as things are; 0 when it may leave. */
  retryDelayMs(): number;
  /** The service answers again: what failed before no longer counts. */
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

  function forgetOld(now: number): void {
    // A clock that was set back leaves times that are still to come: they would count for too long.
    const isRecent = (at: number): boolean => at > now - windowMs && at <= now;
    requests = requests.filter(isRecent);
    retries = retries.filter(isRecent);
  }

  return {
    spend(isRetry) {
      const now = clock.now();
      forgetOld(now);
      requests.push(now);
      if (isRetry) retries.push(now);
    },
    forgive() {
      retries = [];
    },
    retryDelayMs() {
      const now = clock.now();
      forgetOld(now);
      const [oldest] = retries;
      const allowed = retryBudgetFloor + retryBudgetShare * requests.length;
      return oldest === undefined || retries.length < allowed ? 0 : oldest + windowMs - now;
    },
  };
}
