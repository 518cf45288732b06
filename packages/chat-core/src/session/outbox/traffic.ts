import { backoffMs } from '../../backoff.ts';
import type { TimerHandle } from '../../platform/clock.ts';
import type { WaitReason } from '../../model/entities.ts';
import { spreadAskedMs } from '../sync/retry-delay.ts';
import type { ServicePorts } from './outbox-ports.ts';
import { readSendOutcome, type SendOutcome } from './send-outcome.ts';
import type { Waits } from './waits.ts';

/** Why no request may leave. */
export interface Obstacle {
  readonly waitsFor: WaitReason;
  /** When it ends by itself, local ms. */
  readonly retryAt?: number;
}

/** What the service said to a request. */
export type Answer<T> =
  | { readonly isDone: true; readonly value: T }
  | { readonly isDone: false; readonly outcome: SendOutcome; readonly error: unknown };

/** Why the next step has to wait: something went wrong, or time has to pass. */
export type Pause = SendOutcome | Settling;

/** Time has to pass until nothing that has left can arrive any more, unless that has become unimportant. */
export interface Settling {
  readonly kind: 'settling';
  readonly ms: number;
  readonly isNeedless: () => boolean;
}

/** Lets the outbox's requests through: when there is a network and a sign-in, and as fast as the service and the budget allow. */
export interface Traffic {
  /** What holds up the requests of a thread. */
  obstacle(threadId: string): Obstacle | undefined;
  /**
   * Takes steps until `isOver`, each as soon as a request of the thread may leave, and after the pause that the step before asks for. A
   * step that throws is reported and taken again. `isRepeated`: the first one is a retry already.
   */
  pursue(
    goal: {
      readonly threadId: string;
      readonly isOver: () => boolean;
      readonly isRepeated?: boolean;
    },
    step: () => Promise<Pause | void>,
  ): Promise<void>;
  /** Makes a request and takes note of how it went. It never rejects. */
  ask<T>(threadId: string, make: () => Promise<T>): Promise<Answer<T>>;
  /**
   * Requests get through: no sign-in is waited for, and no failure. `isBack`: the network or the sign-in is back, and what failed without
   * it does not count.
   */
  resume(isBack?: boolean): void;
  dispose(): void;
}

interface ThreadGate {
  /** Refusals in a row. */
  readonly count: number;
  /** Absent: the gate is open again. */
  retryAt?: number;
  readonly timer: TimerHandle;
}

/** `onObstacle` is called when what holds up a thread, or all of them, may have changed. */
export function createTraffic(
  { clock, random, config, service, isOnline, onUnauthorized, reportError }: ServicePorts,
  waits: Waits,
  onObstacle: (threadId?: string) => void,
): Traffic {
  const { budget } = service;
  const gates = new Map<string, ThreadGate>();
  let inFlight = 0;
  let isBlocked = false;
  let resumes = 0;
  let isDisposed = false;

  function obstacle(threadId: string): Obstacle | undefined {
    if (isBlocked) return { waitsFor: 'sign-in' };
    if (!isOnline()) return { waitsFor: 'network' };
    const retryAt = gates.get(threadId)?.retryAt;
    return retryAt === undefined ? undefined : { waitsFor: 'rate-limit', retryAt };
  }

  /** All requests of the thread wait, because the service counts them together. */
  function shut(threadId: string, retryAfterMs = 0): void {
    const { count = 0, timer } = gates.get(threadId) ?? {};
    clock.clearTimeout(timer);
    const ladder = config.throttleLadderMs;
    const askedMs =
      retryAfterMs > 0
        ? Math.max(retryAfterMs, backoffMs(count, random.next(), config.sendBackoff))
        : (ladder[Math.min(count, ladder.length - 1)] ?? 0);
    const delayMs = spreadAskedMs(askedMs, random, config);
    const open = (): void => {
      delete gate.retryAt;
      onObstacle(threadId);
      waits.recheck();
    };
    const gate: ThreadGate = {
      count: count + 1,
      retryAt: clock.now() + delayMs,
      timer: clock.setTimeout(open, delayMs),
    };
    gates.set(threadId, gate);
    onObstacle(threadId);
  }

  function note(threadId: string, outcome?: SendOutcome, error?: unknown): void {
    if (isDisposed) return;
    if (outcome?.kind === 'throttled') {
      shut(threadId, outcome.retryAfterMs);
    } else if (outcome?.kind === 'blocked') {
      if (isBlocked) return;
      isBlocked = true;
      onUnauthorized(error);
      onObstacle();
    } else if (gates.get(threadId)?.retryAt === undefined) {
      gates.delete(threadId);
    }
  }

  /** Waits until a request of the thread may leave, and lets it leave. False: nobody wants it any more. */
  async function enter(
    threadId: string,
    isRetry: boolean,
    isOver: () => boolean,
  ): Promise<boolean> {
    while (!isOver()) {
      onObstacle(threadId);
      const budgetMs = isRetry ? budget.retryDelayMs() : 0;
      if (obstacle(threadId) !== undefined) {
        const isFree = (): boolean => isOver() || obstacle(threadId) === undefined;
        // Nobody tells of a network that comes back where the platform does not say whether there is one.
        await waits.until(isFree, config.offlineLookMs);
      } else if (budgetMs > 0) {
        await waits.until(() => isOver() || budget.retryDelayMs() === 0, budgetMs);
      } else if (inFlight >= config.maxSendsInFlight) {
        await waits.until(() => isOver() || inFlight < config.maxSendsInFlight);
      } else {
        inFlight += 1;
        budget.spend(isRetry);
        return true;
      }
    }
    return false;
  }

  function rest(pause: Pause, failures: number, isOver: () => boolean): Promise<void> {
    if (pause.kind === 'settling')
      return waits.until(() => isOver() || pause.isNeedless(), pause.ms);
    const limits = pause.kind === 'postponed' ? config.tokenBackoff : config.sendBackoff;
    const jitterMs = backoffMs(failures, random.next(), limits);
    const askedMs = pause.kind === 'unknown' ? pause.retryAfterMs : undefined;
    if (askedMs !== undefined)
      return waits.until(isOver, spreadAskedMs(Math.max(askedMs, jitterMs), random, config));
    const before = resumes;
    return waits.until(() => isOver() || resumes !== before, jitterMs);
  }

  return {
    obstacle,
    async pursue({ threadId, isOver, isRepeated = false }, step) {
      let isRetry = isRepeated;
      let failures = 0;
      while (await enter(threadId, isRetry, isOver)) {
        isRetry = true;
        let pause: Pause | void;
        try {
          pause = await step();
        } catch (error) {
          // This device could not store what was to be done, so it was not done.
          reportError(error);
          pause = { kind: 'unknown' };
        }
        inFlight -= 1;
        waits.recheck();
        if (!pause) continue;
        await rest(pause, failures, isOver);
        if (pause.kind !== 'settling') failures += 1;
      }
    },
    async ask(threadId, make) {
      try {
        const value = await make();
        note(threadId);
        return { isDone: true, value };
      } catch (error) {
        const outcome = readSendOutcome(error);
        note(threadId, outcome, error);
        return { isDone: false, outcome, error };
      }
    },
    resume(isBack) {
      isBlocked = false;
      if (isBack) budget.forgive();
      resumes += 1;
      waits.recheck();
    },
    dispose() {
      isDisposed = true;
      for (const { timer } of gates.values()) clock.clearTimeout(timer);
    },
  };
}
