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
