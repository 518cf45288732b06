import { expect, test } from 'vitest';
import { formatFigures } from './format-figures.ts';
import type { Figure } from './load-row.ts';
import { judge } from './load-row.ts';

const figure = (rest: Partial<Figure>): Figure => ({
  name: 'p99',
  unit: 'ms',
  values: { floor: 10, server: 14 },
  ratio: 1.4,
  ...rest,
});

function verdict(rest: Partial<Figure>): boolean | undefined {
  return judge('row', [figure(rest)]).figures[0]?.isKept;
}

test('a budget on the ratio holds up to its bound', () => {
  expect(verdict({ budget: { ratioAtMost: 1.4 } })).toBe(true);
  expect(verdict({ budget: { ratioAtMost: 1.39 } })).toBe(false);
  expect(verdict({ budget: { ratioAtLeast: 1.4 } })).toBe(true);
  expect(verdict({ budget: { ratioAtLeast: 1.41 } })).toBe(false);
});

test('a budget on the value looks at the judged one, which is the last', () => {
  expect(verdict({ budget: { valueAtMost: 14 } })).toBe(true);
  expect(verdict({ budget: { valueAtMost: 13 } })).toBe(false);
});

test('of several bounds each has to hold', () => {
  expect(verdict({ budget: { ratioAtMost: 2, valueAtMost: 13 } })).toBe(false);
});

test('a figure that could not be measured keeps no budget', () => {
  expect(verdict({ ratio: Number.NaN, budget: { ratioAtMost: 2 } })).toBe(false);
  expect(verdict({ values: {}, budget: { valueAtMost: 2 } })).toBe(false);
});

test('without a budget there is no verdict', () => {
  expect(verdict({})).toBeUndefined();
});

test('the table names the values, both ratios, and what became of the budget', () => {
  const result = judge('Deliver', [
    figure({ pooledRatio: 1.6, budget: { ratioAtMost: 1.3 } }),
    figure({ name: 'longest delay', budget: { valueAtMost: 200 } }),
  ]);
  const table = formatFigures(result);
  expect(table).toMatch(/^Deliver\n/);
  expect(table).toMatch(
    /p99 +floor 10\.0 {2}server 14\.0 ms +× 1\.40 +× 1\.60 +× ≤ 1\.3: MISSED\n/,
  );
  expect(table).toMatch(/longest delay .*≤ 200: kept\n/);
});

test('a row that failed shows why instead of figures', () => {
  const table = formatFigures({ name: 'Deliver', figures: [], failure: 'floor lost 3 deliveries' });
  expect(table).toBe('Deliver\n  FAILED: floor lost 3 deliveries\n');
});
