import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatServiceError } from '../service-error.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createSerialQueue } from '../storage/serial-queue.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import { createLibsqlReads } from './libsql-reads.ts';
import { schema, schemaVersion } from './libsql-schema.ts';
import { createLibsqlWrites } from './libsql-writes.ts';

/**
 * A durable storage in a folder (made when missing), as one libSQL database that only its owner may read.
 * A transaction is on disk before it resolves. One connection writes, another reads, so that lists do not wait
 * for commits.
 *
 * @throws ChatServiceError `StorageUnavailable` when the folder cannot be used or is of a newer version.
 */
export async function openLibsqlStorage(folder: string): Promise<ChatStorage> {
  const { writer, reader } = await openConnections(folder);
  const readOperations = createLibsqlReads(reader);
  const writeOperations = createLibsqlWrites(writer, createLibsqlReads(writer));
  const enqueueRead = createSerialQueue();
  const enqueueWrite = createSerialQueue();
  let isClosed = false;

  const assertOpen = (): void => {
    if (isClosed) {
      throw new ChatServiceError(
        'StorageUnavailable',
        'The storage is closed, so nothing was read or written. Open it again.',
      );
    }
  };

  return {
    read: (work) =>
      enqueueRead(() => {
        assertOpen();
        return withinTransaction(reader, 'BEGIN', () => work(readOperations));
      }),
    transaction: (work) =>
      enqueueWrite(() => {
        assertOpen();
        return withinTransaction(writer, 'BEGIN IMMEDIATE', () => work(writeOperations));
      }),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      // Behind what is running already: a commit in progress is finished first.
      await enqueueRead(async () => reader.close());
      await enqueueWrite(async () => {
        // Leaves everything in the one file that a backup copies.
        writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        writer.close();
      });
    },
  };
}

async function withinTransaction<T>(
  connection: LibsqlConnection,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE',
  work: () => Promise<T>,
): Promise<T> {
  connection.exec(begin);
  try {
    const result = await work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
}

async function openConnections(
  folder: string,
): Promise<{ writer: LibsqlConnection; reader: LibsqlConnection }> {
  const file = join(folder, 'chat.db');
  let writer: LibsqlConnection | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // The database holds the keys. Made here with its mode; its companion files get the same one.
    await (await open(file, 'a', 0o600)).close();
    writer = openLibsqlConnection(file);
    writer.exec(schema);
    checkSchemaVersion(writer);
    return { writer, reader: openLibsqlConnection(file) };
  } catch (error) {
    writer?.close();
    if (error instanceof ChatServiceError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChatServiceError(
      'StorageUnavailable',
      `The data folder ${folder} cannot be used (${reason}), so nothing can be stored. Choose a folder that this user may write to.`,
      { cause: error },
    );
  }
}

function checkSchemaVersion(connection: LibsqlConnection): void {
  connection.run("INSERT OR IGNORE INTO meta VALUES ('schemaVersion', ?)", String(schemaVersion));
  const found = connection.first("SELECT value FROM meta WHERE key = 'schemaVersion'")?.['value'];
  if (Number(found) !== schemaVersion) {
    throw new ChatServiceError(
      'StorageUnavailable',
      `The data folder was written by another version of the service (layout ${found}, this one reads ${schemaVersion}), so it was not opened. Use that version, or another folder.`,
    );
  }
}
