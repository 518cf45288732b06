import { describeVerdict } from './budget.ts';
import { alignColumns, formatDigits } from './format-table.ts';
import type { LoadRowResult } from './load-row.ts';

/** Writes a measured load row as a table for the terminal, each line ended by a newline. */
export function formatFigures({ name, figures, failure }: LoadRowResult): string {
  if (failure !== undefined) return `${name}\n  FAILED: ${failure}\n`;
  const lines = figures.map((figure) => [
    figure.name,
    Object.entries(figure.values)
      .map(([who, value]) => `${who} ${formatDigits(value)}`)
      .join('  ') + ` ${figure.unit}`,
    figure.ratio === undefined ? '' : `× ${formatDigits(figure.ratio)}`,
    figure.pooledRatio === undefined ? '' : `× ${formatDigits(figure.pooledRatio)}`,
    describeVerdict(figure.budget, figure.isKept),
  ]);
  const headings = ['figure', 'values', 'ratio', 'pooled', 'budget'];
  return `${name}\n${alignColumns([headings, ...lines], 2)}`;
}
