import { systemClock, type Clock } from './clock.ts';

/** The clock of the platform, with durations that hold when the time of day is set. */
export const sessionClock: Clock = { ...systemClock, elapsed: () => performance.now() };

/** Milliseconds on the clock's own scale for durations: only differences mean something. */
export function readElapsed(clock: Clock): number {
  return clock.elapsed?.() ?? clock.now();
}
