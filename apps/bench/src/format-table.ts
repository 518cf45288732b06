import type { RowResult } from './row.ts';

const HEADINGS = ['candidate', 'median', 'middle half', 'ratio'];

/** Writes a measured row as a table for the terminal, each line ended by a newline. */
export function formatTable(result: RowResult): string {
  const body = result.candidates.map((candidate) => [
    candidate.name,
    `${digits(candidate.median)} ${result.unit}`,
    `${digits(candidate.lowerQuartile)}–${digits(candidate.upperQuartile)}`,
    candidate.name === result.baseline ? 'baseline' : `× ${digits(candidate.ratio)}`,
  ]);
  const lines = [HEADINGS, ...body];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const text = lines.map((line) =>
    line.map((cell, column) => align(cell, widths[column] ?? 0, column)).join('  '),
  );
  return [result.name, ...text.map((line) => `  ${line.trimEnd()}`)].join('\n') + '\n';
}

/** Three significant digits: more would be noise. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Names to the left, figures to the right. */
function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
