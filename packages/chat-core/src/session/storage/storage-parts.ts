import { ChatClientError } from '../../errors.ts';
import { runWithDeadline } from '../../rest/deadline.ts';
import { createClosedDatabaseError } from '../session-errors.ts';
import { createMemoryStore, createMemoryTables } from './memory-database.ts';

/** What the code for IndexedDB, which is loaded later, uses of the client and the session. */
export interface StorageParts {
  readonly ChatClientError: typeof ChatClientError;
  readonly runWithDeadline: typeof runWithDeadline;
  readonly createClosedDatabaseError: typeof createClosedDatabaseError;
  readonly createMemoryStore: typeof createMemoryStore;
  readonly createMemoryTables: typeof createMemoryTables;
}

/** It is handed these instead of importing them: bundlers move what is shared into a third file, which pages without a session load too. */
export const storageParts: StorageParts = {
  ChatClientError,
  runWithDeadline,
  createClosedDatabaseError,
  createMemoryStore,
  createMemoryTables,
};
