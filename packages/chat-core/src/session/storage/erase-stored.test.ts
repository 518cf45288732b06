import { openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { createManualClock } from '../../test-support/manual-clock.ts';
import { createDraftRecord, createRecordingObserver } from '../../test-support/stored-records.ts';
import { createDatabaseOpener, createNothingOpener } from './open-session-database.ts';

startWithEmptyIndexedDb();
beforeEach(async () => {
  const open = createDatabaseOpener(systemClock, () => import('../device-parts.ts'));
  const database = await open('user', createRecordingObserver());
  await database.put('drafts', createDraftRecord());
  database.close();
});

test.each([
  ['that keeps nothing itself', createNothingOpener(systemClock)],
  [
    'whose code for IndexedDB could not be loaded',
    createDatabaseOpener(systemClock, () => Promise.reject(new Error('No network.'))),
  ],
])(
  'a sign-out of a session %s deletes what an earlier one has stored',
  async (_which, openNothing) => {
    const database = await openNothing('user', createRecordingObserver());
    expect(database.isPersisted).toBe(false);
    expect(await database.readAll('drafts')).toEqual([]);
    await database.erase();
    expect(await indexedDB.databases()).toEqual([]);
  },
);

test('a sign-out that another page keeps from deleting what is stored says so, and it is deleted when that page goes', async () => {
  const clock = createManualClock();
  const frozen = await openDB('confab:user');
  const database = await createNothingOpener(clock)('user', createRecordingObserver());
  const erased = expect(database.erase()).rejects.toMatchObject({ code: 'not-erased' });
  await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
  await clock.advance(5_000);
  await erased;
  frozen.close();
  await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
});
