import { setTimeout } from 'node:timers/promises';
import type { OpenSessionDatabase } from '@confab/chat-core/session';
import Database from 'libsql';
import {
  keyOf,
  type SessionDatabase,
  type SessionTables,
  type TableName,
} from '../../../packages/chat-core/src/session/storage/session-database.ts';

/** How often a write is tried anew while another tab writes, and how long it is waited between, ms. */
const busyTries = 500;
const busyWaitMs = 20;

const createTable = `CREATE TABLE IF NOT EXISTS records (
  store TEXT, "table" TEXT, key TEXT, value TEXT, PRIMARY KEY (store, "table", key)
) WITHOUT ROWID`;

/** Loads what the driver keeps open for as long as the process runs, so that it counts as open from the beginning. */
export function warmUpDriver(): void {
  new Database(':memory:').close();
}

/** What the tabs of one device keep, in one file: tabs are processes here, and a file is what processes share. */
export function openFileDatabase(file: string): OpenSessionDatabase {
  return async (store) => {
    const database = new Database(file);
    // Another tab may be opening the file, too.
    database.exec('PRAGMA busy_timeout = 0');
    await whileBusy(() => database.exec(`PRAGMA journal_mode = WAL; ${createTable}`));
    database.exec('PRAGMA synchronous = NORMAL');
    // A statement that is kept keeps the file open after it was closed.
    const readAll = (table: string): unknown[] =>
      database
        .prepare('SELECT value FROM records WHERE store = ? AND "table" = ?')
        .all([store, table]);
    const read = (table: string, key: string): unknown =>
      database
        .prepare('SELECT value FROM records WHERE store = ? AND "table" = ? AND key = ?')
        .get([store, table, key]);
    const run = (sql: string, ...values: readonly string[]): void =>
      void database.prepare(sql).run([store, ...values]);

    let last: Promise<unknown> = Promise.resolve();
    /** Transactions of a tab happen in the order in which they were asked for, as they do in IndexedDB. */
    const inTurn = <T>(action: () => T): Promise<T> => {
      const result = last.then(() => whileBusy(action));
      // Whoever asked for it hears of an error.
      last = result.catch(() => {});
      return result;
    };

    const sessionDatabase: SessionDatabase = {
      isPersisted: true,
      async readAll<Table extends TableName>(table: Table) {
        return readAll(table).map((row) => parseRecord<Table>(row));
      },
      async update<Table extends TableName>(
        table: Table,
        key: string,
        change: (current: SessionTables[Table] | undefined) => SessionTables[Table] | undefined,
      ) {
        return await inTurn(() => {
          database.exec('BEGIN IMMEDIATE');
          try {
            const row = read(table, key);
            const current = row === undefined ? undefined : parseRecord<Table>(row);
            const next = change(current);
            if (next === undefined)
              run('DELETE FROM records WHERE store = ? AND "table" = ? AND key = ?', table, key);
            else if (next !== current)
              run(
                'INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)',
                table,
                key,
                JSON.stringify(next),
              );
            database.exec('COMMIT');
            return next;
          } catch (error) {
            database.exec('ROLLBACK');
            throw error;
          }
        });
      },
      async put(table, record) {
        await sessionDatabase.update(table, keyOf(table, record), () => record);
      },
      close: () => void database.close(),
      async erase() {
        await whileBusy(() => run('DELETE FROM records WHERE store = ?'));
        database.close();
      },
    };
    return sessionDatabase;
  };
}

/** The driver gives rows without types; the only column holds what `update` has written. */
function parseRecord<Table extends TableName>(row: unknown): SessionTables[Table] {
  return JSON.parse((row as { value: string }).value);
}

/** Waits for the other tab outside of the driver, which would let nothing else run. */
async function whileBusy<T>(action: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return action();
    } catch (error) {
      if (attempt === busyTries || !String(error).includes('locked')) throw error;
      await setTimeout(busyWaitMs);
    }
  }
}
