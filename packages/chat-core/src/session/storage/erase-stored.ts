import type { Clock } from '../../platform/clock.ts';
import { deleteIndexedDb, hasIndexedDb } from '../../platform/indexed-db.ts';
import { createNotErasedError } from '../session-errors.ts';
import { askDatabase } from './ask-database.ts';

/** Deletes a database. Rejects with ChatClientError `timeout` while another page keeps it: it is deleted then when that one goes. */
export async function deleteDatabase(name: string, clock: Clock): Promise<void> {
  await askDatabase('deleteDatabase', clock, () => deleteIndexedDb(`confab:${name}`));
}

/**
 * Deletes what earlier sessions of the user have stored, for a session that keeps nothing itself.
 *
 * @throws ChatClientError `not-erased` when it is still there.
 */
export async function eraseStored(name: string, clock: Clock): Promise<void> {
  if (!hasIndexedDb()) return;
  try {
    await deleteDatabase(name, clock);
  } catch (cause) {
    throw createNotErasedError(cause);
  }
}
