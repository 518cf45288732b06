import { describe, expect, it } from 'vitest';
import { rangeAround, reachOf } from './range.ts';

const tenEach = (): number => 10;

describe('rangeAround', () => {
  it('takes rows outwards until both directions are covered', () => {
    expect(rangeAround(100, 50, { above: 25, below: 31 }, tenEach)).toEqual({ start: 47, end: 54 });
  });

  it('takes the last rows when it starts at the end', () => {
    expect(rangeAround(100, 100, { above: 40, below: 0 }, tenEach)).toEqual({
      start: 96,
      end: 100,
    });
  });

  it('stops at the first and the last row', () => {
    expect(rangeAround(3, 1, { above: 500, below: 500 }, tenEach)).toEqual({ start: 0, end: 3 });
    expect(rangeAround(0, 0, { above: 500, below: 500 }, tenEach)).toEqual({ start: 0, end: 0 });
  });
});

describe('reachOf', () => {
  it('measures a range from the top of its anchor row', () => {
    expect(reachOf({ start: 2, end: 8 }, 5, tenEach)).toEqual({ above: 30, below: 30 });
  });
});
