import { describeVerdict } from './budget.ts';
import type { RowResult } from './row.ts';

const HEADINGS = ['candidate', 'median', 'middle half', 'ratio', 'budget'];

/** Writes a measured row as a table for the terminal, each line ended by a newline. */
export function formatTable(result: RowResult): string {
  const body = result.candidates.map((candidate) => [
    candidate.name,
    `${formatDigits(candidate.median)} ${result.unit}`,
    `${formatDigits(candidate.lowerQuartile)}–${formatDigits(candidate.upperQuartile)}`,
    candidate.name === result.baseline ? 'baseline' : `× ${formatDigits(candidate.ratio)}`,
    describeVerdict(candidate.budget, candidate.isKept),
  ]);
  const hasBudget = result.candidates.some(({ budget }) => budget !== undefined);
  const lines = [HEADINGS, ...body].map((line) => (hasBudget ? line : line.slice(0, -1)));
  return `${result.name}\n${alignColumns(lines, 1)}`;
}

/**
 * Lines of cells as an indented block, each line ended by a newline. The first `left` columns are names and stand to
 * the left, the others are figures and stand to the right.
 */
export function alignColumns(lines: readonly (readonly string[])[], left: number): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const align = (cell: string, column: number): string =>
    column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => `  ${line.map(align).join('  ').trimEnd()}\n`).join('');
}

/** Three significant digits: more would be noise. */
export function formatDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
