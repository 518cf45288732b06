import { scaleOf } from '../element-scale.ts';
import type { ListFixture } from './list-fixture.tsx';
import {
  frames,
  recordPaintedFrames,
  type FrameRecording,
  type PaintedFrame,
} from './painted-frames.ts';

/** Scrolls to the middle of the list, to a place where the upper edge cuts a row in two. */
export async function readMidList(fixture: ListFixture): Promise<void> {
  const { scroller } = fixture;
  scroller.scrollTop = Math.round(scroller.scrollHeight / 2);
  await frames(3);
  const held = fixture.row(fixture.firstWholeRow());
  const before = held?.previousElementSibling;
  if (!held || !before) throw new Error('The middle of the list is not rendered.');
  const edge = scroller.getBoundingClientRect().top;
  const wanted = before.getBoundingClientRect().top + before.getBoundingClientRect().height / 2;
  scroller.scrollTop += Math.round((wanted - edge) / scaleOf(scroller));
  await frames(3);
}

/**
 * Frames are reported in whole pixels, and scroll positions are whole pixels too. A row at half a pixel that is held exactly can
 * therefore be reported one pixel further; a row that is not held moves by whole rows.
 */
export const pixelStep = 1;

/**
 * The largest distance, in px over all painted frames, between where a row was before and where it is shown, while
 * `change` happens and for some frames after it. The row is the first whole one unless `key` names another.
 * A frame without the row counts as infinite.
 */
export async function largestShift(
  fixture: ListFixture,
  change: () => Promise<void>,
  key: string = fixture.firstWholeRow(),
): Promise<number> {
  const edge = fixture.scroller.getBoundingClientRect().top;
  const start = fixture.row(key)?.getBoundingClientRect().top;
  if (start === undefined) throw new Error(`Row ${key} is not mounted.`);
  const recording = recordPaintedFrames(fixture.scroller, () => ({ held: fixture.row(key) }));
  await frames(2);
  await change();
  await frames(5);
  const painted = await recording.stop();
  const shifts = painted.map(({ boxes: { held } }) =>
    held ? Math.abs(held.top - (start - edge)) : Number.POSITIVE_INFINITY,
  );
  return Math.max(...shifts);
}

/** Records where the end of the content and the newest row are. */
export function recordEnd(fixture: ListFixture): FrameRecording {
  return recordPaintedFrames(fixture.scroller, () => ({
    end: fixture.container.querySelector('[data-part="list-end"]'),
    last: fixture.lastRow(),
  }));
}

/** Frames in which the end of the content was not at the lower edge, or the newest row not right above it. */
export function framesOffEnd(painted: readonly PaintedFrame[]): number {
  return painted.filter(({ boxes: { end, last }, height }) => {
    if (!end || !last) return true;
    return Math.abs(end.bottom - height) > 1 || Math.abs(last.bottom - end.top) > 1;
  }).length;
}
