import type { Clock } from './clock.ts';

/** Arranges for `flush` to run once, soon. Returns a function that cancels it. */
export type ScheduleFlush = (flush: () => void) => () => void;

/** How long a batch waits at most, in ms, when no frame is painted: hidden pages, Node. */
const maxDelayMs = 50;

/**
 * Runs a flush with the next animation frame where the page is visible, and after 50 ms at the latest everywhere. A hidden
 * or covered page gets no frames, so the timer always runs beside the frame.
 */
export function createFrameScheduler(clock: Clock): ScheduleFlush {
  return (flush) => {
    let frame: number | undefined;
    const cancel = (): void => {
      clock.clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
    const run = (): void => {
      cancel();
      flush();
    };
    const timer = clock.setTimeout(run, maxDelayMs);
    const isVisible = typeof document !== 'undefined' && document.visibilityState === 'visible';
    if (isVisible && typeof requestAnimationFrame === 'function')
      frame = requestAnimationFrame(run);
    return cancel;
  };
}
