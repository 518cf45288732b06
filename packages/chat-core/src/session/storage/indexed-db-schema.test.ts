import { openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import {
  completeRecords,
  createDraftRecord,
  createOutboxRecord,
  createRecordingObserver,
} from '../../test-support/stored-records.ts';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { migrations, type Migration } from './indexed-db-connection.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';

startWithEmptyIndexedDb();

async function open(steps: readonly Migration[] = migrations) {
  const observer = createRecordingObserver();
  const database = await openIndexedDbDatabase('user', observer, systemClock, steps);
  return { database, observer };
}

/** What a later version of this code might do. */
const laterSteps: readonly Migration[] = [
  ...migrations,
  (_connection, transaction) => {
    transaction.objectStore('outbox').createIndex('byThread', 'threadId');
  },
  (connection) => {
    connection.createObjectStore('attachments', { keyPath: 'clientMessageId' });
  },
];

test('a database of the first version is brought up to date by a later one, and keeps its records', async () => {
  const { database: first } = await open();
  await first.update('outbox', 'c1', () => createOutboxRecord());
  first.close();
  const { database: later, observer } = await open(laterSteps);
  expect(later.isPersisted).toBe(true);
  expect(await later.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(observer.problems).toEqual([]);
  later.close();
  const raw = await openDB('confab:user');
  expect(raw.version).toBe(laterSteps.length);
  expect([...raw.objectStoreNames]).toContain('attachments');
  expect([...raw.transaction('outbox').store.indexNames]).toEqual(['byThread']);
  raw.close();
});

test('a database from before threads were kept that are being created gets their table, and keeps its records', async () => {
  const { database: first } = await open(migrations.slice(0, 1));
  await first.update('outbox', 'c1', () => createOutboxRecord());
  first.close();
  const { database, observer } = await open();
  const { creations } = completeRecords;
  await database.update('creations', creations.creationId, () => creations);
  expect(await database.readAll('creations')).toEqual([creations]);
  expect(await database.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(observer.problems).toEqual([]);
});

test('a step of the schema that fails leaves the database as it was, and the session works in memory', async () => {
  const { database: first } = await open();
  await first.update('outbox', 'c1', () => createOutboxRecord());
  first.close();
  const failing: Migration = (connection) => {
    connection.deleteObjectStore('outbox');
    throw new Error('No.');
  };
  const { database, observer } = await open([...migrations, failing]);
  expect(observer.problems).toEqual(['unavailable']);
  expect(database.isPersisted).toBe(false);
  const { database: again } = await open();
  expect(await again.readAll('outbox')).toEqual([createOutboxRecord()]);
});

test('a database of a newer version is neither read nor written; the session works in memory and says why', async () => {
  const { database: newer } = await open(laterSteps);
  await newer.update('outbox', 'c1', () => createOutboxRecord());
  newer.close();
  const { database, observer } = await open();
  expect(observer.problems).toEqual(['newer-version']);
  expect(database.isPersisted).toBe(false);
  expect(await database.readAll('outbox')).toEqual([]);
  await database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
  expect(await database.readAll('drafts')).toHaveLength(1);
  const { database: again } = await open(laterSteps);
  expect(await again.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(await again.readAll('drafts')).toEqual([]);
});

test('whoever signs out leaves nothing behind, also of a newer version', async () => {
  (await open(laterSteps)).database.close();
  const { database } = await open();
  await database.erase();
  expect(await indexedDB.databases()).toEqual([]);
});

test('an open tab gives way to a newer version at once, and leaves the records to it', async () => {
  const { database: older, observer } = await open();
  await older.update('outbox', 'c1', () => createOutboxRecord());
  const { database: newer, observer: newerObserver } = await open(laterSteps);
  expect(newerObserver.problems).toEqual([]);
  await vi.waitFor(() => expect(observer.problems).toEqual(['newer-version']));
  expect(await older.readAll('outbox')).toMatchObject([{ state: 'sending', mustBeFound: true }]);
  expect(older.isPersisted).toBe(false);
  await older.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
  expect(await newer.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(await newer.readAll('drafts')).toEqual([]);
});

test('a tab whose user signs out in another one forgets everything and writes nothing back', async () => {
  const { database: one, observer } = await open();
  await one.update('outbox', 'c1', () => createOutboxRecord());
  await one.readAll('outbox');
  const { database: other } = await open();
  await other.erase();
  expect(observer.problems).toEqual(['unavailable']);
  expect(observer.causes).toMatchObject([{ code: 'storage-erased' }]);
  expect(one.isPersisted).toBe(false);
  expect(await one.readAll('outbox')).toEqual([]);
  await one.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
  expect(await one.readAll('drafts')).toHaveLength(1);
  expect(await indexedDB.databases()).toEqual([]);
});

test('an update ends when what it stored is safe on the device, not before', async () => {
  const { database } = await open();
  const order: unknown[] = [];
  const original = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begin(
    this: IDBDatabase,
    ...parameters
  ) {
    const transaction = original.apply(this, parameters);
    order.push(parameters[2]?.durability);
    transaction.addEventListener('complete', () => order.push('complete'));
    return transaction;
  });
  await database.update('outbox', 'c1', () => createOutboxRecord());
  order.push('resolved');
  expect(order).toEqual(['strict', 'complete', 'resolved']);
});

test('users do not see what others keep', async () => {
  const { database: ada } = await open();
  await ada.update('outbox', 'c1', () => createOutboxRecord());
  const grace = await openIndexedDbDatabase('another user', createRecordingObserver());
  expect(await grace.readAll('outbox')).toEqual([]);
  await grace.erase();
  expect(await ada.readAll('outbox')).toHaveLength(1);
});
