import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../styles/styles.css';
import { dragFinger, setPixelRatio } from '../test-support/user-input.ts';
import {
  errorOfTravel,
  framesOffWhileRowsArrive,
  shiftWhenOlderArrive,
  shiftWhenTheCutRowGrows,
} from './test-support/frame-checks.ts';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames, recordPaintedFrames } from './test-support/painted-frames.ts';
import {
  framesOffEnd,
  largestShift,
  pixelStep,
  readMidList,
  recordEnd,
} from './test-support/reader.ts';

let fixture: ListFixture;
afterEach(async () => {
  fixture.unmount();
  await setPixelRatio(undefined);
});

/** Frames off the end while rows arrive, and the largest shift that a reader in the middle sees. */
async function followAndHold(): Promise<{ readonly off: number; readonly shift: number }> {
  fixture = await mountList({ count: 1000 });
  await frames(3);
  const off = await framesOffWhileRowsArrive(fixture, 10);
  await readMidList(fixture);
  const shifts = [await shiftWhenOlderArrive(fixture), await shiftWhenTheCutRowGrows(fixture)];
  return { off, shift: Math.max(...shifts) };
}

describe.each([1.25, 1.5, 0.9])('with %f device pixels for each pixel', (ratio) => {
  it('the list follows and holds as ever', async () => {
    await setPixelRatio(ratio);
    expect(devicePixelRatio).toBeCloseTo(ratio);
    const { off, shift } = await followAndHold();
    expect(off).toBe(0);
    expect(shift).toBeLessThanOrEqual(pixelStep);
    const each = (frame: number): void => {
      if (frame % 4 === 1) fixture.prepend(50);
    };
    expect(await errorOfTravel(fixture, { step: 30, count: 12, each })).toBeLessThanOrEqual(
      pixelStep,
    );
  });
});

describe.each(['zoom: 1.1', 'zoom: 1.25', 'transform: scale(0.8)'])('in a page with %s', (css) => {
  it('the list follows and holds as ever', async () => {
    const [name = '', value = ''] = css.split(': ');
    document.body.style.setProperty(name, value);
    try {
      const { off, shift } = await followAndHold();
      expect(off).toBe(0);
      expect(shift).toBeLessThanOrEqual(pixelStep);
    } finally {
      document.body.style.removeProperty(name);
    }
  });
});

describe('a button in a row that leaves the screen', () => {
  it('keeps the focus, and is there when the reader comes back', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const row = fixture.row('m995')!;
    const button = row.appendChild(document.createElement('button'));
    button.focus();
    for (let step = 0; step < 10; step += 1) {
      fixture.scroller.scrollTop -= 800;
      await frames(1);
    }
    expect(document.activeElement).toBe(button);
    const entered: string[] = [];
    button.addEventListener('keydown', (event) => entered.push(event.key));
    await userEvent.keyboard('x');
    expect(entered).toEqual(['x']);
    fixture.handle.scrollToBottom();
    await frames(3);
    expect(document.activeElement).toBe(button);
    expect(button.getBoundingClientRect().top).toBeGreaterThan(0);
  });
});

describe('fingers', () => {
  it('pull the content down, away from the end, and up again, back to it', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    await dragFinger(fixture.scroller, 200);
    await expect.poll(() => fixture.gap()).toBeGreaterThan(100);
    await frames(10);
    for (let pull = 0; pull < 6 && fixture.gap() > 1; pull += 1) {
      await dragFinger(fixture.scroller, -300);
      await frames(20);
    }
    await expect.poll(() => fixture.gap()).toBeLessThanOrEqual(1);
    expect(await framesOffWhileRowsArrive(fixture, 10)).toBe(0);
  });
});

describe('pictures that load late', () => {
  /** Puts a picture into a row, which loads in a later frame. */
  async function addPicture(key: string, hasRoom: boolean): Promise<void> {
    const image = new Image();
    image.style.display = 'block';
    if (hasRoom) [image.width, image.height] = [120, 240];
    fixture.row(key)?.append(image);
    await frames(2);
    image.src = picture;
    await image.decode();
    await frames(3);
  }

  it('move nothing for a reader, with and without room kept for them', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    await readMidList(fixture);
    const above = fixture.mounted()[1] ?? '';
    const below = fixture.mounted().at(-2) ?? '';
    for (const [key, hasRoom] of [
      [above, true],
      [above, false],
      [below, false],
    ] as const)
      expect(await largestShift(fixture, () => addPicture(key, hasRoom))).toBeLessThanOrEqual(
        pixelStep,
      );
  });

  it('move nothing on screen where room is kept for them', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const image = new Image(120, 240);
    image.style.display = 'block';
    fixture.row('m998')?.append(image);
    await frames(3);
    const recording = recordPaintedFrames(fixture.scroller, () => ({ row: fixture.row('m999') }));
    image.src = picture;
    await image.decode();
    await frames(3);
    const tops = (await recording.stop()).map(({ boxes }) => boxes['row']?.top);
    expect(new Set(tops).size).toBe(1);
  });

  it('are followed at the end in the frame in which they show', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const recording = recordEnd(fixture);
    await addPicture('m1000', false);
    await addPicture('m998', false);
    expect(framesOffEnd(await recording.stop())).toBe(0);
  });
});

const picture = drawPicture();

function drawPicture(): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [120, 240];
  canvas.getContext('2d')?.fillRect(0, 0, 120, 240);
  return canvas.toDataURL();
}
