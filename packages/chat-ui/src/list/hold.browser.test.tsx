import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { largestShift, pixelStep, readMidList } from './test-support/reader.ts';
import { frames, nextFrame, recordPaintedFrames } from './test-support/painted-frames.ts';

let fixture: ListFixture;
beforeEach(async () => {
  fixture = await mountList({ count: 1000 });
  await frames(2);
  await readMidList(fixture);
});
afterEach(() => fixture.unmount());

describe('a reader in the middle of the list', () => {
  it('sees nothing move when 20 rows arrive below', async () => {
    const shift = await largestShift(fixture, async () => {
      for (let i = 0; i < 20; i += 1) {
        fixture.append(1);
        await nextFrame();
      }
    });
    expect(shift).toBeLessThanOrEqual(pixelStep);
  });

  it('sees nothing move when 50 older rows arrive', async () => {
    expect(await largestShift(fixture, async () => fixture.prepend(50))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('sees nothing move when 50 older rows arrive close to the start', async () => {
    fixture.scroller.scrollTop = 300;
    await frames(2);
    expect(await largestShift(fixture, async () => fixture.prepend(50))).toBeLessThanOrEqual(
      pixelStep,
    );
  });

  it('keeps scrolling at the same speed while older rows arrive', async () => {
    const held = fixture.firstWholeRow();
    const recording = recordPaintedFrames(fixture.scroller, () => ({ held: fixture.row(held) }));
    for (let i = 0; i < 12; i += 1) {
      await nextFrame();
      fixture.scroller.scrollTop += 30;
      if (i % 4 === 1) fixture.prepend(50);
    }
    const tops = (await recording.stop()).flatMap((frame) => frame.boxes['held']?.top ?? []);
    const steps = tops.slice(1).map((top, i) => (tops[i] ?? 0) - top);
    expect(steps.length).toBeGreaterThan(6);
    // Each frame shows a scroll step or, where the recording met the frame first, none: never anything else.
    for (const step of steps) expect(Math.abs(step % 30)).toBeLessThan(1);
    expect((tops[0] ?? 0) - (tops.at(-1) ?? 0)).toBeGreaterThan(200);
  });

  it('sees rows below the edge stay when the row that the edge cuts grows', async () => {
    const held = fixture.firstWholeRow();
    const cut = fixture.row(held)?.previousElementSibling;
    const key = cut instanceof HTMLElement ? (cut.dataset['key'] ?? '') : '';
    const box = fixture.row(key)?.getBoundingClientRect();
    const edge = fixture.scroller.getBoundingClientRect().top;
    expect(box && box.top < edge && box.bottom > edge).toBe(true);
    expect(await largestShift(fixture, async () => fixture.grow(key, 180))).toBeLessThanOrEqual(
      pixelStep,
    );
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
