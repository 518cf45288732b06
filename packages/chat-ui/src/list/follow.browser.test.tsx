import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames, nextFrame, recordPaintedFrames } from './test-support/painted-frames.ts';
import { framesOffEnd, recordEnd } from './test-support/reader.ts';
import { dragFinger, turnWheel } from './test-support/user-input.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

describe('a list at its end', () => {
  it('shows the newest row at the end in the first frame that is painted', async () => {
    fixture = await mountList({ count: 1000 });
    const recording = recordEnd(fixture);
    await frames(5);
    const painted = await recording.stop();
    expect(painted.length).toBeGreaterThanOrEqual(4);
    expect(framesOffEnd(painted)).toBe(0);
  });

  it('follows 200 rows that arrive one by one without a frame off the end', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const recording = recordEnd(fixture);
    for (let i = 0; i < 200; i += 1) {
      fixture.append(1);
      if (i % 3 === 0) await nextFrame();
    }
    await frames(2);
    const painted = await recording.stop();
    expect(painted.length).toBeGreaterThan(60);
    expect(framesOffEnd(painted)).toBe(0);
  });

  it('follows when 20 rows arrive at once', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const recording = recordEnd(fixture);
    for (let i = 0; i < 10; i += 1) {
      fixture.append(20);
      await frames(2);
    }
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });

  it('stays there while the last row, a row further up and the footer grow', async () => {
    fixture = await mountList({
      count: 1000,
      props: { footer: <div style={{ blockSize: 24 }} /> },
    });
    await frames(2);
    const recording = recordEnd(fixture);
    for (let i = 0; i < 8; i += 1) {
      fixture.grow('m1000', 40);
      await nextFrame();
      fixture.grow('m997', 25);
      await nextFrame();
      fixture.setProps({ footer: <div style={{ blockSize: 30 + i * 10 }} /> });
      await nextFrame();
    }
    await frames(2);
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });

  it('stays there while the container becomes lower, higher, narrower and wider', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const recording = recordEnd(fixture);
    for (const height of [560, 420, 300, 420, 640, 900, 640]) {
      fixture.container.style.blockSize = `${height}px`;
      await frames(2);
    }
    for (const width of [700, 520, 360, 520, 800]) {
      fixture.container.style.inlineSize = `${width}px`;
      await frames(2);
    }
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });

  it('lets go at the first turn of the wheel upwards, even between arriving rows', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    fixture.append(1);
    await turnWheel(fixture.scroller, -90);
    fixture.append(1);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(50);
    const held = fixture.firstWholeRow();
    const recording = recordPaintedFrames(fixture.scroller, () => ({ held: fixture.row(held) }));
    for (let i = 0; i < 20; i += 1) {
      fixture.append(1);
      await nextFrame();
    }
    const tops = (await recording.stop()).map((frame) => frame.boxes['held']?.top ?? Number.NaN);
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(1);
  });

  it('lets go when a finger pulls the content down', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    await dragFinger(fixture.scroller, 160);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(60);
    fixture.append(3);
    await frames(2);
    // The content may still glide upwards; it must not come back.
    expect(fixture.gap()).toBeGreaterThan(60);
  });

  it('lets go at Page Up, even between arriving rows', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    fixture.row('m1000')?.focus();
    fixture.append(1);
    await userEvent.keyboard('{PageUp}');
    fixture.append(1);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(300);
  });

  it('follows again when the reader scrolls back to the end', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    await turnWheel(fixture.scroller, -200);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(150);
    await turnWheel(fixture.scroller, 600);
    await expect.poll(() => fixture.gap()).toBeLessThanOrEqual(1);
    await frames(2);
    const recording = recordEnd(fixture);
    for (let i = 0; i < 20; i += 1) {
      fixture.append(1);
      await nextFrame();
    }
    await nextFrame();
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });

  it('sits at the lower edge while there are too few rows to fill the view', async () => {
    fixture = await mountList({ count: 2 });
    const recording = recordEnd(fixture);
    await nextFrame();
    fixture.append(1);
    await frames(3);
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });
});
