import { keepsBudget } from './budget.ts';
import type { Budget } from './budget.ts';
import type { Candidate, CandidateResult, Row, RowResult, TimeUnit } from './row.ts';
import { median, medianRatio, quantile } from './statistics.ts';

const UNITS_PER_MS: Record<TimeUnit, number> = { ms: 1, µs: 1e3, ns: 1e6 };

/** How a row is measured. */
export interface MeasureOptions {
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** Rounds that count. In each, every candidate gives one sample. */
  readonly rounds: number;
  /** Rounds before them, which let the JIT compiler settle and do not count. */
  readonly warmUpRounds: number;
}

/**
 * Measures a row in interleaved rounds, A B A B…: what disturbs the machine disturbs all candidates.
 *
 * @throws {Error} When the baseline, or what has a budget, is not one of the candidates.
 */
export function measureRow(row: Row, options: MeasureOptions): RowResult {
  const candidates = Object.entries(row.candidates);
  const samples = new Map<string, number[]>(candidates.map(([name]) => [name, []]));
  const baseline = samples.get(row.baseline);
  if (baseline === undefined) {
    throw new Error(
      `The row "${row.name}" has no candidate "${row.baseline}" to compare with. Name one of: ${[...samples.keys()].join(', ')}.`,
    );
  }
  const unknown = Object.keys(row.budgets ?? {}).find((name) => !samples.has(name));
  if (unknown !== undefined) {
    throw new Error(
      `The row "${row.name}" has a budget for "${unknown}", which is not one of its candidates, so nobody would be judged by it.`,
    );
  }
  for (let round = -options.warmUpRounds; round < options.rounds; round += 1) {
    for (const [name, candidate] of candidates) {
      const sample = takeSample(candidate, row.iterations ?? 1, options.now);
      if (round >= 0) samples.get(name)?.push(sample * UNITS_PER_MS[row.unit]);
    }
  }
  return {
    name: row.name,
    unit: row.unit,
    baseline: row.baseline,
    rounds: options.rounds,
    candidates: [...samples].map(([name, taken]) =>
      summarise(name, taken, baseline, row.budgets?.[name]),
    ),
  };
}

/** Milliseconds for one call of the operation. */
function takeSample(candidate: Candidate, iterations: number, now: () => number): number {
  const operation = candidate();
  const start = now();
  for (let call = 0; call < iterations; call += 1) operation();
  return (now() - start) / iterations;
}

function summarise(
  name: string,
  samples: readonly number[],
  baseline: readonly number[],
  budget: Budget | undefined,
): CandidateResult {
  const value = median(samples);
  const ratio = medianRatio(samples, baseline);
  return {
    name,
    median: value,
    lowerQuartile: quantile(samples, 0.25),
    upperQuartile: quantile(samples, 0.75),
    ratio,
    ...(budget !== undefined && { budget, isKept: keepsBudget(budget, { ratio, value }) }),
  };
}
