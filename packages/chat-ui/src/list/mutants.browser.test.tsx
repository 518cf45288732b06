import { useLayoutEffect } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames } from './test-support/painted-frames.ts';
import { framesOffEnd, largestShift, readMidList, recordEnd } from './test-support/reader.ts';
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

const holdsNoRow: WindowedListParts = {
  ...defaultWindowedListParts,
  settle: (anchor, view, rowTop) =>
    anchor.mode === 'end' ? defaultWindowedListParts.settle(anchor, view, rowTop) : null,
};

describe('the frame checks', () => {
  it('catch a list that corrects its position after paint', async () => {
    fixture = await mountList({ count: 1000, parts: correctsAfterPaint });
    await frames(4);
    const recording = recordEnd(fixture);
    for (let i = 0; i < 10; i += 1) {
      fixture.append(1);
      await frames(3);
    }
    expect(framesOffEnd(await recording.stop())).toBeGreaterThanOrEqual(8);
  });

  it('catch a list that holds the row which the upper edge cuts', async () => {
    fixture = await mountList({ count: 1000, parts: holdsTheCutRow });
    await frames(2);
    await readMidList(fixture);
    const cut = fixture.row(fixture.firstWholeRow())?.previousElementSibling;
    const key = cut instanceof HTMLElement ? (cut.dataset['key'] ?? '') : '';
    expect(await largestShift(fixture, async () => fixture.grow(key, 180))).toBeGreaterThan(100);
  });

  it('catch a list that does not correct the position of a reader', async () => {
    fixture = await mountList({ count: 1000, parts: holdsNoRow });
    await frames(2);
    await readMidList(fixture);
    expect(await largestShift(fixture, async () => fixture.prepend(50))).toBeGreaterThan(100);
  });
});
