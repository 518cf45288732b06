import { useLayoutEffect } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import {
  errorOfTravel,
  framesOffWhileRowsArrive,
  shiftWhenOlderArrive,
  shiftWhenTheCutRowGrows,
  shiftWhileRowsArriveBelow,
} from './test-support/frame-checks.ts';
import { frames } from './test-support/painted-frames.ts';
import { readMidList } from './test-support/reader.ts';
import { defaultWindowedListParts, type WindowedListParts } from './use-windowed-list.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

/**
 * What an ordinary effect does when a frame comes between the commit and the effect. React runs the effects of a
 * synchronous update at once, so the plain hook would show the fault only now and then; this one shows it always.
 */
const correctsAfterPaint: WindowedListParts = {
  ...defaultWindowedListParts,
  useCommitEffect(effect) {
    useLayoutEffect(() => {
      requestAnimationFrame(() => effect());
    });
  },
};

const holdsTheCutRow: WindowedListParts = {
  ...defaultWindowedListParts,
  chooseAnchor: (sizes, top) => sizes.indexAtOffset(top),
};

/** What most hand-made lists do: whatever the content has grown by is taken for older rows. */
function holdsByTheHeightOfAll(): WindowedListParts {
  let heightBefore: number | undefined;
  return {
    ...defaultWindowedListParts,
    settle: (anchor, view, rowTop) => {
      const grown = view.scrollHeight - (heightBefore ?? view.scrollHeight);
      heightBefore = view.scrollHeight;
      if (anchor.mode === 'end') return defaultWindowedListParts.settle(anchor, view, rowTop);
      return grown === 0 ? null : view.scrollTop + grown;
    },
  };
}

/** Knows where the held row has to be on screen, and puts it there, whatever the reader has scrolled since. */
function writesThePosition(): WindowedListParts {
  let y = 0;
  return {
    ...defaultWindowedListParts,
    chooseAnchor: (sizes, top, bottom) => {
      const index = defaultWindowedListParts.chooseAnchor(sizes, top, bottom);
      y = sizes.offsetAt(index) - top;
      return index;
    },
    settle: (anchor, view, rowTop) => {
      if (anchor.mode === 'end' || anchor.y !== undefined)
        return defaultWindowedListParts.settle(anchor, view, rowTop);
      return Math.abs(rowTop - y - view.scrollTop) > 0.5 ? rowTop - y : null;
    },
  };
}

const holdsNoRow: WindowedListParts = {
  ...defaultWindowedListParts,
  settle: (anchor, view, rowTop) =>
    anchor.mode === 'end' ? defaultWindowedListParts.settle(anchor, view, rowTop) : null,
};

async function readWith(parts: WindowedListParts, count: number): Promise<void> {
  fixture = await mountList({ count, parts });
  await frames(2);
  await readMidList(fixture);
}

describe.each([1000, 10_000])('the frame checks of %i rows', (count) => {
  it('catch a list that corrects its position after paint', async () => {
    fixture = await mountList({ count, parts: correctsAfterPaint });
    await frames(4);
    expect(await framesOffWhileRowsArrive(fixture)).toBeGreaterThanOrEqual(20);
  });

  it('catch a list that holds the row which the upper edge cuts', async () => {
    await readWith(holdsTheCutRow, count);
    expect(await shiftWhenTheCutRowGrows(fixture)).toBeGreaterThan(100);
  });

  it('catch a list that goes by how much the content has grown', async () => {
    await readWith(holdsByTheHeightOfAll(), count);
    expect(await shiftWhileRowsArriveBelow(fixture)).toBeGreaterThan(100);
  });

  it('catch a list that writes positions and so undoes a scroll', async () => {
    await readWith(writesThePosition(), count);
    const each = (frame: number): void => {
      if (frame % 4 === 1) fixture.prepend(50);
    };
    expect(await errorOfTravel(fixture, { step: 30, count: 12, each })).toBeGreaterThan(20);
  });

  it('catch a list that does not correct the position of a reader', async () => {
    await readWith(holdsNoRow, count);
    expect(await shiftWhenOlderArrive(fixture)).toBeGreaterThan(100);
  });
});
