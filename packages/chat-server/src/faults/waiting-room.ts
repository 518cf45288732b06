import type { Schedule } from '../runtime.ts';

/** Holds things back for a while. When the service ends, nobody waits any longer. */
export interface WaitingRoom {
  /** Runs `callback` after `ms` milliseconds, or at once when the room closes. */
  callAfter(ms: number, callback: () => void): void;
  /** Resolves after `ms` milliseconds. Rejects when the room closes first. */
  wait(ms: number): Promise<void>;
  /** Runs `callback` when the room closes. Returns a function that takes it back. */
  onClose(callback: () => void): () => void;
  /** Ends all waiting. */
  close(): void;
}

/** Makes a room that waits by `schedule`. `createError` says what a waiter learns when the room closes. */
export function createWaitingRoom(schedule: Schedule, createError: () => Error): WaitingRoom {
  const endings = new Set<() => void>();
  let isClosed = false;

  const onClose = (callback: () => void): (() => void) => {
    endings.add(callback);
    return () => endings.delete(callback);
  };
  return {
    onClose,
    callAfter: (ms, callback) => {
      if (isClosed) return callback();
      const cancel = schedule(() => {
        forget();
        callback();
      }, ms);
      const forget = onClose(() => {
        cancel();
        callback();
      });
    },
    wait: (ms) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(createError());
        const cancel = schedule(() => {
          forget();
          resolve();
        }, ms);
        const forget = onClose(() => {
          cancel();
          reject(createError());
        });
      }),
    close: () => {
      isClosed = true;
      const present = [...endings];
      endings.clear();
      for (const end of present) end();
    },
  };
}
