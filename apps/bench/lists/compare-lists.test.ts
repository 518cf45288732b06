import { expect, test } from 'vitest';
import { compareLists, lowestOf } from './compare-lists.ts';

const samples = {
  virtua: [4, 6, 5],
  'TanStack Virtual': [9, 2, 3],
  'react-virtuoso': [8, 8, 8],
  MessageList: [9, 4, 3],
};

test('the bare list with the lowest median is the one to compare with', () => {
  expect(lowestOf(samples)).toBe('TanStack Virtual');
});

test('the ratio is the median of the rounds, and the best bare list stands first, ours last', () => {
  const figure = compareLists('append', 'ms', samples, { ratioAtMost: 1.5 });
  expect(figure.ratio).toBe(1);
  expect(Object.entries(figure.values)).toEqual([
    ['TanStack Virtual', 3],
    ['virtua', 5],
    ['react-virtuoso', 8],
    ['MessageList', 4],
  ]);
  expect(figure.budget).toEqual({ ratioAtMost: 1.5 });
});

test('a bare list that did not do what was asked is shown and not compared with', () => {
  const figure = compareLists('burst', 'ms', samples, undefined, ['virtua', 'react-virtuoso']);
  expect(Object.keys(figure.values)[0]).toBe('virtua');
  expect(Object.keys(figure.values)).toContain('TanStack Virtual');
  expect(figure.ratio).toBeCloseTo(2 / 3);
});
