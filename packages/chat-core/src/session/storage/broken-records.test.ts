import { IDBObjectStore } from 'fake-indexeddb';
import { openDB, type IDBPDatabase } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { createDraftRecord, createRecordingObserver } from '../../test-support/stored-records.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';
import type { SessionDatabase } from './session-database.ts';

let database: SessionDatabase;
let raw: IDBPDatabase;
let observer: ReturnType<typeof createRecordingObserver>;

startWithEmptyIndexedDb();
beforeEach(async () => {
  observer = createRecordingObserver();
  database = await openIndexedDbDatabase('user', observer);
  raw = await openDB('confab:user');
});
afterEach(() => {
  database.close();
  raw.close();
});

const whole = createDraftRecord({ threadId: 'whole' });
const brokenText = { threadId: 'broken', text: 7, updatedAt: 1 };
const oddKey = { threadId: 5, text: 'x', updatedAt: 1 };

test('broken records are set aside whole and told of, and the others are read', async () => {
  for (const record of [whole, brokenText, oddKey]) await raw.put('drafts', record);
  expect(await database.readAll('drafts')).toEqual([whole]);
  expect(observer.broken).toEqual([
    ['drafts', '5'],
    ['drafts', 'broken'],
  ]);
  expect(await raw.getAll('quarantine')).toEqual([
    { table: 'drafts', key: 5, value: oddKey },
    { table: 'drafts', key: 'broken', value: brokenText },
  ]);
  expect(await raw.getAllKeys('drafts')).toEqual(['whole']);
  expect(await database.readAll('drafts')).toEqual([whole]);
  expect(observer.broken).toHaveLength(2);
  expect(observer.problems).toEqual([]);
});

test('a change finds nothing in the place of a broken record, which is set aside', async () => {
  await raw.put('drafts', brokenText);
  const found: unknown[] = [];
  const next = createDraftRecord({ threadId: 'broken' });
  await database.update('drafts', 'broken', (current) => {
    found.push(current);
    return next;
  });
  expect(found).toEqual([undefined]);
  expect(await raw.getAll('drafts')).toEqual([next]);
  expect(await raw.getAll('quarantine')).toEqual([
    { table: 'drafts', key: 'broken', value: brokenText },
  ]);
  expect(observer.broken).toEqual([['drafts', 'broken']]);
});

test('a change that stores nothing takes a broken record out of the way, too', async () => {
  await raw.put('drafts', brokenText);
  await database.update('drafts', 'broken', (current) => current);
  expect(await raw.getAll('drafts')).toEqual([]);
  expect(await raw.count('quarantine')).toBe(1);
});

test('a broken record stays where it is when the change that meets it fails', async () => {
  await raw.put('drafts', brokenText);
  const refuse = (): never => {
    throw new Error('No.');
  };
  await expect(database.update('drafts', 'broken', refuse)).rejects.toThrow('No.');
  expect(await raw.getAll('drafts')).toEqual([brokenText]);
  expect(await raw.count('quarantine')).toBe(0);
  expect(observer.broken).toEqual([]);
});

test('a broken record that cannot be moved is told of once, and is moved when that is possible', async () => {
  await raw.put('drafts', brokenText);
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('Full.', 'QuotaExceededError');
  });
  expect(await database.readAll('drafts')).toEqual([]);
  expect(await database.readAll('drafts')).toEqual([]);
  expect(await raw.getAll('drafts')).toEqual([brokenText]);
  expect(observer.broken).toEqual([['drafts', 'broken']]);
  add.mockRestore();
  await database.readAll('drafts');
  expect(await raw.count('quarantine')).toBe(1);
  expect(observer.broken).toHaveLength(1);
});

test('two tabs that meet the same broken record set it aside once', async () => {
  await raw.put('drafts', brokenText);
  const other = await openIndexedDbDatabase('user', createRecordingObserver());
  await Promise.all([database.readAll('drafts'), other.readAll('drafts')]);
  expect(await raw.count('quarantine')).toBe(1);
  other.close();
});

test('erasing takes what was set aside with it', async () => {
  await raw.put('drafts', brokenText);
  await database.readAll('drafts');
  raw.close();
  await database.erase();
  expect(await indexedDB.databases()).toEqual([]);
});
