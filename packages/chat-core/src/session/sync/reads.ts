import type { Clock } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import { runWithDeadline, wait } from '../../rest/deadline.ts';
import { createFollowers } from '../followers.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import { createRecent } from '../recent.ts';
import { createDisposedError } from '../session-errors.ts';
import type { RequestBudget } from '../request-budget.ts';
import { callWithRetries } from '../retries.ts';
import { createReadBudget } from './read-budget.ts';

/** What a read is for. */
export interface ReadOptions {
  /** When somebody holds this thread now, the read ends with the last of its holders. */
  readonly threadId?: string | undefined;
  /** Nobody waits for it: others go first, and it is not repeated here. */
  readonly isBackground?: boolean | undefined;
  /** Whoever asks tries it again: it is not repeated here. */
  readonly isOnce?: boolean | undefined;
  /** It has failed before, and whoever asks tries it again: it counts as a retry, and is not repeated here. */
  readonly isRetry?: boolean | undefined;
  /** Whoever asks has counted it, and tries it again: it is not repeated here. */
  readonly isCounted?: boolean | undefined;
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
  readonly budget: RequestBudget;
  isHeld(threadId: string): boolean;
  /** Rejects when the client signs in as somebody else. */
  checkIdentity(): Promise<void>;
}

/** Threads whose lists are counted. The one that was read longest ago has a full budget again by the time it is dropped. */
const maxBudgets = 200;

/** Creates the {@link Reads} of a session. */
export function createReads(ports: ReadsPorts): Reads {
  const { clock, random, pageLifecycle, config } = ports;
  /** The service counts lists for each thread. */
  const budgetOf = createRecent(maxBudgets, () => createReadBudget(clock, config.listsPerMinute));
  /** What is under way, with the thread whose last release ends it. */
  const running = new Map<AbortController, string | undefined>();
  const { follow } = createFollowers();
  let isOver = false;

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

  function createTurn(
    { threadId, isBackground = false, isCounted = false }: ReadOptions,
    isRetry: boolean,
    signal: AbortSignal,
  ): ReadTurn {
    const lists = budgetOf(threadId ?? '');
    let isFirst = true;
    return {
      signal,
      async next() {
        if (!pageLifecycle.isOnline()) {
          await whenOnline(signal);
          await wait('list', clock, random.next() * config.onlineSpreadMs, signal);
        }
        await lists.take(isBackground, signal);
        await runWithDeadline('list', clock, undefined, ports.checkIdentity, signal);
        // The pages that follow are asked for because the service answers.
        if (!isCounted) await ports.budget.enter('list', isRetry && isFirst, signal);
        isFirst = false;
      },
    };
  }

  return {
    async run<Result>(options: ReadOptions, read: (turn: ReadTurn) => Promise<Result>) {
      const { threadId, isBackground, isOnce, isRetry = false, isCounted } = options;
      const { signal: outer } = options;
      const controller = new AbortController();
      const isOfHolder = threadId !== undefined && ports.isHeld(threadId);
      running.set(controller, isOfHolder ? threadId : undefined);
      const unfollow = outer && follow(outer, controller);
      if (isOver) controller.abort();
      try {
        const { signal } = controller;
        const attempt = (isAgain: boolean): Promise<Result> =>
          read(createTurn(options, isAgain, signal));
        const isMadeOnce = isBackground || isOnce || isRetry || isCounted;
        return await (isMadeOnce ? attempt(isRetry) : callWithRetries(ports, signal, attempt));
      } catch (error) {
        // That nobody needs it any more is not why it has ended.
        throw isOver ? createDisposedError('load') : error;
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
