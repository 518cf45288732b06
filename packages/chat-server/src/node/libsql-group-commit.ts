import { setImmediate } from 'node:timers/promises';
import type { SerialQueue } from '../storage/serial-queue.ts';
import { rollBack } from './libsql-connection.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import { explainDatabaseError } from './libsql-errors.ts';
import { waitWhileBusy } from './wait-while-busy.ts';

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

/**
 * Changes after which the log of commits is moved into the database, which takes as long as several commits. SQLite by itself
 * would let one of the changes wait for it.
 */
const changesPerCheckpoint = 100;

/**
 * Waiting for the disk is what a commit costs, and it costs the same for one change as for many. `enqueue` gives
 * the connection to one group at a time, in turn with whoever reads on it.
 */
export function createGroupCommit(connection: LibsqlConnection, enqueue: SerialQueue): GroupCommit {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let changesInLog = 0;

  /** Runs the next group. Throws, with nothing done, when the database cannot be written to at the moment. */
  const runGroup = async (): Promise<void> => {
    // Left open by a group that could not even be undone.
    rollBack(connection);
    connection.exec('BEGIN IMMEDIATE');
    const settle: (() => void)[] = [];
    const group = waiting.splice(0, largestGroup);
    try {
      for (const change of group) settle.push(await change.run(group.length === 1));
      connection.exec('COMMIT');
      changesInLog += group.length;
    } catch (error) {
      for (const change of group) change.fail(explainDatabaseError(error));
      try {
        rollBack(connection);
      } catch {
        // Whoever comes next tries again, and hears what is wrong.
      }
      return;
    }
    for (const tell of settle) tell();
  };

  const checkpointInPause = async (): Promise<void> => {
    // Those who have just heard that they are done get to tell others first.
    await setImmediate();
    if (waiting.length > 0) return;
    changesInLog = 0;
    try {
      await enqueue(async () => connection.exec('PRAGMA wal_checkpoint(PASSIVE)'));
    } catch {
      // On a full disk the log stays as it is; nothing is lost.
    }
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      // What else arrives in this turn of the event loop joins the group, and everybody else has a turn between two.
      await setImmediate();
      try {
        await waitWhileBusy(() => enqueue(runGroup));
      } catch (error) {
        for (const change of waiting.splice(0)) change.fail(error);
      }
      if (changesInLog >= changesPerCheckpoint && waiting.length === 0) await checkpointInPause();
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
