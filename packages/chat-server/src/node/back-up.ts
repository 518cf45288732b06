import { access, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { ChatServiceError } from '../service-error.ts';

/**
 * Copies all conversations of a data folder into one new file, as they are at one moment; the service may be running.
 * The file becomes `chat.db` of a data folder to bring that moment back. Only its owner may read it: it holds the keys.
 *
 * @throws ChatServiceError `StorageUnavailable` when there is nothing to copy or the file cannot be written.
 */
export async function backUpDataFolder(folder: string, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await assertMissing(file);
    // Opening a database that is not there would make an empty one.
    await access(join(folder, 'chat.db'));
    await rm(unfinished, { force: true });
    await (await open(unfinished, 'wx', 0o600)).close();
    copyDatabase(join(folder, 'chat.db'), unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChatServiceError(
      'StorageUnavailable',
      `The data folder ${folder} was not backed up to ${file} (${reason}). Check both, and run it again.`,
      { cause: error },
    );
  }
}

function copyDatabase(from: string, to: string): void {
  const source = new Database(from);
  try {
    source.exec('PRAGMA busy_timeout = 5000');
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
  const copy = new Database(to);
  try {
    // What is brought back later goes on from an earlier moment, and its event log counts on from there. Under a
    // name of its own no client takes up its old place in it.
    copy.exec("DELETE FROM meta WHERE key = 'epoch'");
  } finally {
    copy.close();
  }
}

async function assertMissing(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new Error('the file exists already');
}
