import { ChatServiceError } from '../service-error.ts';
import type { ChatStorage } from './chat-storage.ts';
import { createMemoryAttachments } from './memory-attachments.ts';
import { createMemoryTables } from './memory-tables.ts';
import { createMemoryReads } from './memory-reads.ts';
import { createMemoryWrites } from './memory-writes.ts';
import { createSerialQueue } from './serial-queue.ts';

/**
 * A storage that lives as long as the object: for a page, for tests and for trying things out.
 * Transactions run one after another; a change notes how to undo it, so that a failed transaction leaves no trace.
 */
export function createMemoryStorage(): ChatStorage {
  const tables = createMemoryTables();
  const reads = createMemoryReads(tables);
  const enqueue = createSerialQueue();
  let isClosed = false;

  const assertOpen = (): void => {
    if (isClosed) {
      throw new ChatServiceError(
        'StorageUnavailable',
        'The storage is closed, so nothing was read or written. Create a new service.',
      );
    }
  };

  return {
    read: (work) =>
      enqueue(async () => {
        assertOpen();
        return await work(reads);
      }),
    transaction: (work) =>
      enqueue(async () => {
        assertOpen();
        const undo: (() => void)[] = [];
        try {
          return await work(createMemoryWrites(tables, reads, undo));
        } catch (error) {
          for (const step of undo.toReversed()) step();
          throw error;
        }
      }),
    attachments: createMemoryAttachments(),
    close: () =>
      enqueue(async () => {
        isClosed = true;
      }),
  };
}
