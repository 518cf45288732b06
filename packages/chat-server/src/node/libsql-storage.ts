import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ChatServiceError } from '../service-error.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import type { AttachmentStore } from '../storage/attachment-store.ts';
import { createMemoryAttachments } from '../storage/memory-attachments.ts';
import { createSerialQueue } from '../storage/serial-queue.ts';
import { createSecretFile } from './create-secret-file.ts';
import { createDiskAttachments } from './disk-attachments.ts';
import { openLibsqlConnection, rollBack } from './libsql-connection.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import { isBusyError } from './libsql-errors.ts';
import { createGroupCommit } from './libsql-group-commit.ts';
import { prepareLayout } from './libsql-layout.ts';
import { createLibsqlReads } from './libsql-reads.ts';
import { createLibsqlWrites } from './libsql-writes.ts';
import { waitWhileBusy } from './wait-while-busy.ts';

/**
 * A durable storage in a folder (made when missing), as one libSQL database that only its owner may read, and a file for each
 * attachment.
 * A transaction is on disk before it resolves; those that wait at the same time share one commit. Several storages
 * may be open on one folder.
 *
 * @throws ChatServiceError `StorageUnavailable` when the folder cannot be used or is of a newer version.
 */
export async function openLibsqlStorage(folder: string): Promise<ChatStorage> {
  return createLibsqlStorage(
    await openFolder(folder),
    createDiskAttachments(attachmentsOf(folder)),
  );
}

/** The part of a data folder that holds attached files. */
export function attachmentsOf(folder: string): string {
  return join(folder, 'attachments');
}

/**
 * A storage on a connection that is open; it closes it. The driver does all its work at once, so a second
 * connection for readers would let nobody read earlier, and would lose what it has cached with every commit.
 */
export function createLibsqlStorage(
  connection: LibsqlConnection,
  attachments: AttachmentStore = createMemoryAttachments(),
): ChatStorage {
  const reads = createLibsqlReads(connection);
  const writes = createLibsqlWrites(connection, reads);
  const enqueue = createSerialQueue();
  const commits = createGroupCommit(connection, enqueue);
  let closing: Promise<void> | undefined;

  const assertOpen = (): void => {
    if (closing !== undefined) {
      throw new ChatServiceError(
        'StorageUnavailable',
        'The storage is closed, so nothing was read or written. Open it again.',
      );
    }
  };

  const close = async (): Promise<void> => {
    // A commit in progress is finished first.
    await commits.idle();
    await enqueue(async () => {
      try {
        // Leaves everything in the one file that a backup copies.
        connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // On a full disk it stays in two, and the next start reads both.
      } finally {
        connection.close();
      }
    });
  };

  const readInTurn: ChatStorage['read'] = (work) =>
    enqueue(async () => {
      assertOpen();
      rollBack(connection);
      connection.exec('BEGIN');
      try {
        return await work(reads);
      } finally {
        // Nothing was written, so there is nothing to commit.
        rollBack(connection);
      }
    });

  return {
    read: (work) => waitWhileBusy(() => readInTurn(work)),
    transaction: async (work) => {
      assertOpen();
      return await commits.run(() => work(writes));
    },
    attachments,
    close: () => (closing ??= close()),
  };
}

/** How long to wait for another process that sets up the same file, in milliseconds. */
const setUpPatienceMs = 5_000;

/** Opens the file. While another process turns a new one into one for several, SQLite refuses at once instead of waiting. */
async function openWhenFree(file: string): Promise<LibsqlConnection> {
  const deadline = performance.now() + setUpPatienceMs;
  for (;;) {
    try {
      return openLibsqlConnection(file);
    } catch (error) {
      if (!isBusyError(error) || performance.now() > deadline) throw error;
    }
    await setTimeout(10);
  }
}

/** Makes the folder, the file and its tables, as far as they are missing. */
export async function openFolder(folder: string): Promise<LibsqlConnection> {
  const file = join(folder, 'chat.db');
  let connection: LibsqlConnection | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // The database holds the keys. Made here with its mode; its companion files get the same one.
    await createSecretFile(file);
    connection = await openWhenFree(file);
    prepareLayout(connection);
    // From now on a busy database is waited for without holding up the process.
    connection.exec('PRAGMA busy_timeout = 0');
    return connection;
  } catch (error) {
    connection?.close();
    if (error instanceof ChatServiceError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChatServiceError(
      'StorageUnavailable',
      `The data folder ${folder} cannot be used (${reason}), so nothing can be stored. Choose a folder that this user may write to.`,
      { cause: error },
    );
  }
}
