import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { createManualClock } from '../../test-support/manual-clock.ts';
import {
  createDraftRecord,
  createOutboxRecord,
  createRecordingObserver,
} from '../../test-support/stored-records.ts';
import { migrations } from './indexed-db-connection.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';
import type { SessionDatabase } from './session-database.ts';

declare global {
  interface Navigator {
    /** Parts of the origin's storage with a limit of their own. Not in TypeScript's library. */
    readonly storageBuckets: {
      open(name: string, options: { quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
      delete(name: string): Promise<void>;
    };
  }
}

const opened: SessionDatabase[] = [];
let name: string;

beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.erase()));
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await navigator.storageBuckets.delete(name);
});

async function open(steps = migrations) {
  const observer = createRecordingObserver();
  const database = await openIndexedDbDatabase(name, observer, systemClock, steps);
  opened.push(database);
  return { database, observer };
}

async function listDatabases(): Promise<readonly (string | undefined)[]> {
  return (await indexedDB.databases()).map((info) => info.name);
}

test('what is stored is there when the database is opened again', async () => {
  const metadata = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
  const record = createOutboxRecord({ content: 'Grüße 👋\u0000\uD800', metadata });
  const { database } = await open();
  await database.update('outbox', 'c1', () => record);
  database.close();
  const { database: again, observer } = await open();
  expect(again.isPersisted).toBe(true);
  const [stored] = await again.readAll('outbox');
  expect(stored?.content).toBe(record.content);
  expect(JSON.stringify(stored?.metadata)).toBe('{"__proto__":"x"}');
  expect(observer.problems).toEqual([]);
});

test('two connections see what the other has stored, and every change sees the one before', async () => {
  const tabs = [(await open()).database, (await open()).database];
  const seen: (number | undefined)[] = [];
  await Promise.all(
    Array.from({ length: 40 }, (_value, index) =>
      tabs[index % 2]?.update('outbox', 'c1', (current) => {
        seen.push(current?.attempts);
        return createOutboxRecord({ attempts: (current?.attempts ?? 0) + 1 });
      }),
    ),
  );
  expect(seen.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([
    ...Array.from({ length: 39 }, (_value, index) => index + 1),
    undefined,
  ]);
  for (const tab of tabs) expect(await tab.readAll('outbox')).toMatchObject([{ attempts: 40 }]);
});

test('a tab that signs out takes the database from one that has it open, which forgets it', async () => {
  const { database: one, observer } = await open();
  await one.update('outbox', 'c1', () => createOutboxRecord());
  const { database: other } = await open();
  await other.erase();
  expect(await listDatabases()).not.toContain(`confab:${name}`);
  expect(observer.causes).toMatchObject([{ code: 'storage-erased' }]);
  expect(await one.readAll('outbox')).toEqual([]);
  await one.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
  expect(await listDatabases()).not.toContain(`confab:${name}`);
});

test('an open tab gives way to a newer version, and leaves the records to it', async () => {
  const { database: older, observer } = await open();
  await older.update('outbox', 'c1', () => createOutboxRecord());
  const { database: newer } = await open([...migrations, () => {}]);
  expect(await newer.readAll('outbox')).toHaveLength(1);
  expect(await older.readAll('outbox')).toMatchObject([{ state: 'sending', mustBeFound: true }]);
  expect(observer.problems).toEqual(['newer-version']);
});

test('a page of an older version that stood still too long goes on storing when it runs again', async () => {
  const clock = createManualClock();
  const olderSteps = migrations.slice(0, 1);
  (await open(olderSteps)).database.close();
  const frozen = await openDB(`confab:${name}`);
  const opening = openIndexedDbDatabase(name, createRecordingObserver(), clock);
  await clock.advance(5_000);
  expect((await opening).isPersisted).toBe(false);
  frozen.close();
  const { database, observer } = await open(olderSteps);
  await database.update('outbox', 'c1', () => createOutboxRecord());
  expect(await database.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(observer.problems).toEqual([]);
});

test('what was asked for before the database was closed is stored, however long another page keeps it waiting', async () => {
  const { database } = await open();
  const inTheWay = await openDB(`confab:${name}`);
  const { store, done } = inTheWay.transaction('outbox', 'readwrite');
  const stored = database.update('outbox', 'c1', () => createOutboxRecord());
  database.close();
  for (let turn = 0; turn < 100; turn += 1) expect(await store.count()).toBe(0);
  await done;
  expect(await stored).toEqual(createOutboxRecord());
  expect(await inTheWay.count('outbox')).toBe(1);
  inTheWay.close();
});

test('a database that is gone when its connection has ended is not created anew, and the tab keeps what it knows', async () => {
  const connecting = vi.spyOn(indexedDB, 'open');
  const { database, observer } = await open();
  await database.update('outbox', 'c1', () => createOutboxRecord());
  connecting.mock.results[0]?.value.result.close();
  await deleteDB(`confab:${name}`);
  expect(await database.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(observer.causes).toMatchObject([{ code: 'storage-erased' }]);
  expect(database.isPersisted).toBe(false);
  expect(await listDatabases()).not.toContain(`confab:${name}`);
});

test('broken records are set aside', async () => {
  const { database, observer } = await open();
  const raw = await openDB(`confab:${name}`);
  await raw.put('drafts', { threadId: ['t'], text: 1 });
  expect(await database.readAll('drafts')).toEqual([]);
  expect(await raw.getAll('quarantine')).toEqual([
    { table: 'drafts', key: ['t'], value: { threadId: ['t'], text: 1 } },
  ]);
  expect(observer.broken).toEqual([['drafts', 't']]);
  raw.close();
});

test('where there is no space left, new records are refused, and what is there can be read and deleted', async () => {
  const bucket = await navigator.storageBuckets.open(name, { quota: 500_000 });
  vi.stubGlobal('indexedDB', bucket.indexedDB);
  const { database, observer } = await open();
  await database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
  const content = 'x'.repeat(1_000_000);
  const storing = database.update('outbox', 'c1', () => createOutboxRecord({ content }));
  await expect(storing.then(() => 'stored')).rejects.toMatchObject({ code: 'storage-full' });
  expect(observer.problems).toEqual(['full']);
  expect(await database.readAll('outbox')).toEqual([]);
  expect(await database.readAll('drafts')).toHaveLength(1);
  await database.update('drafts', 't', () => undefined);
  expect(await database.readAll('drafts')).toEqual([]);
  expect(database.isPersisted).toBe(true);
});

test('a tab whose browser clears what is stored keeps what it knows', async () => {
  const bucket = await navigator.storageBuckets.open(name, { quota: 500_000 });
  vi.stubGlobal('indexedDB', bucket.indexedDB);
  const { database, observer } = await open();
  await database.update('outbox', 'c1', () => createOutboxRecord());
  await navigator.storageBuckets.delete(name);
  expect(await database.readAll('outbox')).toEqual([createOutboxRecord()]);
  expect(observer.problems).toEqual(['unavailable']);
  // Where the bucket was, nothing can be deleted any more.
  opened.splice(0);
});
