import { quantile } from './statistics.ts';

/** How large a process was at a time. */
export interface MemorySample {
  /** Minutes since the load began. */
  readonly minute: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

/** Where the memory of a process is going, from the samples after it has settled. */
export interface MemoryTrend {
  /** Megabytes that it grows (or, when negative, shrinks) in a minute. */
  readonly rssMbPerMinute: number;
  readonly heapMbPerMinute: number;
  readonly rssMbMedian: number;
  readonly heapMbMedian: number;
}

/** The most that a flat memory may seem to grow, MB per minute: what remains of noise over the settled minutes. */
export interface MemoryBound {
  readonly rssMbPerMinute: number;
  readonly heapMbPerMinute: number;
}

/**
 * The trend of the samples from `settledAfter` (a share of the time, from 0 to 1) to the end.
 *
 * The slope is the median of the slopes between all pairs of samples: a single peak, such as a checkpoint or a
 * collection that has not come yet, does not tilt it.
 *
 * @throws {RangeError} When fewer than two settled samples exist.
 */
export function findMemoryTrend(
  samples: readonly MemorySample[],
  settledAfter: number,
): MemoryTrend {
  const last = samples.at(-1)?.minute ?? 0;
  const settled = samples.filter(({ minute }) => minute >= last * settledAfter);
  return {
    rssMbPerMinute: slope(settled, ({ rssMb }) => rssMb),
    heapMbPerMinute: slope(settled, ({ heapMb }) => heapMb),
    rssMbMedian: quantile(
      settled.map(({ rssMb }) => rssMb),
      0.5,
    ),
    heapMbMedian: quantile(
      settled.map(({ heapMb }) => heapMb),
      0.5,
    ),
  };
}

/** Whether the memory is flat: it may shrink, and grow by the bound at most. */
export function isFlat(trend: MemoryTrend, bound: MemoryBound): boolean {
  return (
    trend.rssMbPerMinute <= bound.rssMbPerMinute && trend.heapMbPerMinute <= bound.heapMbPerMinute
  );
}

function slope(samples: readonly MemorySample[], pick: (sample: MemorySample) => number): number {
  const slopes = samples.flatMap((from, index) =>
    samples.slice(index + 1).map((to) => (pick(to) - pick(from)) / (to.minute - from.minute)),
  );
  return quantile(slopes, 0.5);
}
