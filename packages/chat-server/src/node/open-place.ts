import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { removeUnfinishedAttachments } from './disk-attachments.ts';
import { attachmentsOf, openLibsqlStorage } from './libsql-storage.ts';

/**
 * The storage in `place`: memory, or a data folder. A folder that is not shared belongs to this process until the
 * storage is closed.
 *
 * @throws ChatServiceError `StorageUnavailable` when the folder cannot be used, or another service has it.
 */
export async function openPlace(place: string, isShared: boolean): Promise<ChatStorage> {
  if (place === 'memory') return createMemoryStorage();
  if (isShared) return await openFolder(place);
  const lock = await lockDataFolder(place);
  try {
    await removeUnfinishedAttachments(attachmentsOf(place));
    const storage = await openFolder(place);
    const close = async (): Promise<void> => {
      try {
        await storage.close();
      } finally {
        lock.release();
      }
    };
    return { ...storage, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openFolder(folder: string): Promise<ChatStorage> {
  await keepSecret(join(folder, 'chat.db'));
  return await openLibsqlStorage(folder);
}

/** A backup that was copied back by hand may have become readable for others, and it holds the keys. */
async function keepSecret(file: string): Promise<void> {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    // What is not there yet is made with the right mode; what belongs to another user is refused when it is opened.
    await chmod(name, 0o600).catch(() => undefined);
  }
}
