import { expect, test } from 'vitest';
import { measureRow } from './measure-row.ts';
import type { Row } from './row.ts';

/** A row whose operations move a clock by hand: 2 ms and 6 ms a call. */
function createRow(log: string[] = []): { row: Row; now: () => number } {
  let time = 0;
  const candidate = (name: string, ms: number) => () => {
    log.push(`prepare ${name}`);
    // Work outside the measurement: it must not appear in any figure.
    time += 1_000;
    return () => {
      log.push(name);
      time += ms;
    };
  };
  return {
    now: () => time,
    row: {
      name: 'Do the work',
      unit: 'ms',
      baseline: 'copy',
      iterations: 2,
      candidates: { copy: candidate('copy', 2), fold: candidate('fold', 6) },
    },
  };
}

test('times are for one call, without the preparation, and ratios are against the baseline', () => {
  const { row, now } = createRow();
  expect(measureRow(row, { now, rounds: 5, warmUpRounds: 1 })).toEqual({
    name: 'Do the work',
    unit: 'ms',
    baseline: 'copy',
    rounds: 5,
    candidates: [
      { name: 'copy', median: 2, lowerQuartile: 2, upperQuartile: 2, ratio: 1 },
      { name: 'fold', median: 6, lowerQuartile: 6, upperQuartile: 6, ratio: 3 },
    ],
  });
});

test('candidates take turns, each prepared before its sample', () => {
  const log: string[] = [];
  const { row, now } = createRow(log);
  measureRow(row, { now, rounds: 2, warmUpRounds: 0 });
  const round = ['prepare copy', 'copy', 'copy', 'prepare fold', 'fold', 'fold'];
  expect(log).toEqual([...round, ...round]);
});

test('warm-up rounds run and do not count', () => {
  let call = 0;
  let time = 0;
  const row: Row = {
    name: 'Slow at first',
    unit: 'µs',
    baseline: 'work',
    candidates: { work: () => () => (time += call++ < 3 ? 100 : 1) },
  };
  const result = measureRow(row, { now: () => time, rounds: 4, warmUpRounds: 3 });
  expect(result.candidates[0]).toMatchObject({ median: 1_000, upperQuartile: 1_000 });
});

test('a baseline that is not among the candidates is refused with the names to choose from', () => {
  const { row, now } = createRow();
  expect(() =>
    measureRow({ ...row, baseline: 'typo' }, { now, rounds: 1, warmUpRounds: 0 }),
  ).toThrow(/no candidate "typo".*copy, fold/);
});

test('a candidate with a budget is judged by it, the others are not', () => {
  const { row, now } = createRow();
  const budgets = { fold: { ratioAtMost: 2.9 } };
  const { candidates } = measureRow({ ...row, budgets }, { now, rounds: 1, warmUpRounds: 0 });
  expect(candidates.map(({ isKept }) => isKept)).toEqual([undefined, false]);
});

test('a budget for somebody who is not a candidate is refused', () => {
  const { row, now } = createRow();
  const budgets = { folds: { ratioAtMost: 3 } };
  expect(() => measureRow({ ...row, budgets }, { now, rounds: 1, warmUpRounds: 0 })).toThrow(
    /budget for "folds"/,
  );
});
