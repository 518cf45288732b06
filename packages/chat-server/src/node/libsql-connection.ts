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
  try {
    database.exec(connectionSetup);
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    // The driver takes nearly twice as long over a row with names as over one without.
    if (statement.reader) statement.raw();
    statements.set(sql, statement);
    return statement;
  };
  // Values go in as one list: of several the driver makes a list first.
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    run: (sql, ...values) => {
      prepare(sql).run(values);
    },
    insert: (sql, ...values) => Number(prepare(sql).run(values).lastInsertRowid),
    // The driver cannot know what the columns hold; the decoders read them by the schema's types.
    first: (sql, ...values) => prepare(sql).get(values) as SqlRow | undefined,
    all: (sql, ...values) => prepare(sql).all(values) as SqlRow[],
    isInTransaction: () => database.inTransaction,
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

/**
 * Ends what is open, without a trace. SQLite has done so by itself after some errors, such as a full disk, and says no
 * when it is asked again.
 */
export function rollBack(connection: LibsqlConnection): void {
  if (connection.isInTransaction()) connection.exec('ROLLBACK');
}
