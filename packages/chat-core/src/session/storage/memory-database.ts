import {
  keyOf,
  tableKeys,
  type SessionDatabase,
  type SessionTables,
  type TableName,
} from './session-database.ts';
import { createDisposedError } from '../session-errors.ts';

/** Records by table and key. */
export type MemoryTables = {
  readonly [Table in TableName]: Map<string, SessionTables[Table]>;
};

/** Tables without records. */
export function createMemoryTables(): MemoryTables {
  // Each table is named by the record of keys.
  return Object.fromEntries(
    Object.keys(tableKeys).map((table) => [table, new Map()]),
  ) as unknown as MemoryTables;
}

/** A database in memory that several sessions of one process can open, as the tabs of a browser do. */
export interface MemoryStore {
  /** Opens it once more. Closing one leaves the others as they are; erasing one empties it for all. */
  open(): SessionDatabase;
}

/** Creates a {@link MemoryStore}. It takes over `tables`, and goes on with what they hold. */
export function createMemoryStore(tables: MemoryTables = createMemoryTables()): MemoryStore {
  return { open: () => openMemoryTables(tables) };
}

/** A database that ends with its page and that nobody else sees. */
export function createMemoryDatabase(): SessionDatabase {
  return createMemoryStore().open();
}

function openMemoryTables(tables: MemoryTables): SessionDatabase {
  let isClosed = false;

  function mustBeOpen(operation: string): void {
    if (isClosed) throw createDisposedError(operation);
  }

  // Nothing is carried out at once, as on a disk, but everything in the order of the calls, also what was called before `close`.
  return {
    isPersisted: false,
    async readAll(table) {
      mustBeOpen('readAll');
      await undefined;
      return [...tables[table].values()];
    },
    async update(table, key, change) {
      mustBeOpen('update');
      await undefined;
      const records = tables[table];
      const next = change(records.get(key));
      if (next === undefined) records.delete(key);
      else records.set(key, next);
      return next;
    },
    async put(table, record) {
      mustBeOpen('put');
      await undefined;
      tables[table].set(keyOf(table, record), record);
    },
    close() {
      isClosed = true;
    },
    async erase() {
      isClosed = true;
      await undefined;
      for (const records of Object.values(tables)) records.clear();
    },
  };
}
