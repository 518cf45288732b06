import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createFrameScheduler } from './frame-scheduler.ts';

/** The frames that were asked for and not cancelled. */
let frames: Map<number, () => void>;

beforeEach(() => {
  frames = new Map();
  let asked = 0;
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    asked += 1;
    frames.set(asked, callback);
    return asked;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function schedule() {
  const clock = createManualClock();
  const flush = vi.fn();
  const cancel = createFrameScheduler(clock)(flush);
  return { clock, flush, cancel };
}

/** Paints: every frame that was asked for runs. */
function paint(): void {
  const due = [...frames.values()];
  frames.clear();
  for (const callback of due) callback();
}

describe('a flush', () => {
  test('comes with the next frame of a visible page, and only then', async () => {
    const { clock, flush } = schedule();
    await clock.advance(49);
    expect(flush).not.toHaveBeenCalled();
    paint();
    expect(flush).toHaveBeenCalledTimes(1);
    await clock.advance(1_000);
    expect(flush).toHaveBeenCalledTimes(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('comes after 50 ms where no frame is painted, and not once more with a frame', async () => {
    const { clock, flush } = schedule();
    await clock.advance(50);
    expect(flush).toHaveBeenCalledTimes(1);
    expect(frames.size).toBe(0);
    paint();
    expect(flush).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['in a hidden page', () => vi.stubGlobal('document', { visibilityState: 'hidden' })],
    ['outside a page', () => vi.stubGlobal('document', undefined)],
    ['without frames', () => vi.stubGlobal('requestAnimationFrame', undefined)],
  ])('comes after 50 ms and asks for no frame %s', async (_where, prepare) => {
    prepare();
    const { clock, flush } = schedule();
    expect(frames.size).toBe(0);
    await clock.advance(49);
    expect(flush).not.toHaveBeenCalled();
    await clock.advance(1);
    expect(flush).toHaveBeenCalledTimes(1);
  });

  test('that is cancelled never comes, and leaves nothing behind', async () => {
    const { clock, flush, cancel } = schedule();
    cancel();
    expect([frames.size, clock.pendingTimers]).toEqual([0, 0]);
    await clock.advance(1_000);
    expect(flush).not.toHaveBeenCalled();
  });
});
