import { expect, test } from 'vitest';
import { formatSummary, mergeFigures } from './slow-figures.mjs';

const machine = { cores: 2 };

test('a part that ran replaces its old figures, and the others keep theirs', () => {
  const before = {
    machine: { cores: 4 },
    parts: { idle: { passed: true, seconds: 99 }, memory: { passed: true, seconds: 600 } },
  };
  expect(mergeFigures(before, machine, { idle: { passed: true, seconds: 101 } })).toEqual({
    machine,
    parts: { idle: { passed: true, seconds: 101 }, memory: { passed: true, seconds: 600 } },
  });
});

test('the first figures need none before', () => {
  expect(mergeFigures(undefined, machine, {})).toEqual({ machine, parts: {} });
});

test('the summary names each part, and its last line counts them', () => {
  const summary = formatSummary({
    idle: { passed: true, seconds: 99 },
    memory: { passed: false, seconds: 3 },
  });
  expect(summary.split('\n')).toEqual([
    '  idle: passed in 99 s',
    '  memory: FAILED in 3 s',
    '1 passed, 1 failed',
  ]);
});
