/**
 * Tells the processes that hold a user's sockets that his event log has grown. Nothing else travels this way:
 * the events themselves are read from the storage, so a lost or doubled notice does no harm for long.
 */
export interface FanOut {
  /** There is news for these users (raw ids). */
  publish(userIds: readonly string[]): Promise<void>;
  /** Calls `onNews` after each publication that names this user. Returns a function that ends it. */
  subscribe(userId: string, onNews: () => void): () => void;
}

/** Fan-out within one process (or one page). */
export function createLocalFanOut(): FanOut {
  const subscribers = new Map<string, Set<() => void>>();
  return {
    publish: async (userIds) => {
      for (const userId of userIds) {
        for (const onNews of subscribers.get(userId) ?? []) onNews();
      }
    },
    subscribe: (userId, onNews) => {
      const listeners = subscribers.get(userId) ?? new Set();
      subscribers.set(userId, listeners.add(onNews));
      return () => {
        listeners.delete(onNews);
        if (listeners.size === 0 && subscribers.get(userId) === listeners)
          subscribers.delete(userId);
      };
    },
  };
}
