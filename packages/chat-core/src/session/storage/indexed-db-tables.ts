import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { quarantine } from './indexed-db-connection.ts';
import { isRecordOf } from './record-shapes.ts';
import type { SessionTables, TableName } from './session-database.ts';

/** What a table holds. */
export interface TableContent<Table extends TableName> {
  readonly records: ReadonlyMap<string, SessionTables[Table]>;
  /** Keys of what is no record of this table. */
  readonly brokenKeys: readonly IDBValidKey[];
}

/** Reads a whole table. */
export async function readTable<Table extends TableName>(
  connection: IDBPDatabase,
  table: Table,
): Promise<TableContent<Table>> {
  const { store, done } = connection.transaction(table);
  // When it is broken off, so are its requests.
  done.catch(() => {});
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  const records = new Map<string, SessionTables[Table]>();
  const brokenKeys: IDBValidKey[] = [];
  keys.forEach((key, index) => {
    const value: unknown = values[index];
    if (typeof key === 'string' && isRecordOf(table, value)) records.set(key, value);
    else brokenKeys.push(key);
  });
  return { records, brokenKeys };
}

/** Moves what is stored under a key to the quarantine, if it is still broken. */
export async function setAside(
  connection: IDBPDatabase,
  table: TableName,
  key: IDBValidKey,
): Promise<void> {
  await write(connection, table, async (transaction) => {
    const value: unknown = await transaction.objectStore(table).get(key);
    if (value === undefined || isRecordOf(table, value)) return;
    await transaction.objectStore(quarantine).add({ table, key, value });
    await transaction.objectStore(table).delete(key);
  });
}

/**
 * Changes one record, as a database's `update` does. A broken one counts as absent and goes to the quarantine, of which `onBroken`
 * is told once that is safe.
 */
export async function updateRecord<Table extends TableName>(
  connection: IDBPDatabase,
  table: Table,
  key: string,
  change: (current: SessionTables[Table] | undefined) => SessionTables[Table] | undefined,
  onBroken: () => void,
): Promise<SessionTables[Table] | undefined> {
  let isBroken = false;
  const next = await write(connection, table, async (transaction) => {
    const store = transaction.objectStore(table);
    const value: unknown = await store.get(key);
    isBroken = value !== undefined && !isRecordOf(table, value);
    if (isBroken) await transaction.objectStore(quarantine).add({ table, key, value });
    const current = isRecordOf(table, value) ? value : undefined;
    const changed = change(current);
    if (changed !== current) await (changed === undefined ? store.delete(key) : store.put(changed));
    else if (isBroken) await store.delete(key);
    return changed;
  });
  if (isBroken) onBroken();
  return next;
}

/** Stores one record, whatever is there, and gives its key. The transaction is asked to end at once, because the page may. */
export async function putRecord<Table extends TableName>(
  connection: IDBPDatabase,
  table: Table,
  record: SessionTables[Table],
): Promise<string> {
  const transaction = connection.transaction(table, 'readwrite', { durability: 'strict' });
  const stored = transaction.store.put(record);
  transaction.commit();
  const [key] = await Promise.all([stored, transaction.done]);
  return String(key);
}

/** Empties all tables, and the quarantine. */
export async function clearTables(connection: IDBPDatabase): Promise<void> {
  const tables = [...connection.objectStoreNames];
  const transaction = connection.transaction(tables, 'readwrite', { durability: 'strict' });
  await Promise.all([
    ...tables.map((table) => transaction.objectStore(table).clear()),
    transaction.done,
  ]);
}

/** Runs `work` in one transaction that is safe on the device when this resolves, and has done nothing when it rejects. */
async function write<Result>(
  connection: IDBPDatabase,
  table: TableName,
  work: (transaction: IDBPTransaction<unknown, string[], 'readwrite'>) => Promise<Result>,
): Promise<Result> {
  const transaction = connection.transaction([table, quarantine], 'readwrite', {
    durability: 'strict',
  });
  // Awaited below, unless a request fails first.
  transaction.done.catch(() => {});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself.
    }
    throw error;
  }
}
