import type { Budget } from './budget.ts';
import { keepsBudget } from './budget.ts';

/** One thing that was measured of several servers (or sizes) under the same load. */
export interface Figure {
  readonly name: string;
  readonly unit:
    | 'ms'
    | 'messages/s'
    | 'deliveries'
    | 'MB'
    | 'renders'
    | 'rows'
    | 'frames'
    | 'px'
    | '%';
  /** The measured value of each, the baseline first and the judged one last. */
  readonly values: Readonly<Record<string, number>>;
  /** The judged value divided by the baseline's: the median over the rounds in which they took turns. */
  readonly ratio?: number;
  /** The same division for all samples of all rounds together. */
  readonly pooledRatio?: number;
  readonly budget?: Budget;
}

/** A figure with its verdict; without a budget there is none. */
export interface JudgedFigure extends Figure {
  readonly isKept?: boolean;
}

/** A benchmark that runs servers or a browser in processes of their own. */
export interface LoadRow {
  /** A sentence that says what is done, with the sizes that matter. */
  readonly name: string;
  run(site: LoadSite): Promise<readonly Figure[]>;
}

/** What a load row works with. */
export interface LoadSite {
  /** File of the built `confab-server`. */
  readonly serverScript: string;
  /** An empty folder on a real disk, removed afterwards. */
  readonly folder: string;
  /** Fewer rounds, to see quickly where a change leads. Its figures are not to be cited. */
  readonly isQuick: boolean;
}

/** A measured load row. */
export interface LoadRowResult {
  readonly name: string;
  readonly figures: readonly JudgedFigure[];
  /** Why it could not be measured: an event was lost or doubled, or a request failed. */
  readonly failure?: string;
}

/** Says of each figure with a budget whether it keeps it. */
export function judge(name: string, figures: readonly Figure[]): LoadRowResult {
  return {
    name,
    figures: figures.map((figure) => {
      const { budget, ratio = Number.NaN, values } = figure;
      if (budget === undefined) return figure;
      const value = Object.values(values).at(-1) ?? Number.NaN;
      return { ...figure, isKept: keepsBudget(budget, { ratio, value }) };
    }),
  };
}
