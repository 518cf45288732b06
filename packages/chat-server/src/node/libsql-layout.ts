import { ChatServiceError } from '../service-error.ts';
import { rollBack } from './libsql-connection.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import {
  attachmentTables,
  eventTables,
  migrations,
  schemaVersion,
  tables,
} from './libsql-schema.ts';

/**
 * Makes the tables in a new file and brings those of an older version up to date. All or nothing, also when the
 * process dies on the way, and once when two processes try at the same time.
 * @throws ChatServiceError `StorageUnavailable` when a newer version wrote the file.
 */
export function prepareLayout(connection: LibsqlConnection): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const found = readVersion(connection);
    if (found > schemaVersion) throw tooNew(found);
    if (found === 0) {
      connection.exec(tables);
      connection.exec(eventTables);
      connection.exec(attachmentTables);
    }
    for (let version = Math.max(found, 1); found > 0 && version < schemaVersion; version++) {
      for (const step of migrations[version] ?? []) connection.exec(step);
    }
    connection.run("INSERT OR REPLACE INTO meta VALUES ('schemaVersion', ?)", `${schemaVersion}`);
    connection.exec('COMMIT');
  } catch (error) {
    rollBack(connection);
    throw error;
  }
}

/** The layout of the file; 0 when it is new. */
function readVersion(connection: LibsqlConnection): number {
  const table = connection.first("SELECT 1 FROM sqlite_master WHERE name = 'meta'");
  if (table === undefined) return 0;
  return Number(connection.first("SELECT value FROM meta WHERE key = 'schemaVersion'")?.[0] ?? 0);
}

function tooNew(found: number): ChatServiceError {
  return new ChatServiceError(
    'StorageUnavailable',
    `The data folder was written by a newer version of the service (layout ${found}, this one reads up to ${schemaVersion}), so it was not opened. Use that version, or another folder.`,
  );
}
