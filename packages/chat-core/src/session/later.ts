import { backoffMs } from '../backoff.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ReliabilityConfig } from './reliability.ts';
import { createNotLoadedError } from './session-errors.ts';

/** A part of the session whose code is loaded with its first need. */
export interface Later<Part> {
  /** `undefined` until it is there. */
  readonly part: Part | undefined;
  /** Loads it. After a failure the next call tries again. Rejects with `not-loaded`. */
  get(): Promise<Part>;
  /** Calls at once when it is there, and otherwise once it is loaded. */
  ask<Result>(call: (part: Part) => Promise<Result>): Promise<Result>;
  /** Calls at once when it is there, and otherwise as soon as it is. That alone loads nothing. */
  whenThere(call: (part: Part) => void): void;
}

/** `begin` makes the part of its code, once. */
export function createLater<Code, Part>(
  load: () => Promise<Code>,
  begin: (code: Code) => Part,
): Later<Part> {
  let part: Part | undefined;
  let loading: Promise<Part> | undefined;
  const calls: ((there: Part) => void)[] = [];

  async function loadPart(): Promise<Part> {
    const code = await load().catch((cause: unknown) => {
      loading = undefined;
      throw createNotLoadedError(cause);
    });
    const there = begin(code);
    part = there;
    for (const call of calls.splice(0)) call(there);
    return there;
  }

  const get = (): Promise<Part> => (loading ??= loadPart());

  return {
    get part() {
      return part;
    },
    get,
    ask: (call) => (part === undefined ? get().then(call) : call(part)),
    whenThere(call) {
      if (part !== undefined) call(part);
      else calls.push(call);
    },
  };
}

/**
 * Loads what nobody can do without, and tries it until it works: then `onRecovered` is called, unless it worked at once. Whoever waits for
 * the part reports a failure. Returns how to give up.
 */
export function loadSurely(
  later: Later<unknown>,
  { clock, random, config }: { clock: Clock; random: RandomSource; config: ReliabilityConfig },
  onRecovered: () => void,
): () => void {
  let isOver = false;
  let timer: TimerHandle;

  async function attempt(failures: number): Promise<void> {
    try {
      await later.get();
    } catch {
      const delayMs = backoffMs(failures, random.next(), config.readBackoff);
      if (!isOver) timer = clock.setTimeout(() => void attempt(failures + 1), delayMs);
      return;
    }
    if (failures > 0 && !isOver) onRecovered();
  }

  void attempt(0);
  return () => {
    isOver = true;
    clock.clearTimeout(timer);
  };
}
