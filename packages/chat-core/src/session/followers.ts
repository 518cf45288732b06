/** Ends many calls with one signal. */
export interface Followers {
  /** The controller ends with the signal, until the returned function is called. */
  follow(signal: AbortSignal, controller: AbortController): () => void;
}

/** Creates {@link Followers}. However many follow a signal, it is listened to once: of more than ten listeners Node warns. */
export function createFollowers(): Followers {
  const leaders = new Map<AbortSignal, { all: Set<AbortController>; abort: () => void }>();

  function lead(signal: AbortSignal): { all: Set<AbortController>; abort: () => void } {
    const all = new Set<AbortController>();
    const leader = { all, abort: () => all.forEach((one) => one.abort()) };
    leaders.set(signal, leader);
    signal.addEventListener('abort', leader.abort, { once: true });
    return leader;
  }

  return {
    follow(signal, controller) {
      if (signal.aborted) controller.abort();
      const { all, abort } = leaders.get(signal) ?? lead(signal);
      all.add(controller);
      return () => {
        all.delete(controller);
        if (all.size > 0) return;
        leaders.delete(signal);
        signal.removeEventListener('abort', abort);
      };
    },
  };
}
