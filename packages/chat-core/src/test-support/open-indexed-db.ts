import { onTestFinished } from 'vitest';
import { systemClock, type Clock } from '../platform/clock.ts';
import type { Migration } from '../session/storage/indexed-db-connection.ts';
import { openIndexedDbDatabase as open } from '../session/storage/indexed-db-database.ts';
import type { DatabaseObserver, SessionDatabase } from '../session/storage/session-database.ts';

/** Opens a user's IndexedDB as a session does, until the test has ended. `steps` replaces the schema. */
export async function openIndexedDbDatabase(
  name: string,
  observer: DatabaseObserver,
  clock: Clock = systemClock,
  steps?: readonly Migration[],
): Promise<SessionDatabase> {
  const database = await open(name, observer, clock, steps);
  onTestFinished(() => database.close());
  return database;
}
