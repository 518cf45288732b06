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
  /** Notes what comes and goes until the list is ended. */
  beginList(): ThreadList;
}

/** A list of threads that is being read. */
export interface ThreadList {
  /** What the service listed, without the threads that were left, and with what became known of threads since the list began. */
  correct(listed: readonly ThreadSnapshot[]): readonly ThreadSnapshot[];
  end(): void;
}

/** Creates a {@link ThreadPresence}. */
export function createThreadPresence(): ThreadPresence {
  /** How often each thread was left. */
  const departures = new Map<string, number>();
  /** For each list that is being read: what happened to a thread; `undefined` when it was left. */
  const changes = new Set<Map<string, ThreadSnapshot | undefined>>();

  return {
    came(thread) {
      for (const changed of changes) {
        changed.set(thread.id, { ...changed.get(thread.id), ...thread });
      }
    },
    left(threadId) {
      departures.set(threadId, (departures.get(threadId) ?? 0) + 1);
      for (const changed of changes) changed.set(threadId, undefined);
    },
    watch(threadId) {
      const before = departures.get(threadId);
      return () => departures.get(threadId) === before;
    },
    beginList() {
      const changed = new Map<string, ThreadSnapshot | undefined>();
      changes.add(changed);
      return {
        correct(listed) {
          const threads = new Map(listed.map((thread) => [thread.id, thread]));
          for (const [id, thread] of changed) {
            if (thread === undefined) threads.delete(id);
            else threads.set(id, { ...threads.get(id), ...thread });
          }
          return [...threads.values()];
        },
        end: () => changes.delete(changed),
      };
    },
  };
}
