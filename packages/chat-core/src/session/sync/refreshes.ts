import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';

/** Reads threads again of which an event says only that something is new: once for many events, and not together with all others. */
export interface Refreshes {
  /** Something is new in the thread. Where nobody looks, that is only noted. */
  ask(threadId: string): void;
  /** Whether something is new in the thread that was not read yet. Whoever asks reads it. */
  take(threadId: string): boolean;
  /** Nothing is read by itself until the next question. */
  pause(): void;
}

/** What {@link createRefreshes} needs. */
export interface RefreshesPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  /** Threads that somebody looks at are read. */
  isHeld(threadId: string): boolean;
  read(threadId: string): void;
}

/** Everybody in the thread has heard of it at the same moment. Each waits for so long, in ms, and up to so much longer. */
const leastDelayMs = 300;
const spreadMs = 1_200;

/** Creates {@link Refreshes}. */
export function createRefreshes(ports: RefreshesPorts): Refreshes {
  const { clock, random, pageLifecycle } = ports;
  const stale = new Set<string>();
  const timers = new Map<string, TimerHandle>();
  let stopWatching: (() => void) | undefined;

  function take(threadId: string): boolean {
    clock.clearTimeout(timers.get(threadId));
    timers.delete(threadId);
    return stale.delete(threadId);
  }

  function plan(threadId: string): void {
    if (timers.has(threadId) || !ports.isHeld(threadId)) return;
    if (!pageLifecycle.isVisible()) {
      stopWatching ??= pageLifecycle.onVisibilityChange(planAll);
      return;
    }
    const delayMs = leastDelayMs + random.next() * spreadMs;
    const timer = clock.setTimeout(() => {
      timers.delete(threadId);
      if (!pageLifecycle.isVisible()) plan(threadId);
      else if (ports.isHeld(threadId) && take(threadId)) ports.read(threadId);
    }, delayMs);
    timers.set(threadId, timer);
  }

  function planAll(): void {
    if (!pageLifecycle.isVisible()) return;
    endWatch();
    for (const threadId of stale) plan(threadId);
  }

  function endWatch(): void {
    stopWatching?.();
    stopWatching = undefined;
  }

  return {
    ask(threadId) {
      stale.add(threadId);
      plan(threadId);
    },
    take,
    pause() {
      endWatch();
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
