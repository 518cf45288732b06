import type { Schedule } from '../runtime.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import type { EventRow } from '../storage/rows.ts';

/**
 * Tells every process that serves the storage that the event log has grown. Nothing else has to travel this way: the
 * events themselves, and who gets them, can be read from the storage, so a lost or doubled notice does no harm.
 */
export interface FanOut {
  /** The log has grown, by these events of one change. Only listeners in the same process need to hear which. */
  publish(events?: readonly EventRow[]): Promise<void>;
  /** Calls `onNews` after each publication, from wherever it came. Returns a function that ends it. */
  subscribe(onNews: NewsListener): () => void;
}

/** Hears that the log has grown and, when it was by a change in this process, by which events. */
export type NewsListener = (events?: readonly EventRow[]) => void;

/** Fan-out within one process (or one page), also between several services that share it. */
export function createLocalFanOut(): FanOut {
  const listeners = new Set<NewsListener>();
  return {
    publish: async (events) => {
      for (const onNews of listeners) onNews(events);
    },
    subscribe: (onNews) => {
      // A function of its own, so that the same listener may subscribe twice.
      const listener: NewsListener = (events) => onNews(events);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The same fan-out, but a notice that cannot be given is only reported: what it tells of is stored already, so the
 * one who stored it must not be told that he failed.
 */
export function createForgivingFanOut(fanOut: FanOut, onError: (error: unknown) => void): FanOut {
  return {
    publish: async (events) => {
      try {
        await fanOut.publish(events);
      } catch (error) {
        onError(error);
      }
    },
    subscribe: (onNews) => fanOut.subscribe(onNews),
  };
}

/**
 * Fan-out between processes that share nothing but the storage: each looks at the end of the log every
 * `intervalMs` milliseconds while it has subscribers. What this process publishes arrives at once.
 */
export function createPollingFanOut(
  storage: ChatStorage,
  schedule: Schedule,
  intervalMs: number = 50,
): FanOut {
  const local = createLocalFanOut();
  let subscriptions = 0;
  let seen = 0;

  /** Looks on and on. Returns a function that ends it, also while a look is under way. */
  const keepLooking = (): (() => void) => {
    let isOver = false;
    let cancel = (): void => {};
    const look = async (): Promise<void> => {
      try {
        const { lastOffset } = await storage.read((tx) => tx.getEventLogEnds());
        if (lastOffset !== seen) await local.publish();
        seen = lastOffset;
      } catch {
        // The reader of the events meets the same trouble and reports it.
      }
      if (!isOver) cancel = schedule(() => void look(), intervalMs);
    };
    cancel = schedule(() => void look(), intervalMs);
    return () => {
      isOver = true;
      cancel();
    };
  };
  let stopLooking = (): void => {};

  return {
    publish: local.publish,
    subscribe: (onNews) => {
      const end = local.subscribe(onNews);
      subscriptions += 1;
      if (subscriptions === 1) stopLooking = keepLooking();
      return () => {
        end();
        subscriptions -= 1;
        if (subscriptions === 0) stopLooking();
      };
    },
  };
}
