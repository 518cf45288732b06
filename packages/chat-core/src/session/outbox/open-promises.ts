import type { ChatFailure } from '../../model/entities.ts';
import { createGate, type Gate } from '../gate.ts';
import { createFailureError } from './failures.ts';

/** What callers were promised, by the key of the row that it is about. */
export interface OpenPromises<T> {
  readonly size: number;
  /** The promise for this key, until it is settled; a new one after that. */
  of(key: string): Promise<T>;
  /** Should it come to nothing, this is why. */
  noteCause(key: string, error: unknown): void;
  keep(key: string, value: T): void;
  /** Rejects as the failure says, which is the same in all tabs; the noted cause is its `cause`. */
  breakFor(key: string, failure: ChatFailure, operation: string): void;
  breakWith(key: string, error: unknown): void;
  dispose(toError: (key: string) => Error): void;
}

export function createOpenPromises<T>(): OpenPromises<T> {
  const gates = new Map<string, Gate<T>>();
  const causes = new Map<string, unknown>();

  function take(key: string): Gate<T> | undefined {
    const gate = gates.get(key);
    gates.delete(key);
    causes.delete(key);
    return gate;
  }

  return {
    get size() {
      return gates.size;
    },
    of(key) {
      const gate = gates.get(key) ?? createGate<T>();
      gates.set(key, gate);
      return gate.promise;
    },
    noteCause(key, error) {
      if (gates.has(key)) causes.set(key, error);
    },
    keep: (key, value) => take(key)?.open(value),
    breakFor(key, failure, operation) {
      const error = createFailureError(failure, operation, causes.get(key));
      take(key)?.fail(error);
    },
    breakWith: (key, error) => take(key)?.fail(error),
    dispose(toReason) {
      for (const key of [...gates.keys()]) take(key)?.fail(toReason(key));
    },
  };
}
