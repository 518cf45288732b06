import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatServiceError } from '../service-error.ts';
import type { AttachmentStore } from '../storage/attachment-store.ts';

/** Ends the names of files that are not whole yet. */
const unfinished = '.part';

/** Bytes that are read at once. */
const pieceBytes = 64 * 1024;

/**
 * A store that keeps each file in this folder (made at the first upload) under its id, for its owner only. A file
 * appears under its name when all of it is on disk.
 */
export function createDiskAttachments(folder: string): AttachmentStore {
  const locate = (attachmentId: string): string => {
    // Ids are random and the service's own; whatever else comes here never becomes a path.
    if (!/^[0-9a-f]{32}$/.test(attachmentId))
      throw new Error('This is not the id of an attachment.');
    return join(folder, attachmentId);
  };
  return {
    write: async (attachmentId, bytes) => {
      const file = locate(attachmentId);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const size = await writeFile(`${file}${unfinished}`, bytes);
        await rename(`${file}${unfinished}`, file);
        await syncFolder(folder);
        return size;
      } catch (error) {
        // What hinders the writing may hinder the removing too, and is the better reason.
        await removeFile(file).catch(() => undefined);
        throw explainDiskError(error);
      }
    },
    read: async (attachmentId) => {
      const handle = await openIfThere(locate(attachmentId));
      return handle && streamFile(handle);
    },
    remove: async (attachmentId) => await removeFile(locate(attachmentId)),
  };
}

/**
 * Removes what uploads left that ended with their process. Only for whoever has the folder alone: another process may
 * be writing such a file.
 */
export async function removeUnfinishedAttachments(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.endsWith(unfinished)) await rm(join(folder, name), { force: true });
  }
}

/** Finished or not. */
async function removeFile(file: string): Promise<void> {
  await rm(`${file}${unfinished}`, { force: true });
  await rm(file, { force: true });
}

/** Writes piece by piece, and resolves when the disk has all of it. */
async function writeFile(file: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  // `wx`: never through a link, and never over a file.
  const handle = await open(file, 'wx', 0o600);
  try {
    let size = 0;
    for await (const piece of bytes) {
      for (let done = 0; done < piece.length;) {
        done += (await handle.write(piece, done)).bytesWritten;
      }
      size += piece.length;
    }
    await handle.sync();
    return size;
  } finally {
    await handle.close();
  }
}

/** The name of a file is on disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function streamFile(handle: FileHandle): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull: async (controller) => {
        try {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(pieceBytes));
          if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        } catch (error) {
          await handle.close();
          throw error;
        }
        await handle.close();
        controller.close();
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A trouble of the disk that may pass, as the service's error for "try again later"; anything else as it is. */
function explainDiskError(error: unknown): unknown {
  if (!fullDisk.has(codeOf(error))) return error;
  return new ChatServiceError(
    'ServiceUnavailable',
    'The disk of the data folder is full, so the file was not stored. Try again later.',
    { cause: error, retryAfterMs: 1_000 },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
