import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { ChatServiceError } from '../service-error.ts';
import { createSecretFile } from './create-secret-file.ts';

/** The right to use a data folder alone. */
export interface DataFolderLock {
  release(): void;
}

/**
 * Takes the folder (made when missing) for this process. The lock is a write that never ends on a small database
 * beside the conversations: the kernel drops it with the process, however that ends, so there is never a stale one
 * to clear away.
 *
 * @throws ChatServiceError `StorageUnavailable` when another service has the folder, or it cannot be used.
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const file = join(folder, 'lock.db');
  let database: Database.Database | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await createSecretFile(file);
    database = new Database(file);
    // Nothing is ever written, so a journal on disk would only lie about.
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    throw explain(error, folder);
  }
}

function explain(error: unknown, folder: string): ChatServiceError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  const problem =
    code === 'SQLITE_BUSY'
      ? `The data folder ${folder} is in use by another chat service, so it was not opened. Stop that one, choose another folder, or let both share it.`
      : `The data folder ${folder} cannot be used (${reason}), so nothing can be stored. Choose a folder that this user may write to.`;
  return new ChatServiceError('StorageUnavailable', problem, { cause: error });
}
