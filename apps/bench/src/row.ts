import type { Budget } from './budget.ts';

/** What is measured: called `iterations` times in a row between two readings of the clock. */
export type Operation = () => unknown;

/**
 * Makes the operation of one sample. It is called before every sample, outside the measurement, so
 * that an operation which changes its input can start from a fresh or known one.
 */
export type Candidate = () => Operation;

/** Unit in which a row's times are shown. */
export type TimeUnit = 'ms' | 'µs' | 'ns';

/** One benchmark: several ways to do the same work, compared with one of them. */
export interface Row {
  /** A sentence that says what is done, with the sizes that matter. */
  readonly name: string;
  readonly unit: TimeUnit;
  /** The candidate that the others are compared with: the least that any solution would have to do. */
  readonly baseline: string;
  readonly candidates: Readonly<Record<string, Candidate>>;
  /** Calls of the operation in one sample; more when it is too short for the clock. Default 1. */
  readonly iterations?: number;
  /** What candidates have to keep, by their names. */
  readonly budgets?: Readonly<Record<string, Budget>>;
}

/** What was measured for one candidate. Times are in the row's unit, for one call of the operation. */
export interface CandidateResult {
  readonly name: string;
  readonly median: number;
  /** A quarter of the samples was faster. */
  readonly lowerQuartile: number;
  /** A quarter of the samples was slower. */
  readonly upperQuartile: number;
  /** The median, over the rounds, of this candidate's time divided by the baseline's in the same round. */
  readonly ratio: number;
  readonly budget?: Budget;
  /** Whether the budget is kept; without a budget there is no verdict. */
  readonly isKept?: boolean;
}

/** The measured row. */
export interface RowResult {
  readonly name: string;
  readonly unit: TimeUnit;
  readonly baseline: string;
  readonly rounds: number;
  readonly candidates: readonly CandidateResult[];
}
