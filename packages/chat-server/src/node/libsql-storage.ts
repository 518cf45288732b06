import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatServiceError } from '../service-error.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createSerialQueue } from '../storage/serial-queue.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import { createGroupCommit } from './libsql-group-commit.ts';
import { prepareLayout } from './libsql-layout.ts';
import { createLibsqlReads } from './libsql-reads.ts';
import { createLibsqlWrites } from './libsql-writes.ts';

/**
 * A durable storage in a folder (made when missing), as one libSQL database that only its owner may read.
 * A transaction is on disk before it resolves; those that wait at the same time share one commit. One connection
 * writes, another reads, so that lists do not wait for commits. Several storages may be open on one folder.
 *
 * @throws ChatServiceError `StorageUnavailable` when the folder cannot be used or is of a newer version.
 */
export async function openLibsqlStorage(folder: string): Promise<ChatStorage> {
  return createLibsqlStorage(await openConnections(folder));
}

/** Two connections to one file. */
export interface LibsqlConnections {
  readonly writer: LibsqlConnection;
  readonly reader: LibsqlConnection;
}

/** A storage on connections that are open; it closes them. */
export function createLibsqlStorage({ writer, reader }: LibsqlConnections): ChatStorage {
  const readOperations = createLibsqlReads(reader);
  const writeOperations = createLibsqlWrites(writer, createLibsqlReads(writer));
  const enqueueRead = createSerialQueue();
  const commits = createGroupCommit(writer);
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
      enqueueRead(async () => {
        assertOpen();
        reader.exec('BEGIN');
        try {
          return await work(readOperations);
        } finally {
          // Nothing was written, so there is nothing to commit.
          reader.exec('ROLLBACK');
        }
      }),
    transaction: async (work) => {
      assertOpen();
      return await commits.run(() => work(writeOperations));
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      // Behind what is running already: a commit in progress is finished first.
      await enqueueRead(async () => reader.close());
      await commits.idle();
      try {
        // Leaves everything in the one file that a backup copies.
        writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // On a full disk it stays in two, and the next start reads both.
      } finally {
        writer.close();
      }
    },
  };
}

/** Makes the folder, the file and its tables, as far as they are missing. */
export async function openConnections(folder: string): Promise<LibsqlConnections> {
  const file = join(folder, 'chat.db');
  let writer: LibsqlConnection | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // The database holds the keys. Made here with its mode; its companion files get the same one.
    await (await open(file, 'a', 0o600)).close();
    writer = openLibsqlConnection(file);
    prepareLayout(writer);
    const reader = openLibsqlConnection(file);
    // From now on a busy database is waited for without holding up the process.
    writer.exec('PRAGMA busy_timeout = 0');
    return { writer, reader };
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
