import { describe, expect, it } from 'vitest';
import { endAnchor } from './anchor.ts';
import { gapBelow, rememberRow, scrollTopBeforeClamp, settleByDifference } from './settle.ts';

const view = { scrollTop: 500, clientHeight: 400, scrollHeight: 2000 };

describe('settleByDifference', () => {
  it('goes to the end', () => {
    expect(settleByDifference(endAnchor, view, 0)).toBe(1600);
  });

  it('does nothing when it is at the end already, give or take half a pixel', () => {
    expect(settleByDifference(endAnchor, { ...view, scrollTop: 1599.6 }, 0)).toBeNull();
  });

  it('moves by as much as the held row has moved', () => {
    const held = { mode: 'row', key: 'a', top: 600 } as const;
    expect(settleByDifference(held, view, 780)).toBe(680);
    expect(settleByDifference(held, view, 450)).toBe(350);
    expect(settleByDifference(held, view, 600.3)).toBeNull();
  });

  it('keeps a scroll that has not been reported yet', () => {
    const held = { mode: 'row', key: 'a', top: 600 } as const;
    expect(settleByDifference(held, { ...view, scrollTop: 530 }, 780)).toBe(710);
  });

  it('brings a row to the place of a jump', () => {
    expect(settleByDifference({ mode: 'row', key: 'a', top: 0, y: 100 }, view, 900)).toBe(800);
  });
});

describe('rememberRow', () => {
  const held = { mode: 'row', key: 'a', top: 600 } as const;

  it('makes up for rounding next time', () => {
    // The row moved by 62.5 and the scroller could only move by 62.
    const after = rememberRow(held, view, 662.5, 562);
    expect(after).toEqual({ mode: 'row', key: 'a', top: 662 });
  });

  it('does not ask again for what an end of the content has cut off', () => {
    expect(rememberRow(held, view, 780, 520)).toEqual({ mode: 'row', key: 'a', top: 780 });
  });

  it('forgets a jump that was made', () => {
    const jump = { mode: 'row', key: 'a', top: 0, y: 100 } as const;
    expect(rememberRow(jump, view, 900, 800)).toEqual({ mode: 'row', key: 'a', top: 900 });
  });
});

describe('scrollTopBeforeClamp', () => {
  it('is the known place when shrinking content has pushed the position up', () => {
    expect(scrollTopBeforeClamp({ ...view, scrollTop: 1600 }, 1640)).toBe(1640);
  });

  it('is the present place when the reader has scrolled', () => {
    expect(scrollTopBeforeClamp({ ...view, scrollTop: 1500 }, 1590)).toBe(1500);
    expect(scrollTopBeforeClamp({ ...view, scrollTop: 1600 }, 1550)).toBe(1600);
  });
});

describe('gapBelow', () => {
  it('is never negative, also where the content bounces beyond its end', () => {
    expect(gapBelow({ ...view, scrollTop: 1650 })).toBe(0);
  });
});
