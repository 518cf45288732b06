import { ChatServiceError } from '../service-error.ts';

/** What the database cannot do at the moment, by the beginning of its error code, and what the operator can do. */
const troubles = {
  SQLITE_BUSY: 'The database is in use by another process',
  SQLITE_LOCKED: 'The database is in use by another process',
  SQLITE_FULL: 'The disk of the data folder is full',
  SQLITE_IOERR: 'The disk of the data folder does not answer as it should',
  SQLITE_READONLY: 'The data folder cannot be written to',
} as const;

/**
 * A trouble of the database that may pass, as the service's error for "try again later"; anything else as it is.
 * The cause keeps the driver's error for the log.
 */
export function explainDatabaseError(error: unknown): unknown {
  const code = codeOf(error);
  const trouble = Object.entries(troubles).find(([prefix]) => code.startsWith(prefix))?.[1];
  return trouble === undefined ? error : passingTrouble(trouble, error);
}

/** Whether another process is writing to the database, or is putting it in order after a crash. */
export function isBusyError(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** The error for a request that has waited too long for another process. */
export function databaseIsBusy(cause: unknown): ChatServiceError {
  return passingTrouble(troubles.SQLITE_BUSY, cause);
}

function passingTrouble(trouble: string, cause: unknown): ChatServiceError {
  return new ChatServiceError(
    'ServiceUnavailable',
    `${trouble}, so the request was probably not carried out. Try again later.`,
    { cause, retryAfterMs: 1_000 },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
