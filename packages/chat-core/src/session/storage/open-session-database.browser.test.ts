import { afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { systemClock } from '../../platform/clock.ts';
import { createDraftRecord, createRecordingObserver } from '../../test-support/stored-records.ts';
import { createDatabaseOpener } from './open-session-database.ts';

afterEach(() => commands.loseFiles(undefined));

test('when the code for IndexedDB cannot be loaded, a session keeps things in memory and is told', async () => {
  await commands.loseFiles('**/indexed-db-database.ts*');
  const observer = createRecordingObserver();
  const database = await createDatabaseOpener(systemClock, () => import('../device-parts.ts'))(
    'user',
    observer,
  );
  expect(database.isPersisted).toBe(false);
  expect(observer.problems).toEqual(['unavailable']);
  await database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
  expect(await database.readAll('drafts')).toHaveLength(1);
  await database.erase();
});
