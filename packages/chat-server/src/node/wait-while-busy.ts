import { setTimeout } from 'node:timers/promises';
import { databaseIsBusy, explainDatabaseError, isBusyError } from './libsql-errors.ts';

/**
 * Attempts it again until another process lets go of the database. In between, others may use the connection and the
 * event loop. An attempt that finds the database busy must have done nothing.
 *
 * @param patienceMs How long another process may hold the database before this gives up.
 * @throws What the attempt throws, the database's errors explained; `ServiceUnavailable` when it gives up.
 */
export async function waitWhileBusy<T>(
  attempt: () => Promise<T>,
  patienceMs: number = 5_000,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusyError(error)) throw explainDatabaseError(error);
      if (performance.now() > deadline) throw databaseIsBusy(error);
    }
    await setTimeout(1);
  }
}
