import { createRateLimiter } from '../rest/rate-limiter.ts';
import type { Clock } from '../runtime.ts';
import { isFromThisComputer } from './connection-bound.ts';

/** How many requests may come in 10 seconds; `Infinity` for any number. */
export interface RequestBounds {
  /** From one address. */
  readonly perAddress: number;
  /** From all addresses together. */
  readonly inAll: number;
}

/** Counts the requests of other computers, whoever they say they are. */
export interface RequestBound {
  /** Counts one request. Returns 0, or the milliseconds after which it may come, when it comes too early. */
  take(address: string | undefined): number;
}

const windowMs = 10_000;

/**
 * Makes a bound that holds before anything of a request is looked at. This computer's own requests are not counted:
 * its tests, tools and reverse proxies come from there.
 */
export function createRequestBound(
  bounds: RequestBounds,
  clock: Clock,
  isExempt: (address: string) => boolean = isFromThisComputer,
): RequestBound {
  const limiter = createRateLimiter();
  return {
    take: (address) => {
      // A connection that is gone already has no address, and nobody to answer.
      if (address === undefined || isExempt(address)) return 0;
      const budgets = [
        { key: `from ${address}`, most: bounds.perAddress, windowMs },
        { key: 'all', most: bounds.inAll, windowMs },
      ];
      return limiter.take(
        budgets.filter(({ most }) => Number.isFinite(most)),
        clock.now(),
      );
    },
  };
}
