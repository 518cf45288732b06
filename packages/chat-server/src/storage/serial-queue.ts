/** Runs one task at a time, in the order of the calls. A task that fails does not stop the next one. */
export type SerialQueue = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a {@link SerialQueue}. A task must not wait for another task of the same queue. */
export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = tail.then(task);
    tail = result.catch(() => undefined);
    return result;
  };
}
