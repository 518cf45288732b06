import { isChatClientError } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { DeviceParts } from '../load-device-parts.ts';
import type { ChatSessionOptions } from '../session-options.ts';
import { createDatabaseOpener, createNothingOpener } from './open-session-database.ts';
import type { DatabaseObserver, PersistenceProblem, SessionDatabase } from './session-database.ts';
import { createBrokenRecordError, createDisposedError } from '../session-errors.ts';

/** One user's things on this device: a database, opened with the first use. */
export interface StorageAccess {
  database(): Promise<SessionDatabase>;
  close(): Promise<void>;
  /** Deletes all that is kept of the user, also after it was closed, and what an earlier session has kept. */
  erase(): Promise<void>;
}

interface StorageAccessPorts {
  readonly clock: Clock;
  loadParts(): Promise<DeviceParts>;
  /** As {@link DatabaseObserver.onProblem}. */
  onProblem(problem: PersistenceProblem | undefined): void;
  reportError(error: unknown): void;
}

/** @param name - Names the user's storage on this device. */
export function createStorageAccess(
  name: string,
  { openDatabase, persist }: Pick<ChatSessionOptions, 'openDatabase' | 'persist'>,
  { clock, loadParts, onProblem, reportError }: StorageAccessPorts,
): StorageAccess {
  const open =
    openDatabase ??
    (persist === false ? createNothingOpener(clock) : createDatabaseOpener(clock, loadParts));
  const observer: DatabaseObserver = {
    onProblem(problem, cause) {
      onProblem(problem);
      // Where the platform has no storage at all, as in Node, nothing is wrong.
      const isExpected = isChatClientError(cause) && cause.code === 'storage-unavailable';
      if (cause !== undefined && !isExpected) reportError(cause);
    },
    onBrokenRecord: (table, key) => reportError(createBrokenRecordError(table, key)),
  };
  let opening: Promise<SessionDatabase> | undefined;
  let isClosed = false;
  const get = (): Promise<SessionDatabase> => (opening ??= open(name, observer));

  return {
    async database() {
      // Nobody would close one that is opened now.
      if (isClosed && opening === undefined) throw createDisposedError('openDatabase');
      return get();
    },
    async close() {
      isClosed = true;
      (await opening)?.close();
    },
    async erase() {
      isClosed = true;
      await (await get()).erase();
    },
  };
}
