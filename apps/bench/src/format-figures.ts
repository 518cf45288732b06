import { alignColumns, formatDigits } from './format-table.ts';
import type { Budget, JudgedFigure, LoadRowResult } from './load-row.ts';

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
    describeVerdict(figure),
  ]);
  const headings = ['figure', 'values', 'ratio', 'pooled', 'budget'];
  return `${name}\n${alignColumns([headings, ...lines], 2)}`;
}

function describeVerdict({ budget, isKept }: JudgedFigure): string {
  if (budget === undefined) return '';
  return `${describeBudget(budget)}: ${isKept === true ? 'kept' : 'MISSED'}`;
}

function describeBudget({ ratioAtMost, ratioAtLeast, valueAtMost }: Budget): string {
  return [
    ...(ratioAtMost === undefined ? [] : [`× ≤ ${ratioAtMost}`]),
    ...(ratioAtLeast === undefined ? [] : [`× ≥ ${ratioAtLeast}`]),
    ...(valueAtMost === undefined ? [] : [`≤ ${valueAtMost}`]),
  ].join(', ');
}
