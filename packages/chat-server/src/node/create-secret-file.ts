import { open } from 'node:fs/promises';

/**
 * Makes an empty file that only its owner may read, unless there is one. That one is not even opened: closing any
 * handle of a file ends all the locks that this process holds on it, and with them the right to the data folder.
 */
export async function createSecretFile(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  }
}
