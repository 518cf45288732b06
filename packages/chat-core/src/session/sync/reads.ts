import { isChatClientError, type ChatClientError } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import { runWithDeadline, wait } from '../../rest/deadline.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import { createRequestBudget } from '../request-budget.ts';
import { createReadBudget, type ReadBudget } from './read-budget.ts';
import { getRetryDelayMs } from './retry-delay.ts';

/** What a read is for. */
export interface ReadOptions {
  /** When somebody holds this thread now, the read ends with the last of its holders. */
  readonly threadId?: string | undefined;
  /** Nobody waits for it: others go first, and it is not repeated here. */
  readonly isBackground?: boolean | undefined;
  /** Ends the read. */
  readonly signal?: AbortSignal | undefined;
}

/** One read under way. */
export interface ReadTurn {
  readonly signal: AbortSignal;
  /** Resolves when the next request may leave. Rejects when the client's token is another user's. */
  next(): Promise<void>;
}

/** All reads of a session: within the budget, only with a network, repeated where that helps, and ended when nobody needs them. */
export interface Reads {
  run<Result>(options: ReadOptions, read: (turn: ReadTurn) => Promise<Result>): Promise<Result>;
  /** Ends the reads that somebody who held the thread has begun. */
  abortThread(threadId: string): void;
  /** Ends all reads, also those to come. */
  dispose(): void;
}

/** What reads need. */
export interface ReadsPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  readonly config: ReliabilityConfig;
  isHeld(threadId: string): boolean;
  /** Rejects when the client signs in as somebody else. */
  checkIdentity(): Promise<void>;
}

/** Tries of a read that the service throttles without saying for how long: the client does not repeat those. */
const throttledTries = 5;
/** The client makes four requests of a call that fails in passing. One more call is a fifth. */
const failedTries = 2;

/** Creates the {@link Reads} of a session. */
export function createReads(ports: ReadsPorts): Reads {
  const { clock, random, pageLifecycle, config } = ports;
  /** The service counts lists for each thread. */
  const budgets = new Map<string, ReadBudget>();
  const retryBudget = createRequestBudget(clock, config);
  /** What is under way, with the thread whose last release ends it. */
  const running = new Map<AbortController, string | undefined>();
  /** What ends with a signal. One signal ends many reads, and is listened to once. */
  const followers = new Map<AbortSignal, Set<AbortController>>();
  let isOver = false;

  function follow(signal: AbortSignal, controller: AbortController): () => void {
    const own = followers.get(signal) ?? new Set();
    const abort = (): void => own.forEach((one) => one.abort());
    if (own.size === 0) {
      followers.set(signal, own);
      signal.addEventListener('abort', abort, { once: true });
    }
    own.add(controller);
    return () => {
      own.delete(controller);
      if (own.size > 0) return;
      followers.delete(signal);
      signal.removeEventListener('abort', abort);
    };
  }

  function budgetOf(threadId = ''): ReadBudget {
    const known = budgets.get(threadId) ?? createReadBudget(clock, config.listsPerMinute);
    budgets.set(threadId, known);
    return known;
  }

  function delayBeforeRetry(error: ChatClientError, attempt: number): number | undefined {
    const { statusCode, retryAfterMs, retryable } = error;
    const isThrottled = statusCode === 429 && retryAfterMs === undefined;
    if (!isThrottled && !retryable) return undefined;
    if (attempt >= (isThrottled ? throttledTries : failedTries)) return undefined;
    const delayMs = getRetryDelayMs(error, attempt - 1, random, config, config.readBackoff);
    return Math.max(delayMs, retryBudget.retryDelayMs());
  }

  function whenOnline(abortSignal: AbortSignal): Promise<void> {
    return runWithDeadline(
      'list',
      clock,
      undefined,
      (signal) =>
        new Promise((resolve) => {
          const stop = pageLifecycle.onOnlineChange(() => {
            if (!pageLifecycle.isOnline()) return;
            stop();
            resolve();
          });
          signal.addEventListener('abort', stop);
        }),
      abortSignal,
    );
  }

  async function runWithRetries<Result>(
    budget: ReadBudget,
    isBackground: boolean,
    signal: AbortSignal,
    read: (turn: ReadTurn) => Promise<Result>,
  ): Promise<Result> {
    let attempt = 1;
    const turn: ReadTurn = {
      signal,
      async next() {
        if (!pageLifecycle.isOnline()) {
          await whenOnline(signal);
          await wait('list', clock, random.next() * config.onlineSpreadMs, signal);
        }
        await budget.take(isBackground, signal);
        await runWithDeadline('list', clock, undefined, ports.checkIdentity, signal);
        retryBudget.spend(attempt > 1);
      },
    };
    for (; ; attempt += 1) {
      try {
        return await read(turn);
      } catch (error) {
        if (isBackground || signal.aborted || !isChatClientError(error)) throw error;
        const delayMs = delayBeforeRetry(error, attempt);
        if (delayMs === undefined) throw error;
        await wait(error.operation, clock, delayMs, signal);
      }
    }
  }

  return {
    async run({ threadId, isBackground = false, signal: outer }, read) {
      const controller = new AbortController();
      const isOfHolder = threadId !== undefined && ports.isHeld(threadId);
      running.set(controller, isOfHolder ? threadId : undefined);
      const unfollow = outer && follow(outer, controller);
      if (isOver || outer?.aborted === true) controller.abort();
      try {
        return await runWithRetries(budgetOf(threadId), isBackground, controller.signal, read);
      } finally {
        running.delete(controller);
        unfollow?.();
      }
    },
    abortThread(threadId) {
      for (const [controller, owner] of running) if (owner === threadId) controller.abort();
    },
    dispose() {
      isOver = true;
      for (const controller of running.keys()) controller.abort();
    },
  };
}
