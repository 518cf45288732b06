import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { largestShift, pixelStep, readMidList } from './test-support/reader.ts';
import {
  errorOfTravel,
  shiftWhenOlderArrive,
  shiftWhenTheCutRowGrows,
  shiftWhileRowsArriveBelow,
} from './test-support/frame-checks.ts';
import { frames } from './test-support/painted-frames.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

describe.each([1000, 10_000])('a reader in the middle of %i rows', (count) => {
  beforeEach(async () => {
    fixture = await mountList({ count });
    await frames(2);
    await readMidList(fixture);
  });

  it('sees nothing move when 20 rows arrive below', async () => {
    expect(await shiftWhileRowsArriveBelow(fixture)).toBeLessThanOrEqual(pixelStep);
  });

  it('sees nothing move when a row below grows', async () => {
    const below = fixture.mounted().at(-2) ?? '';
    expect(await largestShift(fixture, async () => fixture.grow(below, 180))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('sees nothing move when 50 older rows arrive', async () => {
    expect(await shiftWhenOlderArrive(fixture)).toBeLessThanOrEqual(pixelStep);
  });

  it('sees nothing move when 50 older rows arrive close to the start', async () => {
    fixture.scroller.scrollTop = 300;
    await frames(2);
    expect(await largestShift(fixture, async () => fixture.prepend(50))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('keeps scrolling at the same speed while older rows arrive', async () => {
    const each = (frame: number): void => {
      if (frame % 4 === 1) fixture.prepend(50);
    };
    expect(await errorOfTravel(fixture, { step: 30, count: 12, each })).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('keeps scrolling at the same speed while rows above grow', async () => {
    const each = (frame: number): void => {
      if (frame % 3 === 1) fixture.grow(fixture.mounted()[1] ?? '', 40);
    };
    expect(await errorOfTravel(fixture, { step: -30, count: 15, each })).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('scrolls up evenly through rows that were never measured, from the end and after a jump', async () => {
    fixture.handle.scrollToBottom();
    await frames(3);
    expect(await errorOfTravel(fixture, { step: -40, count: 50 })).toBeLessThanOrEqual(pixelStep);
    fixture.handle.scrollToMessage(fixture.keys()[300] ?? '');
    await frames(3);
    expect(await errorOfTravel(fixture, { step: -40, count: 50 })).toBeLessThanOrEqual(pixelStep);
  });

  it('sees rows below the edge stay when the row that the edge cuts grows', async () => {
    expect(await shiftWhenTheCutRowGrows(fixture)).toBeLessThanOrEqual(pixelStep);
  });

  it('sees nothing move when a row above the view grows', async () => {
    const above = fixture.mounted()[1] ?? '';
    expect(await largestShift(fixture, async () => fixture.grow(above, 180))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('sees nothing move when a row above shrinks while the end is near', async () => {
    fixture.scroller.scrollTop = fixture.scroller.scrollHeight;
    await frames(2);
    const above = fixture.mounted()[2] ?? '';
    fixture.grow(above, 300);
    fixture.scroller.scrollTop -= 60;
    await frames(3);
    expect(await largestShift(fixture, async () => fixture.grow(above, -300))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('sees nothing move when rows are added at both ends in one commit', async () => {
    expect(await largestShift(fixture, async () => fixture.prependAndAppend(50, 5))).toBeLessThan(
      1,
    );
  });

  it('sees nothing move when a row below grows right after a prepend', async () => {
    const shift = await largestShift(fixture, async () => {
      const below = fixture.mounted().at(-2) ?? '';
      fixture.prepend(50);
      await frames(3);
      fixture.grow(below, 180);
    });
    expect(shift).toBeLessThanOrEqual(pixelStep);
  });

  it('sees nothing move when rows above are removed', async () => {
    const at = fixture.keys().indexOf(fixture.firstWholeRow());
    const above = fixture.keys().slice(at - 4, at - 1);
    expect(await largestShift(fixture, async () => fixture.remove(above))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('sees nothing move when a late message comes in above', async () => {
    const at = fixture.keys().indexOf(fixture.firstWholeRow());
    for (const distance of [40, 1]) {
      const key = fixture.keys()[at - distance] ?? '';
      expect(
        await largestShift(fixture, async () => fixture.insertBefore(key, 1)),
      ).toBeLessThanOrEqual(pixelStep);
    }
  });

  it('sees the next row take over when the held row is removed', async () => {
    const first = fixture.firstWholeRow();
    const next = fixture.keys()[fixture.keys().indexOf(first) + 1] ?? '';
    const shift = await largestShift(fixture, async () => fixture.remove([first]), next);
    expect(shift).toBeLessThanOrEqual(pixelStep);
  });

  it('sees the first whole row stay when the width changes', async () => {
    const shift = await largestShift(fixture, async () => {
      for (const width of [700, 520, 360, 520, 800]) {
        fixture.container.style.inlineSize = `${width}px`;
        await frames(2);
      }
    });
    expect(shift).toBeLessThanOrEqual(pixelStep);
  });
});
