import { expect, test } from 'vitest';
import { formatTable } from './format-table.ts';

test('a table names the row, aligns the figures and marks the baseline', () => {
  const text = formatTable({
    name: 'Do the work',
    unit: 'µs',
    baseline: 'copy',
    rounds: 3,
    candidates: [
      { name: 'copy', median: 2.5, lowerQuartile: 2, upperQuartile: 3, ratio: 1 },
      { name: 'applyBatch', median: 1234.5, lowerQuartile: 1200, upperQuartile: 1300, ratio: 494 },
    ],
  });
  expect(text).toBe(
    [
      'Do the work',
      '  candidate    median  middle half     ratio',
      '  copy        2.50 µs    2.00–3.00  baseline',
      '  applyBatch  1235 µs    1200–1300     × 494',
      '',
    ].join('\n'),
  );
});

test('a table with budgets says what became of them', () => {
  const figures = { median: 2, lowerQuartile: 2, upperQuartile: 2 };
  const text = formatTable({
    name: 'Do the work',
    unit: 'ms',
    baseline: 'copy',
    rounds: 3,
    candidates: [
      { name: 'copy', ...figures, ratio: 1 },
      { name: 'fold', ...figures, ratio: 1.5, budget: { ratioAtMost: 1.2 }, isKept: false },
    ],
  });
  expect(text).toMatch(/ratio +budget\n/);
  expect(text).toMatch(/× 1\.50 +× ≤ 1\.2: MISSED\n/);
});
