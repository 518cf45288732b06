import type { ListFixture } from './list-fixture.tsx';
import { frames, nextFrame, recordPaintedFrames, type PaintedFrame } from './painted-frames.ts';
import { framesOffEnd, largestShift, recordEnd } from './reader.ts';

// What the tests of the list and those of its mutants share: each check changes the list, and returns how wrong the worst frame was.

/** Frames off the end while rows arrive one by one at the end. */
export async function framesOffWhileRowsArrive(fixture: ListFixture, count = 30): Promise<number> {
  const recording = recordEnd(fixture);
  for (let row = 0; row < count; row += 1) {
    fixture.append(1);
    await nextFrame();
  }
  await frames(3);
  return framesOffEnd(await recording.stop());
}

/** Shift while rows arrive below the reader. */
export function shiftWhileRowsArriveBelow(fixture: ListFixture): Promise<number> {
  return largestShift(fixture, async () => {
    for (let row = 0; row < 20; row += 1) {
      fixture.append(1);
      await nextFrame();
    }
  });
}

/** Shift when a page of older rows arrives. */
export function shiftWhenOlderArrive(fixture: ListFixture): Promise<number> {
  return largestShift(fixture, async () => fixture.prepend(50));
}

/** Shift when the row grows that the upper edge cuts in two. */
export async function shiftWhenTheCutRowGrows(fixture: ListFixture): Promise<number> {
  const cut = fixture.row(fixture.firstWholeRow())?.previousElementSibling;
  const key = cut instanceof HTMLElement ? (cut.dataset['key'] ?? '') : '';
  const box = fixture.row(key)?.getBoundingClientRect();
  const edge = fixture.scroller.getBoundingClientRect().top;
  if (!box || box.top >= edge || box.bottom <= edge) throw new Error('No row is cut in two.');
  return largestShift(fixture, async () => fixture.grow(key, 180));
}

/** A reader who scrolls by the same distance in each frame, while something happens in some of them. */
export interface Travel {
  /** Pixels per frame; negative goes up. */
  readonly step: number;
  readonly count: number;
  /** Called right after the scroll position was moved, before the page hears of it. */
  readonly each?: (frame: number) => void;
}

/** The largest error of a journey: of any row in any frame, and of the whole way. Infinite when rows move apart. */
export async function errorOfTravel(
  fixture: ListFixture,
  { step, count, each }: Travel,
): Promise<number> {
  const recording = recordPaintedFrames(fixture.scroller, () =>
    Object.fromEntries(fixture.mounted().map((key) => [key, fixture.row(key)])),
  );
  await frames(2);
  for (let frame = 0; frame < count; frame += 1) {
    await nextFrame();
    fixture.scroller.scrollTop += step;
    each?.(frame);
  }
  await frames(3);
  const moves = movesOf(await recording.stop());
  const way = moves.reduce((sum, move) => sum + move, 0);
  // A frame shows one step, two when the recording met the frame late, or none: nothing else.
  const errors = moves.map((move) =>
    Math.min(...[0, 1, 2, 3].map((steps) => Math.abs(move - steps * step))),
  );
  const error = Math.max(...errors);
  // Frames are reported in whole pixels, which adds up over a long way. A step that was undone is missing whole.
  const missing = Math.abs(way - step * count);
  return missing < Math.abs(step) / 2 ? error : Math.max(error, missing);
}

/** How far the content went from each frame to the next, by the rows that are in both. Infinite when they disagree. */
function movesOf(painted: readonly PaintedFrame[]): number[] {
  return painted.slice(1).map(({ boxes, height }, index) => {
    const before = painted[index]?.boxes ?? {};
    const moves = Object.entries(boxes).flatMap(([key, box]) => {
      const earlier = before[key];
      // The upper edge of a row that the view cuts is out of sight: it gives way when the row grows.
      const isSeen = box !== null && box.top >= 0 && box.top < height;
      return isSeen && earlier && earlier.top >= 0 ? [earlier.top - box.top] : [];
    });
    const [least, most] = [Math.min(...moves), Math.max(...moves)];
    return most - least <= 1 ? Math.round((least + most) / 2) : Number.POSITIVE_INFINITY;
  });
}
