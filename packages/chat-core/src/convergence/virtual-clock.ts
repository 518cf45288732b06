import type { Clock } from '../platform/clock.ts';
import type { Scheduling } from './scheduling.ts';

interface Timer {
  readonly id: number;
  readonly owner: string;
  readonly dueAt: number;
  readonly callback: () => void;
}

/** One line of time for a service and all its clients. It stands still until somebody moves it. */
export interface Timeline {
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  /** When the next timer falls due; `undefined` when nobody waits. */
  readonly nextDueAt: number | undefined;
  /** Moves time on. The timers that fall due may fire from now on; those of one owner fire in order. */
  moveTo(ms: number): void;
  /** A clock of one owner. `skew` says how far it is ahead, ms, which may change. Waits and durations are not skewed. */
  createClock(owner: string, skew: () => number): Clock;
  /** How many timers an owner has. */
  countTimers(owner: string): number;
  /** Ends an owner's timers for good, as the end of a page does. */
  drop(owner: string): void;
}

/** Creates a {@link Timeline} that starts on 1 January 2026, UTC. */
export function createTimeline(scheduling: Scheduling): Timeline {
  let now = Date.UTC(2026, 0, 1);
  let lastId = 0;
  /** Sorted by time; equal times in the order of the calls. */
  let waiting: Timer[] = [];
  /** What has fallen due and has not fired yet, in order. */
  let due: Timer[] = [];

  const gone = new Set<string>();

  const isOther =
    (id: unknown) =>
    (timer: Timer): boolean =>
      timer.id !== id;

  function fire(owner: string): void {
    const timer = due.find((one) => one.owner === owner);
    if (timer === undefined) return;
    due = due.filter(isOther(timer.id));
    timer.callback();
  }

  function moveTo(ms: number): void {
    now = Math.max(now, ms);
    while (waiting[0] !== undefined && waiting[0].dueAt <= now) {
      const [timer] = waiting.splice(0, 1);
      if (timer === undefined) return;
      due.push(timer);
      scheduling.add(`${timer.owner}: timer`, () => fire(timer.owner));
    }
  }

  return {
    get now() {
      return now;
    },
    get nextDueAt() {
      return waiting[0]?.dueAt;
    },
    moveTo,
    createClock: (owner, skew) => ({
      now: () => now + skew(),
      elapsed: () => now,
      setTimeout(callback, delayMs) {
        if (gone.has(owner)) return undefined;
        lastId += 1;
        const timer = { id: lastId, owner, dueAt: now + Math.ceil(Math.max(0, delayMs)), callback };
        const after = waiting.findIndex(({ dueAt }) => dueAt > timer.dueAt);
        waiting.splice(after < 0 ? waiting.length : after, 0, timer);
        if (timer.dueAt <= now) moveTo(now);
        return timer.id;
      },
      clearTimeout(handle) {
        if (handle === undefined) return;
        waiting = waiting.filter(isOther(handle));
        due = due.filter(isOther(handle));
      },
    }),
    countTimers: (owner) => [...waiting, ...due].filter((timer) => timer.owner === owner).length,
    drop(owner) {
      gone.add(owner);
      waiting = waiting.filter((timer) => timer.owner !== owner);
      due = due.filter((timer) => timer.owner !== owner);
    },
  };
}
