import { ChatClientError } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import { hasIndexedDb } from '../../platform/indexed-db.ts';
import type { DeviceParts } from '../load-device-parts.ts';
import { eraseStored } from './erase-stored.ts';
import { createMemoryDatabase } from './memory-database.ts';
import type { OpenSessionDatabase, SessionDatabase } from './session-database.ts';

/**
 * How sessions open their database: IndexedDB, and memory where there is none. The code for IndexedDB is loaded
 * with the first call, and only where it can run.
 *
 * @param loadParts - Memory takes the place when it rejects, for good: it has to try often enough.
 */
export function createDatabaseOpener(
  clock: Clock,
  loadParts: () => Promise<DeviceParts>,
): OpenSessionDatabase {
  return async (name, observer) => {
    try {
      if (!hasIndexedDb()) throw createNoIndexedDbError();
      const { openIndexedDbDatabase } = await loadParts();
      return await openIndexedDbDatabase(name, observer, clock);
    } catch (cause) {
      observer.onProblem('unavailable', cause);
      return openInMemory(name, clock);
    }
  };
}

/** How sessions that are to keep nothing open their database. */
export function createNothingOpener(clock: Clock): OpenSessionDatabase {
  return async (name, observer) => {
    observer.onProblem('turned-off', undefined);
    return openInMemory(name, clock);
  };
}

/** A database in memory. Erasing it deletes also what earlier sessions have stored on the device. */
function openInMemory(name: string, clock: Clock): SessionDatabase {
  const memory = createMemoryDatabase();
  return {
    ...memory,
    async erase() {
      await memory.erase();
      await eraseStored(name, clock);
    },
  };
}

function createNoIndexedDbError(): ChatClientError {
  return new ChatClientError({
    code: 'storage-unavailable',
    operation: 'openDatabase',
    message:
      'This platform has no IndexedDB, or keeps this page from it, so unsent messages and drafts end with the page. Allow the page to store data, or pass the option `openDatabase`.',
  });
}
