import type { Clock } from '../platform/clock.ts';

interface Timer {
  readonly id: number;
  readonly dueAt: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  elapsed(): number;
  /**
   * Moves time forward by `ms` and fires the timers that fall due, in order, each at its own time. Promises get the chance to settle
   * before the first timer and after every one, so a timer that is started by a promise's callback is seen too.
   */
  advance(ms: number): Promise<void>;
  /** Lets promises settle without moving time. */
  settle(): Promise<void>;
  /** Sets the time of day forward by `ms`, or back; nothing else goes on. */
  jump(ms: number): void;
  /** How many timers wait. A stopped client leaves 0. */
  readonly pendingTimers: number;
}

/** Creates a {@link ManualClock} that starts at `startMs` (milliseconds since 1970; default: 1 January 2026, UTC). */
export function createManualClock(startMs: number = Date.UTC(2026, 0, 1)): ManualClock {
  let elapsed = 0;
  let setBy = startMs;
  let lastId = 0;
  const timers = new Map<number, Timer>();

  function takeDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers.values()) {
      if (timer.dueAt <= until && (next === undefined || timer.dueAt < next.dueAt)) next = timer;
    }
    if (next !== undefined) timers.delete(next.id);
    return next;
  }

  return {
    now: () => setBy + elapsed,
    elapsed: () => elapsed,
    setTimeout(callback, delayMs) {
      lastId += 1;
      timers.set(lastId, { id: lastId, dueAt: elapsed + Math.max(0, delayMs), callback });
      return lastId;
    },
    clearTimeout(handle) {
      if (typeof handle === 'number') timers.delete(handle);
    },
    async advance(ms) {
      const until = elapsed + ms;
      await settlePromises();
      for (let due = takeDue(until); due !== undefined; due = takeDue(until)) {
        elapsed = Math.max(elapsed, due.dueAt);
        due.callback();
        await settlePromises();
      }
      elapsed = until;
    },
    settle: settlePromises,
    jump(ms) {
      setBy += ms;
    },
    get pendingTimers() {
      return timers.size;
    },
  };
}

// One macrotask runs after every microtask that is queued now; a few of them let chains over fetch and streams go on, too.
async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(undefined);
    });
  }
}
