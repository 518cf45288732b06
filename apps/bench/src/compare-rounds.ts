import type { Budget } from './budget.ts';
import type { Figure } from './load-row.ts';
import { median, medianRatio, quantile } from './statistics.ts';

/** The samples of each server, round by round, taken in turns: the baseline first, the judged one last. */
export type Rounds = Readonly<Record<string, readonly (readonly number[])[]>>;

/**
 * The figure of one quantile. It is judged by the median of the rounds' ratios: a disturbance of the machine falls into
 * one round of one server, and one such round decides a high quantile of all samples together.
 *
 * @param share From 0 to 1: 0.99 for p99.
 */
export function compareQuantile(
  name: string,
  share: number,
  rounds: Rounds,
  budget?: Budget,
): Figure {
  const pooled = Object.entries(rounds).map(
    ([who, samples]) => [who, quantile(samples.flat(), share)] as const,
  );
  const ofRounds = Object.values(rounds).map((samples) =>
    samples.map((round) => quantile(round, share)),
  );
  const first = pooled[0]?.[1] ?? Number.NaN;
  const last = pooled.at(-1)?.[1] ?? Number.NaN;
  return {
    name,
    unit: 'ms',
    values: Object.fromEntries(pooled),
    ratio: medianRatio(ofRounds.at(-1) ?? [], ofRounds[0] ?? []),
    pooledRatio: last / first,
    ...(budget !== undefined && { budget }),
  };
}

/** The figure of a rate that was measured once in each round, in messages per second. */
export function compareRates(
  name: string,
  rates: Readonly<Record<string, readonly number[]>>,
  budget?: Budget,
): Figure {
  const medians = Object.entries(rates).map(([who, ofRounds]) => [who, median(ofRounds)] as const);
  const ofRounds = Object.values(rates);
  return {
    name,
    unit: 'messages/s',
    values: Object.fromEntries(medians),
    ratio: medianRatio(ofRounds.at(-1) ?? [], ofRounds[0] ?? []),
    pooledRatio: (medians.at(-1)?.[1] ?? Number.NaN) / (medians[0]?.[1] ?? Number.NaN),
    ...(budget !== undefined && { budget }),
  };
}
