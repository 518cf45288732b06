import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { ReliabilityConfig } from '../reliability.ts';

/** Which threads somebody looks at, and which of the others stay loaded. */
export interface HeldThreads {
  /** Somebody looks at the thread. Returns how to say that it is over; it counts once. */
  acquire(threadId: string): () => void;
  isHeld(threadId: string): boolean;
  readonly held: readonly string[];
  /** Somebody has read something of the thread just now. Of those that nobody holds, the ones used longest ago are let go. */
  touch(threadId: string): void;
  forget(threadId: string): void;
  dispose(): void;
}

/** What {@link createHeldThreads} tells. */
export interface HeldThreadsPorts {
  readonly clock: Clock;
  readonly config: ReliabilityConfig;
  onHeld(threadId: string): void;
  /** Whether messages of the thread are loaded: the others take no room. */
  isLoaded(threadId: string): boolean;
  /** Nobody has held it for a while. */
  onReleased(threadId: string): void;
  /** It is to be unloaded. */
  onEvicted(threadId: string): void;
}

interface Holding {
  count: number;
  lingering: TimerHandle;
}

/** Creates {@link HeldThreads}. */
export function createHeldThreads(ports: HeldThreadsPorts): HeldThreads {
  const { clock, config } = ports;
  const holdings = new Map<string, Holding>();
  /** Loaded threads, the one that was used longest ago first. */
  const used = new Set<string>();

  function touch(threadId: string): void {
    used.delete(threadId);
    if (ports.isLoaded(threadId)) used.add(threadId);
    const unheld = [...used].filter((id) => !holdings.has(id));
    for (const id of unheld.slice(0, Math.max(0, unheld.length - config.maxLoadedThreads))) {
      used.delete(id);
      ports.onEvicted(id);
    }
  }

  function release(threadId: string, holding: Holding): void {
    holding.count -= 1;
    if (holding.count > 0) return;
    // A component that is mounted anew at once goes on where it was.
    holding.lingering = clock.setTimeout(() => {
      holdings.delete(threadId);
      ports.onReleased(threadId);
      if (used.has(threadId)) touch(threadId);
    }, config.releaseLingerMs);
  }

  return {
    acquire(threadId) {
      let holding = holdings.get(threadId);
      const isNew = holding === undefined;
      holding ??= { count: 0, lingering: undefined };
      holding.count += 1;
      clock.clearTimeout(holding.lingering);
      holdings.set(threadId, holding);
      if (isNew) ports.onHeld(threadId);
      let isReleased = false;
      const mine = holding;
      return () => {
        if (!isReleased && holdings.get(threadId) === mine) release(threadId, mine);
        isReleased = true;
      };
    },
    isHeld: (threadId) => holdings.has(threadId),
    get held() {
      return [...holdings.keys()];
    },
    touch,
    forget: (threadId) => used.delete(threadId),
    dispose() {
      for (const { lingering } of holdings.values()) clock.clearTimeout(lingering);
      holdings.clear();
      used.clear();
    },
  };
}
