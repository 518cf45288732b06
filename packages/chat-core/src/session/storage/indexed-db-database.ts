import type { IDBPDatabase } from 'idb';
import type { Clock } from '../../platform/clock.ts';
import { requestPersistence } from '../../platform/storage-persistence.ts';
import { createDisposedError, createNotErasedError } from '../session-errors.ts';
import { askDatabase } from './ask-database.ts';
import { deleteDatabase } from './erase-stored.ts';
import { migrations, type Migration } from './indexed-db-connection.ts';
import { clearTables, putRecord, readTable, setAside, updateRecord } from './indexed-db-tables.ts';
import { createMemoryTables, type MemoryTables } from './memory-database.ts';
import type {
  DatabaseObserver,
  SessionDatabase,
  SessionTables,
  TableName,
} from './session-database.ts';
import { createStorageFullError } from './storage-errors.ts';
import { createSteadyConnection, hasName, isTimeout } from './steady-connection.ts';

/**
 * Keeps a user's things in the IndexedDB `confab:<name>`, for all tabs of the user. Where that fails, it goes on in memory, as {@link createSteadyConnection}
 * says; a call that met a broken connection is repeated, so the `change` of an update may be called again. Records that do not fit on
 * the device are refused with ChatClientError `storage-full`; nothing is thrown out for them. Calls that were made before `close` are
 * still carried out.
 *
 * @param steps - The schema. Default: this version's.
 */
export async function openIndexedDbDatabase(
  name: string,
  observer: DatabaseObserver,
  clock: Clock,
  steps: readonly Migration[] = migrations,
): Promise<SessionDatabase> {
  const databaseName = `confab:${name}`;
  const held = createMemoryTables();
  const running = new Set<Promise<unknown>>();
  const reported = new Set<string>();
  let isClosed = false;
  let isFull = false;
  let hasWritten = false;
  const steady = createSteadyConnection(databaseName, clock, steps, held, (problem, cause) => {
    if (!isClosed) observer.onProblem(problem, cause);
  });

  async function call<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
    if (isClosed) throw createDisposedError(operation);
    const result = work();
    running.add(result);
    try {
      return await result;
    } finally {
      running.delete(result);
    }
  }

  function report(table: TableName, key: string): void {
    const place = `${table} ${key}`;
    if (isClosed || reported.has(place)) return;
    reported.add(place);
    observer.onBrokenRecord(table, key);
  }

  function setFull(next: boolean, cause?: unknown): void {
    if (isFull === next || isClosed || steady.memory !== undefined) return;
    isFull = next;
    observer.onProblem(isFull ? 'full' : undefined, cause);
  }

  async function readFromDisk<Table extends TableName>(
    connection: IDBPDatabase,
    table: Table,
  ): Promise<readonly SessionTables[Table][]> {
    const { records, brokenKeys } = await readTable(connection, table);
    const kept: MemoryTables[Table] = held[table];
    kept.clear();
    for (const [key, record] of records) kept.set(key, record);
    for (const key of brokenKeys) {
      // One that cannot be moved now stays where it is, and is not in the way there.
      await setAside(connection, table, key).catch(() => {});
      report(table, String(key));
    }
    return [...records.values()];
  }

  async function updateOnDisk<Table extends TableName>(
    connection: IDBPDatabase,
    table: Table,
    key: string,
    change: (current: SessionTables[Table] | undefined) => SessionTables[Table] | undefined,
  ): Promise<SessionTables[Table] | undefined> {
    let isNew = false;
    const noteChange: typeof change = (current) => {
      const next = change(current);
      isNew = current === undefined && next !== undefined;
      return next;
    };
    const stored = await updateRecord(connection, table, key, noteChange, () => report(table, key));
    // A record that takes the place of another one may fit also where there is no room.
    if (isNew) setFull(false);
    if (stored === undefined) held[table].delete(key);
    else held[table].set(key, stored);
    if (!hasWritten) void requestPersistence();
    hasWritten = true;
    return stored;
  }

  /** Whether something has been done in time. */
  const succeeds = (work: () => Promise<unknown>): Promise<boolean> =>
    askDatabase('erase', clock, work).then(
      () => true,
      () => false,
    );

  const store: typeof steady.run = async (onDisk, inMemory) => {
    try {
      return await steady.run(onDisk, inMemory);
    } catch (cause) {
      if (!hasName(cause, 'QuotaExceededError')) throw cause;
      setFull(true, cause);
      throw createStorageFullError(cause);
    }
  };

  await steady.connect();
  return {
    get isPersisted() {
      return steady.memory === undefined;
    },
    readAll: (table) =>
      call('readAll', () =>
        steady.run(
          (connection) => readFromDisk(connection, table),
          (memory) => memory.readAll(table),
        ),
      ),
    update: (table, key, change) =>
      call('update', () =>
        store(
          (connection) => updateOnDisk(connection, table, key, change),
          (memory) => memory.update(table, key, change),
        ),
      ),
    put: (table, record) =>
      call('put', () =>
        store(
          async (connection) => {
            const key = await putRecord(connection, table, record);
            held[table].set(key, record);
          },
          (memory) => memory.put(table, record),
        ),
      ),
    close() {
      isClosed = true;
      // At once, since something that runs may never end, and again for what has to connect anew.
      void steady.disconnect();
      void Promise.allSettled(running).then(steady.disconnect);
    },
    async erase() {
      isClosed = true;
      await succeeds(() => Promise.allSettled(running));
      // A page that does not let go of the database can put off that it is deleted, but not that it is emptied, unless it stands still
      // in the midst of a transaction.
      const connection = await steady.connect();
      const isEmpty = connection !== undefined && (await succeeds(() => clearTables(connection)));
      await steady.disconnect();
      try {
        await deleteDatabase(name, clock);
      } catch (cause) {
        const mayExist = steady.isKnownToExist || isTimeout(cause);
        if (mayExist && !isEmpty) throw createNotErasedError(cause);
      }
    },
  };
}
