/** One budget that a request draws on. */
export interface Budget {
  readonly key: string;
  /** Requests that may come at once. */
  readonly most: number;
  /** Milliseconds in which an empty budget is full again. */
  readonly windowMs: number;
}

/** Counts requests. */
export interface RateLimiter {
  /**
   * Takes one request out of every budget, or out of none. Returns 0, or the milliseconds after which the request
   * would be allowed.
   */
  take(budgets: readonly Budget[], now: number): number;
}

/** Keys that are remembered; beyond it the one that was used longest ago is forgotten. */
const mostKeys = 50_000;

/**
 * Makes a limiter of token buckets, each kept as the time at which it is full again. What it knows outlives a
 * request and is not in the storage: every process counts for itself.
 */
export function createRateLimiter(maxKeys: number = mostKeys): RateLimiter {
  const fullAt = new Map<string, number>();

  return {
    take: (budgets, now) => {
      const buckets = budgets.map(({ key, most, windowMs }) => {
        // The upper bound frees those who were limited before the clock stepped back.
        const full = Math.min(Math.max(fullAt.get(key) ?? now, now), now + windowMs);
        const fullAfter = full + windowMs / most;
        return { key, full, fullAfter, waitMs: fullAfter - now - windowMs };
      });
      const waitMs = Math.max(0, ...buckets.map((bucket) => bucket.waitMs));
      for (const { key, full, fullAfter } of buckets) {
        // A Map keeps the order of insertion, so the first key is the one used longest ago.
        fullAt.delete(key);
        fullAt.set(key, waitMs > 0 ? full : fullAfter);
      }
      for (const key of fullAt.keys()) {
        if (fullAt.size <= maxKeys) break;
        fullAt.delete(key);
      }
      return Math.ceil(waitMs);
    },
  };
}
