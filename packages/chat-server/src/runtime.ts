/** Tells the time. Injected so that tests and back-dated seeds decide what "now" is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** The only source of randomness: ids and secrets. */
export interface Random {
  /** `length` unpredictable bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** A version 4 UUID. */
  uuid(): string;
}

/**
 * Runs `callback` once after `delayMs` milliseconds and returns a function that cancels it.
 * Realtime pings, deadlines and injected delays go through it.
 */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

/** The computer's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** The platform's cryptographic random source, the same in a page and in Node. */
export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  uuid: () => crypto.randomUUID(),
};

/** The platform's timers, but in Node they do not keep a process alive that has nothing else to do. */
export const systemIdleSchedule: Schedule = (callback, delayMs) => {
  const timer: unknown = setTimeout(callback, delayMs);
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
    if (typeof timer.unref === 'function') timer.unref();
  }
  // What setTimeout returns differs by platform; clearTimeout takes it on each.
  return () => clearTimeout(timer as number);
};

/** The platform's timers. */
export const systemSchedule: Schedule = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
};
