import { ChatClientError } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import { hasIndexedDb } from '../../platform/indexed-db.ts';
import { createMemoryDatabase } from './memory-database.ts';
import type { OpenSessionDatabase } from './session-database.ts';
import { storageParts } from './storage-parts.ts';

/**
 * How sessions open their database: IndexedDB, and memory where there is none. The code for IndexedDB is loaded
 * with the first call, and only where it can run.
 */
export function createDatabaseOpener(clock: Clock): OpenSessionDatabase {
  return async (name, observer) => {
    try {
      if (!hasIndexedDb()) throw createNoIndexedDbError();
      const { openIndexedDbDatabase } = await import('./indexed-db-database.ts');
      return await openIndexedDbDatabase(storageParts, name, observer, clock);
    } catch (cause) {
      observer.onProblem('unavailable', cause);
      return createMemoryDatabase();
    }
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
