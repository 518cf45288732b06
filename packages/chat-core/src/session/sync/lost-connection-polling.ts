import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { ReliabilityConfig } from '../reliability.ts';

/** Reads lists every few seconds while the connection is lost. */
export interface LostConnectionPolling {
  /** The connection is lost. It may be called again. */
  begin(): void;
  end(): void;
}

/** What polling needs. */
export interface LostConnectionPollingPorts {
  readonly clock: Clock;
  readonly config: ReliabilityConfig;
  isVisible(): boolean;
  /** Reads the threads that somebody looks at. Resolves to how many those are: where nothing was asked, nothing is known to work. */
  readOpenThreads(): Promise<number>;
  /** Resolves to how many lists were read. */
  readThreadList(): Promise<number>;
  /** Whether the last poll worked. */
  onPolled(works: boolean): void;
  onError(error: unknown): void;
}

/**
 * How long a connection may be lost, in ms, before its absence is bridged: as long as the client waits for a first connection. From then on
 * that client polls by itself; a connection that it had once and lost it only tries to restore, and then these polls stand in. So the two
 * never poll at the same time.
 */
const bridgeAfterMs = 10_000;
const slowDown = 1.5;

/** Creates {@link LostConnectionPolling}. */
export function createLostConnectionPolling(
  ports: LostConnectionPollingPorts,
): LostConnectionPolling {
  const { clock, config } = ports;
  /** The timers of one loss: what an earlier one still reads is out of date. */
  let loss: Set<TimerHandle> | undefined;

  /** Reads after a while, and then again and again after waits that grow up to `lastMs`. */
  function repeat(
    read: () => Promise<number>,
    delayMs: number,
    waitMs: number,
    lastMs: number,
  ): void {
    const mine = loss;
    const timer = clock.setTimeout(() => {
      mine?.delete(timer);
      void poll(read, mine).then(() => {
        if (loss === mine) repeat(read, waitMs, Math.min(lastMs, waitMs * slowDown), lastMs);
      });
    }, delayMs);
    mine?.add(timer);
  }

  async function poll(read: () => Promise<number>, mine: unknown): Promise<void> {
    if (!ports.isVisible()) return;
    try {
      const count = await read();
      if (loss === mine && count > 0) ports.onPolled(true);
    } catch (error) {
      if (loss !== mine) return;
      ports.onPolled(false);
      ports.onError(error);
    }
  }

  return {
    begin() {
      if (loss !== undefined) return;
      loss = new Set();
      const [firstMs, lastMs] = config.degradedPollMs;
      const threadsMs = config.degradedThreadsMs;
      repeat(ports.readOpenThreads, bridgeAfterMs, firstMs, lastMs);
      repeat(ports.readThreadList, bridgeAfterMs, threadsMs, threadsMs);
    },
    end() {
      for (const timer of loss ?? []) clock.clearTimeout(timer);
      loss = undefined;
    },
  };
}
