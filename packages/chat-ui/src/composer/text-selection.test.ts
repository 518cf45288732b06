import { describe, expect, it } from 'vitest';
import { followText } from './text-selection.ts';

describe('followText', () => {
  it('keeps a caret in front of what has changed', () => {
    expect(followText('Hello world', 'Hello there, world', [3, 3])).toEqual([3, 3]);
  });

  it('moves a caret behind it along', () => {
    expect(followText('Hello world', 'Hello there, world', [11, 11])).toEqual([18, 18]);
    expect(followText('one two three', 'one three', [13, 13])).toEqual([9, 9]);
  });

  it('keeps a selection on its words', () => {
    const [start, end] = followText('buy milk today', 'please buy milk today', [4, 8]);
    expect('please buy milk today'.slice(start, end)).toBe('milk');
  });

  it('stays inside the text when all of it has changed', () => {
    expect(followText('abcdef', 'xy', [4, 6])).toEqual([2, 2]);
    expect(followText('abcdef', '', [4, 6])).toEqual([0, 0]);
  });
});
