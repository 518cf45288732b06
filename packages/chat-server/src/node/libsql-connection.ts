import Database from 'libsql';
import { connectionSetup } from './libsql-schema.ts';
import type { SqlRow, SqlValue } from './libsql-rows.ts';

/** One connection to the database file. Every statement is a constant; values go in as parameters only. */
export interface LibsqlConnection {
  /** Runs statements without parameters. */
  exec(sql: string): void;
  run(sql: string, ...values: SqlValue[]): void;
  /** Inserts a row and returns the number that it got. */
  insert(sql: string, ...values: SqlValue[]): number;
  first(sql: string, ...values: SqlValue[]): SqlRow | undefined;
  all(sql: string, ...values: SqlValue[]): readonly SqlRow[];
  isInTransaction(): boolean;
  close(): void;
}

/** Opens the file and sets it up for durable commits. Each statement is prepared once. */
export function openLibsqlConnection(file: string): LibsqlConnection {
  const database = new Database(file);
  database.exec(connectionSetup);
  const statements = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    // The driver takes nearly twice as long over a row with names as over one without.
    const columns = statement.reader ? statement.raw().columns() : [];
    const prepared = { statement, columns: columns.map(({ name }) => name) };
    statements.set(sql, prepared);
    return prepared;
  };
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    run: (sql, ...values) => {
      prepare(sql).statement.run(...values);
    },
    insert: (sql, ...values) => Number(prepare(sql).statement.run(...values).lastInsertRowid),
    first: (sql, ...values) => {
      const { statement, columns } = prepare(sql);
      const row = statement.get(...values);
      return row === undefined ? undefined : nameColumns(columns, row);
    },
    all: (sql, ...values) => {
      const { statement, columns } = prepare(sql);
      return statement.all(...values).map((row) => nameColumns(columns, row));
    },
    isInTransaction: () => database.inTransaction,
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

interface Prepared {
  readonly statement: Database.Statement;
  /** Names in the order of a row's values, when there are rows. */
  readonly columns: readonly string[];
}

function nameColumns(columns: readonly string[], row: unknown): SqlRow {
  // The driver cannot know what the columns hold; the decoders read them by the schema's types.
  const values = row as readonly SqlValue[];
  const named: Record<string, SqlValue> = {};
  columns.forEach((name, index) => (named[name] = values[index] ?? null));
  return named;
}

/**
 * Ends what is open, without a trace. SQLite has done so by itself after some errors, such as a full disk, and says no
 * when it is asked again.
 */
export function rollBack(connection: LibsqlConnection): void {
  if (connection.isInTransaction()) connection.exec('ROLLBACK');
}
