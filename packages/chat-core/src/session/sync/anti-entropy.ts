import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import { checkAll } from './check-all.ts';

/** Compares what is shown with the service now and then, because no service promises that every event arrives. */
export interface AntiEntropy {
  /** Everything is read now, so that the next comparison is as far away as after one. */
  restart(): void;
  /** Events flow, and nothing was missing. A connection that was resumed does not put off what is due. */
  begin(): void;
  end(): void;
  /** What is looked at was compared otherwise. */
  planNext(): void;
  /** An event has brought this message. `isClear`: its place is known, and nothing seems to be missing before it. */
  noteMessage(threadId: string, messageId: string, isClear: boolean): void;
}

/** What {@link AntiEntropy} needs. */
export interface AntiEntropyPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  readonly config: ReliabilityConfig;
  /** The threads that somebody looks at. */
  heldThreads(): readonly string[];
  /** Reads what is new in a thread, or its whole window. Gives the messages that no list had shown before. */
  check(threadId: string, isWhole: boolean): Promise<readonly { readonly id: string }[]>;
  /** Compares the list of threads, where that is due. */
  checkThreads(isWhole: boolean): Promise<void>;
  /** A pass has compared everything that is looked at. */
  onChecked(): void;
  /** The computer slept, or events do not come although the connection seems well: it has to be made anew. */
  reconnect(): void;
  reportError(error: unknown): void;
}

/** Clients that were woken by the same thing must not list at the same moment: each waits up to so many ms. */
const wakeSpreadMs = 5_000;
/** The same for those who have heard the same message. Whoever has missed the one before it waits for it. */
const burstSpreadMs = 3_000;
/** So many messages in quick succession are a burst. One without a sequence number, or behind a hole, counts as one. */
const burstSize = 10;
/** So many passes in a row that found missed messages show that the connection does not carry events. */
const missesToReconnect = 3;
/** Ids that are remembered between two passes. */
const maxSeen = 2_000;

