/** Lets what has the same key happen one after the other. */
export interface Turns {
  /** Runs the task after those before it, also after those that failed. */
  take<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
}

/** Creates {@link Turns}. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, task) {
      const turn = (last.get(key) ?? Promise.resolve()).then(task, task);
      last.set(key, turn);
      const forget = (): void => {
        if (last.get(key) === turn) last.delete(key);
      };
      turn.then(forget, forget);
      return turn;
    },
  };
}
