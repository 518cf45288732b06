import type { IDBPDatabase } from 'idb';
import { isChatClientError } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import { openConnection, type Migration } from './indexed-db-connection.ts';
import { leaveToNewer } from './leave-to-newer.ts';
import { createMemoryStore, createMemoryTables, type MemoryTables } from './memory-database.ts';
import type { PersistenceProblem, SessionDatabase } from './session-database.ts';
import { createClearedError, createErasedElsewhereError } from './storage-errors.ts';

/** A connection to a database on the device that is opened anew when it ends, and gives way to memory when that does not help. */
export interface SteadyConnection {
  /** What took the place of the database on the device, for good. */
  readonly memory: SessionDatabase | undefined;
  /** Whether there is something on the device to connect to; also when another page stood in the way. */
  readonly isKnownToExist: boolean;
  /** Connects, unless it is connected. `undefined` when memory has taken the place. */
  connect(): Promise<IDBPDatabase | undefined>;
  /** Does `onDisk`, a second time when the connection breaks, or else `inMemory`. */
  run<Result>(
    onDisk: (connection: IDBPDatabase) => Promise<Result>,
    inMemory: (memory: SessionDatabase) => Promise<Result>,
  ): Promise<Result>;
  /** Ends the connection. What has asked for it before still gets it, and its transactions come to their end. */
  disconnect(): Promise<void>;
}

/**
 * Creates a {@link SteadyConnection}. Memory begins with what `held` holds when the device cannot be reached, or has lost what it kept;
 * with what a tab of a newer version has left of that when one has taken over; and empty when another tab has erased the database.
 *
 * @param onProblem - Told when memory takes the place.
 */
export function createSteadyConnection(
  name: string,
  clock: Clock,
  steps: readonly Migration[],
  held: MemoryTables,
  onProblem: (problem: PersistenceProblem, cause: unknown) => void,
): SteadyConnection {
  let connecting: Promise<IDBPDatabase | undefined> | undefined;
  let memory: SessionDatabase | undefined;
  let isKnownToExist = false;

  function goOnInMemory(problem: PersistenceProblem, cause: unknown, tables: MemoryTables): void {
    if (memory !== undefined) return;
    memory = createMemoryStore(tables).open();
    onProblem(problem, cause);
  }

  /** @param isProbe - Who only looks leaves it to the next call to make do without. */
  function connect(isProbe = false): Promise<IDBPDatabase | undefined> {
    if (memory !== undefined) return Promise.resolve(undefined);
    if (connecting !== undefined) return connecting;
    const opening = openConnection(name, clock, steps, isKnownToExist, (isErased) => {
      if (connecting === attempt) connecting = undefined;
      if (isErased) goOnInMemory('unavailable', createErasedElsewhereError(), createMemoryTables());
      // What has become of it is seen before another page can create it anew.
      else void connect(true);
    });
    const attempt = opening.then(
      (connection) => {
        isKnownToExist = true;
        return connection;
      },
      (cause: unknown) => {
        const isNewer = hasName(cause, 'VersionError');
        // Browsers abort also what is asked of them while they clear.
        const isCleared = isKnownToExist && hasName(cause, 'AbortError');
        isKnownToExist ||= isNewer || isTimeout(cause);
        if (isNewer) goOnInMemory('newer-version', cause, leaveToNewer(held, clock.now()));
        else if (isCleared) goOnInMemory('unavailable', createClearedError(cause), held);
        else if (!isProbe) goOnInMemory('unavailable', cause, held);
        else if (connecting === attempt) connecting = undefined;
        return undefined;
      },
    );
    connecting = attempt;
    return attempt;
  }

  return {
    get memory() {
      return memory;
    },
    get isKnownToExist() {
      return isKnownToExist;
    },
    connect,
    async run(onDisk, inMemory) {
      for (let hasFailed = false; ;) {
        const attempt = connect();
        const connection = await attempt;
        if (memory !== undefined) return inMemory(memory);
        // A look that failed leaves it to whoever needs the connection. The next attempt is no look: those begin only where one ended.
        if (connection === undefined) continue;
        try {
          return await onDisk(connection);
        } catch (cause) {
          if (!isBreakdown(cause)) throw cause;
          if (connecting === attempt) connecting = undefined;
          connection.close();
          if (hasFailed) goOnInMemory('unavailable', cause, held);
          hasFailed = true;
        }
      }
    },
    async disconnect() {
      const attempt = connecting;
      // Whoever connects from now on gets a connection that stays.
      connecting = undefined;
      (await attempt)?.close();
    },
  };
}

/** Whether an error is a platform's error of this name. */
export function hasName(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

/** Whether the browser has not answered: another page stands in the way, so there is something to open or delete. */
export function isTimeout(error: unknown): boolean {
  return isChatClientError(error) && error.code === 'timeout';
}

/** Whether another connection may do better: neither the caller is to blame nor the space that is left. */
function isBreakdown(error: unknown): boolean {
  return (
    error instanceof DOMException &&
    !['QuotaExceededError', 'DataCloneError', 'DataError'].includes(error.name)
  );
}
