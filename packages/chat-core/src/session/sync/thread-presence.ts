import type { ThreadSnapshot } from './chat-event.ts';

/**
 * Which threads came and went while something was read: an answer may be older than the event that overtook it on the way.
 */
export interface ThreadPresence {
  came(threadId: string): void;
  left(threadId: string): void;
  /** Returns whether the thread has not been left since. */
  watch(threadId: string): () => boolean;
  /** Notes what comes and goes until the list is ended. */
  beginList(): ThreadList;
}

/** A list of threads that is being read. */
export interface ThreadList {
  /** What the service listed, without the threads that were left and with those that came since the list began. */
  correct(listed: readonly ThreadSnapshot[]): readonly ThreadSnapshot[];
  end(): void;
}

export function createThreadPresence(): ThreadPresence {
  /** How often each thread was left. */
  const departures = new Map<string, number>();
  /** For each list that is being read: whether a thread is there, as far as anything happened to it. */
  const changes = new Set<Map<string, boolean>>();

  function note(threadId: string, isThere: boolean): void {
    for (const changed of changes) changed.set(threadId, isThere);
  }

  return {
    came: (threadId) => note(threadId, true),
    left(threadId) {
      departures.set(threadId, (departures.get(threadId) ?? 0) + 1);
      note(threadId, false);
    },
    watch(threadId) {
      const before = departures.get(threadId);
      return () => departures.get(threadId) === before;
    },
    beginList() {
      const changed = new Map<string, boolean>();
      changes.add(changed);
      return {
        correct(listed) {
          const threads = new Map(listed.map((thread) => [thread.id, thread]));
          for (const [id, isThere] of changed) {
            if (!isThere) threads.delete(id);
            else if (!threads.has(id)) threads.set(id, { id });
          }
          return [...threads.values()];
        },
        end: () => changes.delete(changed),
      };
    },
  };
}
