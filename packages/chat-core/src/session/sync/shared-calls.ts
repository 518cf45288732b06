/** Lets those who want the same thing at the same time share one call. */
export interface SharedCalls {
  share<Result>(key: string, call: () => Promise<Result>): Promise<Result>;
}

/** Creates {@link SharedCalls}. Calls with the same key must give the same kind of result. */
export function createSharedCalls(): SharedCalls {
  const running = new Map<string, Promise<unknown>>();
  return {
    share<Result>(key: string, call: () => Promise<Result>): Promise<Result> {
      // What stands under a key comes from a call with that key, so it is of its kind.
      const known = running.get(key) as Promise<Result> | undefined;
      if (known !== undefined) return known;
      const started = call().finally(() => running.delete(key));
      running.set(key, started);
      return started;
    },
  };
}
