import { backoffMs } from '../backoff.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ReliabilityConfig } from './reliability.ts';
import { createGate } from './gate.ts';
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
  /** Has hold of something as soon as it is there, until the returned function is called. */
  hold(take: (part: Part) => () => void): () => void;
  /** Whoever waits for it is refused, and it is not made any more. */
  end(reason: unknown): void;
}

/** `begin` makes the part of its code, once. */
export function createLater<Code, Part>(
  load: () => Promise<Code>,
  begin: (code: Code) => Part,
): Later<Part> {
  let part: Part | undefined;
  let loading: Promise<Part> | undefined;
  /** `undefined` after the end. */
  let calls: ((there: Part) => void)[] | undefined = [];
  const ended = createGate<never>();

  async function loadPart(): Promise<Part> {
    const code = load().catch((cause: unknown) => {
      loading = undefined;
      throw createNotLoadedError(
        'Nothing was asked of the service, unsent messages are kept, and it is tried again. If it goes on, load the page anew.',
        cause,
      );
    });
    const come = await Promise.race([code, ended.promise]);
    if (calls === undefined) return ended.promise;
    const there = begin(come);
    part = there;
    for (const call of calls.splice(0)) call(there);
    return there;
  }

  const get = (): Promise<Part> => (loading ??= loadPart());

  function whenThere(call: (there: Part) => void): void {
    if (part !== undefined) call(part);
    else calls?.push(call);
  }

  return {
    get part() {
      return part;
    },
    get,
    ask: (call) => (part === undefined ? get().then(call) : call(part)),
    whenThere,
    hold(take) {
      let release: (() => void) | undefined;
      let isOver = false;
      whenThere((there) => {
        if (!isOver) release = take(there);
      });
      return () => {
        isOver = true;
        release?.();
      };
    },
    end(reason) {
      calls = undefined;
      ended.fail(reason);
    },
  };
}

/**
 * Loads what nobody can do without, and tries it until it works. Returns how to give up.
 */
export function loadSurely(
  later: Later<unknown>,
  {
    clock,
    random,
    config,
    reportError,
  }: {
    readonly clock: Clock;
    readonly random: RandomSource;
    readonly config: ReliabilityConfig;
    reportError(error: unknown): void;
  },
): () => void {
  let isOver = false;
  let timer: TimerHandle;

  async function attempt(failures: number): Promise<void> {
    try {
      await later.get();
    } catch (error) {
      if (isOver) return;
      reportError(error);
      const delayMs = backoffMs(failures, random.next(), config.readBackoff);
      timer = clock.setTimeout(() => void attempt(failures + 1), delayMs);
    }
  }

  void attempt(0);
  return () => {
    isOver = true;
    clock.clearTimeout(timer);
  };
}
