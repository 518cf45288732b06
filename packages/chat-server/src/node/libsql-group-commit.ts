import { setImmediate, setTimeout } from 'node:timers/promises';
import type { SerialQueue } from '../storage/serial-queue.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import { databaseIsBusy, explainDatabaseError, isBusyError } from './libsql-errors.ts';

/** Runs changes one after another and commits those together that wait at the same time. */
export interface GroupCommit {
  /** Resolves once the change is on disk. A change that throws leaves no trace and does not touch its neighbours. */
  run<T>(change: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>;
}

interface Waiting {
  /** Runs the change; the result tells its caller how it ended, once that is certain. */
  run(isAlone: boolean): Promise<() => void>;
  fail(error: unknown): void;
}

/** Changes in one commit: enough to share the wait for the disk, few enough for the first not to wait for long. */
const largestGroup = 64;

/** How long (ms) another process may hold the database before a change is given up. */
const busyMs = 5_000;

/**
 * Waiting for the disk is what a commit costs, and it costs the same for one change as for many. `enqueue` gives
 * the connection to one group at a time, in turn with whoever reads on it.
 */
export function createGroupCommit(connection: LibsqlConnection, enqueue: SerialQueue): GroupCommit {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  /** Runs the next group; `false` when another process is writing. */
  const runGroup = async (): Promise<boolean> => {
    if (!tryToBegin(connection)) return false;
    const settle: (() => void)[] = [];
    const group = waiting.splice(0, largestGroup);
    try {
      for (const change of group) settle.push(await change.run(group.length === 1));
      connection.exec('COMMIT');
    } catch (error) {
      // SQLite has rolled back by itself after some errors, such as a full disk.
      if (connection.isInTransaction()) connection.exec('ROLLBACK');
      for (const change of group) change.fail(explainDatabaseError(error));
      return true;
    }
    for (const tell of settle) tell();
    return true;
  };

  /** Waits while another process writes, without keeping this one's readers waiting. */
  const runGroupInTurn = async (): Promise<void> => {
    const deadline = performance.now() + busyMs;
    while (!(await enqueue(runGroup))) {
      if (performance.now() > deadline) throw databaseIsBusy();
      await setTimeout(1);
    }
  };

  const drain = async (): Promise<void> => {
    // What else has arrived in this turn of the event loop joins the first group.
    await setImmediate();
    while (waiting.length > 0) {
      try {
        await runGroupInTurn();
      } catch (error) {
        for (const change of waiting.splice(0)) change.fail(explainDatabaseError(error));
      }
    }
    running = undefined;
  };

  return {
    run: <T>(change: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({
          fail: reject,
          run: async (isAlone) => {
            // Undoing all undoes it, when there is no other.
            if (isAlone) {
              const result = await change();
              return () => resolve(result);
            }
            connection.exec('SAVEPOINT change');
            try {
              const result = await change();
              connection.exec('RELEASE change');
              return () => resolve(result);
            } catch (error) {
              // A full disk or a broken one has ended the whole group already.
              if (!connection.isInTransaction()) throw error;
              connection.exec('ROLLBACK TO change');
              connection.exec('RELEASE change');
              return () => reject(explainDatabaseError(error));
            }
          },
        });
        running ??= drain();
      }),
    idle: async () => {
      while (running !== undefined) await running;
    },
  };
}

function tryToBegin(connection: LibsqlConnection): boolean {
  try {
    connection.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (isBusyError(error)) return false;
    throw error;
  }
}
