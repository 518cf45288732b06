import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames, nextFrame, recordPaintedFrames } from './test-support/painted-frames.ts';
import { framesOffEnd, recordEnd } from './test-support/reader.ts';
import { dragFinger, turnWheel } from '../test-support/user-input.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

describe.each([1000, 10_000])('a list of %i rows at its end', (count) => {
  it('shows the newest row at the end in the first frame that is painted', async () => {
    fixture = await mountList({ count });
    const recording = recordEnd(fixture);
    await frames(5);
    const painted = await recording.stop();
    expect(painted.length).toBeGreaterThanOrEqual(4);
    expect(framesOffEnd(painted)).toBe(0);
  });

  it('follows a thousand rows that arrive one by one in ten seconds', async () => {
    fixture = await mountList({ count });
    await frames(2);
    const recording = recordEnd(fixture);
    const start = performance.now();
    for (let arrived = 0; arrived < 1000;) {
      const due = Math.min(1000, Math.ceil((performance.now() - start) / 10));
      for (; arrived < due; arrived += 1) fixture.append(1);
      await nextFrame();
    }
    await frames(2);
    const painted = await recording.stop();
    expect(painted.length).toBeGreaterThan(300);
    expect(framesOffEnd(painted)).toBe(0);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
  });

  it('follows when 20 rows arrive at once, and when 50 do', async () => {
    fixture = await mountList({ count });
    await frames(2);
    const recording = recordEnd(fixture);
    for (let call = 0; call < 20; call += 1) {
      fixture.append(20);
      await frames(2);
    }
    for (let call = 0; call < 5; call += 1) {
      fixture.append(50);
      await frames(3);
    }
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });

  it('stays there while the last row, a row further up and the footer grow', async () => {
    fixture = await mountList({
      count,
      props: { footer: <div style={{ blockSize: 24 }} /> },
    });
    await frames(2);
    const recording = recordEnd(fixture);
    for (let i = 0; i < 8; i += 1) {
      fixture.grow(`m${count}`, 40);
      await nextFrame();
      fixture.grow(`m${count - 3}`, 25);
      await nextFrame();
      fixture.setProps({ footer: <div style={{ blockSize: 30 + i * 10 }} /> });
      await nextFrame();
    }
    await frames(2);
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });

  it('stays there while the container becomes lower, higher, narrower and wider', async () => {
    fixture = await mountList({ count });
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

  it('lets go at a small turn of the wheel upwards, even between arriving rows', async () => {
    fixture = await mountList({ count });
    await frames(2);
    fixture.append(1);
    await turnWheel(fixture.scroller, -30);
    fixture.append(1);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(20);
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
    fixture = await mountList({ count });
    await frames(2);
    await dragFinger(fixture.scroller, 160);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(60);
    fixture.append(3);
    await frames(2);
    // The content may still glide upwards; it must not come back.
    expect(fixture.gap()).toBeGreaterThan(60);
  });

  it('lets go at Page Up, even between arriving rows', async () => {
    fixture = await mountList({ count });
    await frames(2);
    fixture.row(`m${count}`)?.focus();
    fixture.append(1);
    await userEvent.keyboard('{PageUp}');
    fixture.append(1);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(300);
  });

  it('follows again when the reader scrolls back to the end', async () => {
    fixture = await mountList({ count });
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
