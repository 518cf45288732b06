import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Clock } from '../../platform/clock.ts';
import { askDatabase } from './ask-database.ts';

/** One step of the schema: changes what the version before left. It starts its requests at once and does not wait. */
export type Migration = (
  connection: IDBPDatabase,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
) => void;

/** Broken records, with the table and the key under which they were found. */
export const quarantine = 'quarantine';

/** The schema, oldest step first. Its version is the number of the steps: append to it, and leave what was released as it is. */
export const migrations: readonly Migration[] = [
  (connection) => {
    connection.createObjectStore('outbox', { keyPath: 'clientMessageId' });
    connection.createObjectStore('changes', { keyPath: 'changeId' });
    connection.createObjectStore('drafts', { keyPath: 'threadId' });
    connection.createObjectStore('marks', { keyPath: 'threadId' });
    connection.createObjectStore('leases', { keyPath: 'name' });
    connection.createObjectStore(quarantine, { autoIncrement: true });
  },
  (connection) => {
    connection.createObjectStore('creations', { keyPath: 'creationId' });
  },
  (connection) => {
    connection.createObjectStore('uploads', { keyPath: 'uploadId' });
  },
];

/**
 * Opens a database, and brings its schema up to date. The connection gives way by itself when another page wants to delete the database
 * or change its schema.
 *
 * @param mustExist - Nothing is created when there is no database.
 * @param onClosed - Told when the connection ended without being asked to; `isErased` when the database goes with it.
 * @throws DOMException `VersionError` when the stored schema is newer than `steps`, `AbortError` when there is no database that must
 * exist, others of IndexedDB; ChatClientError `timeout`.
 */
export async function openConnection(
  name: string,
  clock: Clock,
  steps: readonly Migration[],
  mustExist: boolean,
  onClosed: (isErased: boolean) => void,
): Promise<IDBPDatabase> {
  let isGivenUp = false;
  const opening = openDB(name, steps.length, {
    upgrade(connection, from, _to, transaction) {
      // Whoever opens hears of it.
      transaction.done.catch(() => {});
      // Nobody would use the new schema, and pages that know only the old one could not go on.
      if (isGivenUp || (mustExist && from === 0)) transaction.abort();
      else for (const step of steps.slice(from)) step(connection, transaction);
    },
    blocking(_from, to, { target }) {
      onClosed(to === null);
      // Events of version changes go to the connection that is in the way.
      (target as IDBDatabase).close();
    },
    terminated: () => onClosed(false),
  });
  try {
    return await askDatabase('openDatabase', clock, () => opening);
  } catch (error) {
    isGivenUp = true;
    // It may still open some day, and would be in the way of others then.
    opening.then(
      (connection) => connection.close(),
      () => {},
    );
    throw error;
  }
}
