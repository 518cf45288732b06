import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import { wait } from '../../rest/deadline.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { HeldThreads } from './held-threads.ts';
import type { LoadedRange } from './loaded-range.ts';
import type { MessageReader } from './message-reader.ts';
import type { Page } from './read-messages.ts';
import { getRetryDelayMs } from './retry-delay.ts';
import { isAbort, isSignInNeeded } from './sync-errors.ts';
import type { ThreadFacts } from './thread-facts.ts';
import { createTurns } from './turns.ts';

/** What a catch-up asks for of a loaded thread. */
export interface CatchUpPlan {
  /** Only messages from this time on. Default: the newest ones, down to one that is known. */
  readonly since?: Date;
  /** Whether the rest of the window is read again, for edits and deletions of what was known. */
  readonly repairsWindow: boolean;
}

/** Plans a catch-up. Tests put wrong plans in its place, to see that they would be noticed. */
export type PlanCatchUp = (range: LoadedRange | undefined) => CatchUpPlan;

export const planCatchUp: PlanCatchUp = () => ({ repairsWindow: true });

/** What a catch-up needs. */
export interface CatchUpPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly config: ReliabilityConfig;
  readonly plan: PlanCatchUp;
  readonly messages: MessageReader;
  readonly facts: ThreadFacts;
  readonly held: HeldThreads;
  /** Looks what a refused read means for the thread; it may be lost then. */
  guard<Result>(threadId: string, read: () => Promise<Result>): Promise<Result>;
  /** Threads of which anything is loaded. */
  loadedThreads(): readonly string[];
  /** The list of threads does not hold it any more. */
  lose(threadId: string, reason: 'removed'): void;
  reportError(error: unknown): void;
}

/** Reads what may have been missed. */
export interface CatchUp {
  /**
   * Reads the list of threads and the news of all loaded ones. Whatever cannot be read of one thread is tried again in the background,
   * and so are the rests of the windows. It rejects when the list of threads cannot be read, or nothing can without another sign-in.
   * `isRetry`: that list could not be read before.
   */
  run(signal: AbortSignal, isRetry?: boolean): Promise<void>;
  /** Reads an open thread of which nothing is loaded any more, and tries again until it works. */
  readAnew(threadId: string): void;
  /** Whether something of the thread is still to be read. */
  isPending(threadId: string): boolean;
  /** Nothing of the thread needs to be read any more. */
  drop(threadId: string): void;
  /** Nothing is tried again before the next run. */
  pause(): void;
}

/** How often reading a thread has failed, and what tries it again. */
interface Pending {
  attempt: number;
  timer: TimerHandle;
}

const longestBackgroundWaitMs = 60_000;
const pageSize = 50;
/** People and receipts of threads that nobody looks at are read one thread after the other, at least so far apart in ms and at most twice as far. */
const unheldGapMs = 1_000;

/** Creates a {@link CatchUp}. */
export function createCatchUp(ports: CatchUpPorts): CatchUp {
  const { clock, random, config, messages, facts, held } = ports;
  /** Threads of which not everything has been read since it may have been missed. */
  const pending = new Map<string, Pending>();
  /** Those of them of which nothing is loaded. */
  const empty = new Set<string>();
  const unheld = createTurns();
  let waiting = new AbortController();

  function loaded(): string[] {
    return [...new Set([...ports.loadedThreads(), ...empty])].toSorted(
      (a, b) => Number(held.isHeld(b)) - Number(held.isHeld(a)),
    );
  }

  /** The part that the session waits for before it counts as live. */
  async function readNews(
    threadId: string,
    signal: AbortSignal | undefined,
    isRetry: boolean,
  ): Promise<Page | null> {
    const options = { signal, isBackground: !held.isHeld(threadId), isOnce: true, isRetry };
    if (empty.has(threadId)) {
      await messages.loadNewest(threadId, pageSize, options);
      held.touch(threadId);
      empty.delete(threadId);
      facts.want(threadId);
    }
    const { since, repairsWindow } = ports.plan(messages.ranges.get(threadId));
    const { rest } = await messages.readMissed(threadId, { ...options, since });
    if (held.isHeld(threadId)) await facts.catchUp(threadId, options);
    return repairsWindow ? rest : null;
  }

  async function readRest(threadId: string, rest: Page | null): Promise<void> {
    if (rest !== null) await messages.readRest(threadId, rest, { isBackground: true });
    if (!facts.isBehind(threadId)) return;
    const { signal } = waiting;
    await unheld.take('', async () => {
      // Somebody may have opened it meanwhile.
      if (!facts.isBehind(threadId)) return;
      await wait('list', clock, unheldGapMs * (1 + random.next()), signal);
      await facts.catchUp(threadId, { isBackground: true, signal });
    });
  }

  /** Rejects only when nothing can be read at all. */
  async function catchUp(threadId: string, signal?: AbortSignal): Promise<void> {
    const mine: Pending = {
      attempt: pending.get(threadId)?.attempt ?? 0,
      timer: undefined,
    };
    pending.set(threadId, mine);
    try {
      const rest = await ports.guard(threadId, () => readNews(threadId, signal, mine.attempt > 0));
      void ports
        .guard(threadId, () => readRest(threadId, rest))
        .then(() => {
          if (pending.get(threadId) === mine) pending.delete(threadId);
        })
        .catch((error: unknown) => tryLater(threadId, mine, error));
    } catch (error) {
      if (isSignInNeeded(error)) throw error;
      // When the connection was lost, everything is read again once it is back.
      if (signal?.aborted !== true) tryLater(threadId, mine, error);
    }
  }

  function tryLater(threadId: string, mine: Pending, error: unknown): void {
    // The thread was left, or a later run has taken it over.
    if (pending.get(threadId) !== mine) return;
    if (!isAbort(error)) ports.reportError(error);
    const limits = { ...config.readBackoff, capMs: longestBackgroundWaitMs };
    const delayMs = getRetryDelayMs(error, mine.attempt, random, config, limits);
    mine.attempt += 1;
    mine.timer = clock.setTimeout(() => void catchUp(threadId).catch(ports.reportError), delayMs);
  }

  function pause(): void {
    for (const one of pending.values()) clock.clearTimeout(one.timer);
    pending.clear();
    waiting.abort();
    waiting = new AbortController();
  }

  return {
    async run(signal, isRetry) {
      pause();
      const { gone } = await facts.loadThreads({ signal, isRetry });
      for (const id of gone) ports.lose(id, 'removed');
      await Promise.all(loaded().map((id) => catchUp(id, signal)));
    },
    readAnew(threadId) {
      empty.add(threadId);
      void catchUp(threadId).catch(ports.reportError);
    },
    isPending: (threadId) => pending.has(threadId),
    drop(threadId) {
      empty.delete(threadId);
      clock.clearTimeout(pending.get(threadId)?.timer);
      pending.delete(threadId);
    },
    pause,
  };
}
