import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { ReliabilityConfig } from '../reliability.ts';

/** Compares what is shown with the service now and then, because no service promises that every event arrives. */
export interface AntiEntropy {
  /** Events flow, and nothing was missing. */
  begin(): void;
  end(): void;
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
  let burstTimer: TimerHandle;
  let tickTimer: TimerHandle;
  let stopWatching = (): void => {};
  let tickedAt = 0;
  let windowAt = 0;
  let misses = 0;
  const burst = new Map<string, number>();
  /** Messages that events have brought since the last pass, and between it and the one before. */
  let seen = new Set<string>();
  let seenBefore = seen;
  /** Messages that the last pass found first. Their events may still have been on the way. */
  let suspects: string[] = [];

  function schedulePass(delayMs: number): void {
    clock.clearTimeout(passTimer);
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
    const isWhole = readElapsed(clock) - windowAt >= config.windowCheckMs;
    if (isWhole) windowAt = readElapsed(clock);
    try {
      await ports.checkThreads(isWhole);
      await checkAll(ports.heldThreads(), isWhole);
      if (isOn) ports.onChecked();
    } catch (error) {
      if (isOn) ports.reportError(error);
    }
    schedulePass(config.antiEntropyMs * (0.8 + 0.4 * random.next()));
  }

  async function checkAll(threadIds: readonly string[], isWhole: boolean): Promise<void> {
    const checks = threadIds.map(async (threadId) => {
      const found = await ports.check(threadId, isWhole);
      if (isOn) suspects.push(...found.map(({ id }) => id));
    });
    const failed = (await Promise.allSettled(checks)).find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  function checkBurst(): void {
    const threadIds = ports.heldThreads().filter((id) => (burst.get(id) ?? 0) >= burstSize);
    burst.clear();
    void checkAll(threadIds, false).catch((error: unknown) => {
      if (isOn) ports.reportError(error);
    });
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
    begin() {
      if (isOn) return;
      isOn = true;
      suspects = [];
      windowAt = readElapsed(clock);
      tickedAt = clock.now();
      tick();
      const ends = [pageLifecycle.onOnlineChange(wake), pageLifecycle.onVisibilityChange(wake)];
      stopWatching = () => {
        for (const stop of ends) stop();
      };
      schedulePass(config.antiEntropyMs * (0.8 + 0.4 * random.next()));
    },
    end() {
      isOn = false;
      stopWatching();
      for (const timer of [passTimer, burstTimer, tickTimer]) clock.clearTimeout(timer);
      burst.clear();
    },
    noteMessage(threadId, messageId, isClear) {
      seen.add(messageId);
      if (seen.size > maxSeen) {
        // Whoever hears so much has a connection that works.
        suspects = [];
        seen.clear();
      }
      if (!isOn) return;
      const count = (burst.get(threadId) ?? 0) + (isClear ? 1 : burstSize);
      burst.set(threadId, count);
      clock.clearTimeout(burstTimer);
      burstTimer = clock.setTimeout(checkBurst, config.burstQuietMs);
    },
  };
}