/** Creates {@link AntiEntropy}. */
export function createAntiEntropy(ports: AntiEntropyPorts): AntiEntropy {
  const { clock, random, pageLifecycle, config } = ports;
  let isOn = false;
  let passTimer: TimerHandle;
  let tickTimer: TimerHandle;
  let stopWatching = (): void => {};
  let tickedAt = 0;
  /** When the next pass is due, ms on the clock for durations; `undefined`: nothing was compared yet. */
  let dueAt: number | undefined;
  /** When the whole of a thread that is looked at, or under '' the list of threads, was compared. */
  const wholeAt = new Map<string, number>();
  let misses = 0;
  /** Messages that have come in quick succession, by thread, and what waits for their end. */
  const bursts = new Map<string, { count: number; timer: TimerHandle }>();
  /** Messages that events have brought since the last pass, and between it and the one before. */
  let seen = new Set<string>();
  let seenBefore = seen;
  /** Messages that the last pass found first. Their events may still have been on the way. */
  let suspects: string[] = [];

  function schedulePass(delayMs: number): void {
    clock.clearTimeout(passTimer);
    dueAt = readElapsed(clock) + delayMs;
    if (isOn && pageLifecycle.isVisible()) {
      passTimer = clock.setTimeout(() => void pass(), delayMs);
    }
  }

  /** Whether too many passes have found what events should have brought. */
  function judge(): boolean {
    const isMissed = (id: string): boolean => !seen.has(id) && !seenBefore.has(id);
    misses = suspects.some(isMissed) ? misses + 1 : 0;
    suspects = [];
    seenBefore = seen;
    seen = new Set();
    return misses >= missesToReconnect;
  }

  async function pass(): Promise<void> {
    if (judge()) {
      misses = 0;
      ports.reconnect();
      return;
    }
    const threadIds = noteHeld();
    try {
      await checkWhole('', ports.checkThreads);
      await checkAll(threadIds, (threadId) =>
        checkWhole(threadId, (isWhole) => check(threadId, isWhole)),
      );
      if (isOn) ports.onChecked();
    } catch (error) {
      if (isOn) ports.reportError(error);
    }
    planNext();
  }

  function planNext(): void {
    schedulePass(usualDelayMs());
  }

  function usualDelayMs(): number {
    return config.antiEntropyMs * (0.8 + 0.4 * random.next());
  }

  /** Who opens a thread sees it as it is: its whole is due later. */
  function noteHeld(): readonly string[] {
    const threadIds = ports.heldThreads();
    const keys = ['', ...threadIds];
    for (const key of wholeAt.keys()) if (!keys.includes(key)) wholeAt.delete(key);
    for (const key of keys) if (!wholeAt.has(key)) wholeAt.set(key, readElapsed(clock));
    return threadIds;
  }

  /** Tells the check whether the whole is due. It stays due until that has worked. */
  async function checkWhole(key: string, run: (isWhole: boolean) => Promise<void>): Promise<void> {
    const startedAt = readElapsed(clock);
    const isWhole = startedAt - (wholeAt.get(key) ?? startedAt) >= config.windowCheckMs;
    await run(isWhole);
    if (isWhole) wholeAt.set(key, startedAt);
  }

  async function check(threadId: string, isWhole: boolean): Promise<void> {
    const found = await ports.check(threadId, isWhole);
    if (isOn) suspects.push(...found.map(({ id }) => id));
  }

  function checkBurst(threadId: string): void {
    const isBurst = (bursts.get(threadId)?.count ?? 0) >= burstSize;
    bursts.delete(threadId);
    if (!isBurst || !isSeen(threadId)) return;
    checkAll([threadId], (id) => check(id, false)).catch((error: unknown) => {
      if (isOn) ports.reportError(error);
    });
  }

  /** What comes while the page is hidden is compared when it is seen again. */
  function isSeen(threadId: string): boolean {
    return pageLifecycle.isVisible() && ports.heldThreads().includes(threadId);
  }

  function wake(): void {
    tickedAt = clock.now();
    if (pageLifecycle.isVisible()) schedulePass(random.next() * wakeSpreadMs);
    else clock.clearTimeout(passTimer);
  }

  /**
   * A timer that fires much too late has slept with the computer. In a hidden page browsers delay timers, which means nothing. The time of
   * day shows it: on some systems the clock for durations sleeps, too.
   */
  function tick(): void {
    const sleptMs = clock.now() - tickedAt;
    tickedAt = clock.now();
    tickTimer = clock.setTimeout(tick, config.sleepGapMs / 3);
    if (sleptMs > config.sleepGapMs && pageLifecycle.isVisible()) ports.reconnect();
  }

  return {
    restart() {
      wholeAt.clear();
      dueAt = undefined;
    },
    begin() {
      if (isOn) return;
      isOn = true;
      suspects = [];
      noteHeld();
      tickedAt = clock.now();
      tick();
      const ends = [pageLifecycle.onOnlineChange(wake), pageLifecycle.onVisibilityChange(wake)];
      stopWatching = () => {
        for (const stop of ends) stop();
      };
      const leftMs = dueAt === undefined ? usualDelayMs() : dueAt - readElapsed(clock);
      // Many may have been resumed at the same moment.
      schedulePass(Math.max(leftMs, random.next() * wakeSpreadMs));
    },
    end() {
      isOn = false;
      stopWatching();
      for (const timer of [passTimer, tickTimer]) clock.clearTimeout(timer);
      for (const { timer } of bursts.values()) clock.clearTimeout(timer);
      bursts.clear();
    },
    planNext,
    noteMessage(threadId, messageId, isClear) {
      seen.add(messageId);
      if (seen.size > maxSeen) {
        // Whoever hears so much has a connection that works.
        suspects = [];
        seen.clear();
      }
      if (!isOn || !isSeen(threadId)) return;
      const before = bursts.get(threadId);
      clock.clearTimeout(before?.timer);
      const delayMs = config.burstQuietMs + random.next() * burstSpreadMs;
      bursts.set(threadId, {
        count: (before?.count ?? 0) + (isClear ? 1 : burstSize),
        timer: clock.setTimeout(() => checkBurst(threadId), delayMs),
      });
    },
  };
}
