/**
 * The value below which the given share of the samples lies, interpolated between the two nearest.
 *
 * @param samples At least one number, in any order; it is not changed.
 * @param share From 0 (the least) to 1 (the greatest).
 * @throws {RangeError} When there are no samples or the share is outside 0 to 1.
 */
export function quantile(samples: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`The share ${share} is not between 0 and 1, so no quantile exists.`);
  }
  const sorted = samples.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(position)];
  const upper = sorted[Math.ceil(position)];
  if (lower === undefined || upper === undefined) {
    throw new RangeError('There are no samples, so no quantile exists.');
  }
  return lower + (upper - lower) * (position - Math.floor(position));
}

/** The middle of the samples. One slow sample, such as a garbage collection, does not move it. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/**
 * The median of the quotients of samples taken side by side. When the machine slows down for a
 * while, both samples of a pair slow down and their quotient stays.
 *
 * @throws {RangeError} When the lists differ in length or are empty.
 */
export function medianRatio(samples: readonly number[], baseline: readonly number[]): number {
  if (samples.length !== baseline.length) {
    throw new RangeError(
      `${samples.length} samples cannot be paired with ${baseline.length} of the baseline.`,
    );
  }
  return median(samples.map((sample, round) => sample / (baseline[round] ?? Number.NaN)));
}
