import type { ThreadSnapshot } from '../chat-event.ts';

/**
 * Which threads came and went while something was read: an answer may be older than the event that overtook it on the way.
 */
export interface ThreadPresence {
  /** The thread is there, and this is known of it. */
  came(thread: ThreadSnapshot): void;
  left(threadId: string): void;
  /** Returns whether the thread has not been left since. */
  watch(threadId: string): () => boolean;
  /** Notes what comes and goes until the read is ended. */
  beginRead(): ThreadRead;
}

/** A list of threads, or a single one, that is being read. */
export interface ThreadRead {
  /**
   * What the service said, without the threads that were left, and with what became known of threads since the read began. Reads that
   * began before this one are corrected by it, should they end later.
   */
  correct(said: readonly ThreadSnapshot[]): readonly ThreadSnapshot[];
  end(): void;
}

/** Creates a {@link ThreadPresence}. */
export function createThreadPresence(): ThreadPresence {
  /** How often each thread was left. */
  const departures = new Map<string, number>();
  /** For each read that is under way, the oldest first: what happened to a thread; `undefined` when it was left. */
  const changes = new Set<Map<string, ThreadSnapshot | undefined>>();

  function note(changed: Map<string, ThreadSnapshot | undefined>, thread: ThreadSnapshot): void {
    changed.set(thread.id, { ...changed.get(thread.id), ...thread });
  }

  return {
    came(thread) {
      for (const changed of changes) note(changed, thread);
    },
    left(threadId) {
      departures.set(threadId, (departures.get(threadId) ?? 0) + 1);
      for (const changed of changes) changed.set(threadId, undefined);
    },
    watch(threadId) {
      const before = departures.get(threadId);
      return () => departures.get(threadId) === before;
    },
    beginRead() {
      const changed = new Map<string, ThreadSnapshot | undefined>();
      changes.add(changed);
      return {
        correct(said) {
          const threads = new Map(said.map((thread) => [thread.id, thread]));
          for (const [id, thread] of changed) {
            if (thread === undefined) threads.delete(id);
            else threads.set(id, { ...threads.get(id), ...thread });
          }
          for (const older of changes) {
            if (older === changed) break;
            for (const thread of threads.values()) note(older, thread);
          }
          return [...threads.values()];
        },
        end: () => changes.delete(changed),
      };
    },
  };
}
