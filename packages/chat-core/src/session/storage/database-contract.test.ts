import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  completeRecords,
  createDraftRecord,
  createOutboxRecord,
  createRecordingObserver,
} from '../../test-support/stored-records.ts';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';
import { createMemoryStore } from './memory-database.ts';
import { tableKeys, type SessionDatabase, type TableName } from './session-database.ts';

/** Gives a way to open one user's database again and again, as tabs do. */
const stores = {
  'a shared memory': () => {
    const store = createMemoryStore();
    return async () => store.open();
  },
  IndexedDB: () => () => openIndexedDbDatabase('user', createRecordingObserver()),
};

startWithEmptyIndexedDb();

describe.each(Object.entries(stores))('%s', (_name, createOpen) => {
  let open: () => Promise<SessionDatabase>;
  beforeEach(() => {
    open = createOpen();
  });

  test.each(Object.keys(tableKeys).map((table) => table as TableName))(
    'gives what one tab stored in %s to another, and deletes it',
    async (table) => {
      const [one, other] = [await open(), await open()];
      const record = completeRecords[table];
      const key = (record as unknown as Record<string, string>)[tableKeys[table]] ?? '';
      expect(await one.update(table, key, () => record)).toEqual(record);
      expect(await other.readAll(table)).toEqual([record]);
      expect(await other.update(table, key, () => undefined)).toBeUndefined();
      expect(await one.readAll(table)).toEqual([]);
    },
  );

  test('puts a record in the place of whatever is there', async () => {
    const [one, other] = [await open(), await open()];
    for (const text of ['One', 'Two'])
      await one.put('drafts', createDraftRecord({ threadId: 't', text }));
    expect(await other.readAll('drafts')).toEqual([
      createDraftRecord({ threadId: 't', text: 'Two' }),
    ]);
  });

  test('changes nothing when the change gives back what it got', async () => {
    const database = await open();
    expect(await database.update('drafts', 't', (current) => current)).toBeUndefined();
    await database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
    await database.update('drafts', 't', (current) => current);
    expect(await database.readAll('drafts')).toEqual([createDraftRecord({ threadId: 't' })]);
  });

  test('passes on what a change throws, stores nothing then, and works on', async () => {
    const database = await open();
    const refuse = (): never => {
      throw new Error('Not this one.');
    };
    await expect(database.update('drafts', 't', refuse)).rejects.toThrow('Not this one.');
    expect(await database.readAll('drafts')).toEqual([]);
    await database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
    expect(await database.readAll('drafts')).toHaveLength(1);
  });

  test('whatever tabs do at the same time, each change sees the one before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 30 }),
        async (turns) => {
          const tabs = [await open(), await open(), await open()];
          await tabs[0]?.update('outbox', 'c1', () => undefined);
          const seen: (number | undefined)[] = [];
          await Promise.all(
            turns.map((turn) =>
              tabs[turn]?.update('outbox', 'c1', (current) => {
                seen.push(current?.attempts);
                return createOutboxRecord({ attempts: (current?.attempts ?? 0) + 1 });
              }),
            ),
          );
          expect(seen).toEqual(turns.map((_turn, index) => (index === 0 ? undefined : index)));
          expect((await tabs[1]?.readAll('outbox'))?.map(({ attempts }) => attempts)).toEqual(
            turns.length === 0 ? [] : [turns.length],
          );
          tabs.forEach((tab) => tab.close());
        },
      ),
      { numRuns: 20 },
    );
  });

  test('of two tabs that claim the same, one gets it', async () => {
    const claims = [await open(), await open()].map((database, tab) =>
      database.update(
        'leases',
        'sending',
        (current) => current ?? { name: 'sending', holder: `tab ${tab}`, until: 1 },
      ),
    );
    const [first, second] = await Promise.all(claims);
    expect(first).toEqual({ name: 'sending', holder: 'tab 0', until: 1 });
    expect(second).toEqual(first);
  });

  test('carries out what was asked before it was closed, and refuses what is asked later', async () => {
    const [database, other] = [await open(), await open()];
    const stored = database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
    database.close();
    database.close();
    await stored;
    expect(await other.readAll('drafts')).toHaveLength(1);
    await expect(database.readAll('drafts')).rejects.toMatchObject({ code: 'disposed' });
    await expect(database.update('drafts', 't', () => undefined)).rejects.toMatchObject({
      code: 'disposed',
      message: expect.stringContaining('nothing was read or stored'),
    });
    expect(await other.readAll('drafts')).toHaveLength(1);
  });

  test('once erased holds nothing, also of what was under way, for whoever opens it next', async () => {
    const database = await open();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    const late = database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
    await database.erase();
    await late;
    await expect(database.readAll('outbox')).rejects.toMatchObject({ code: 'disposed' });
    const next = await open();
    expect(await next.readAll('outbox')).toEqual([]);
    expect(await next.readAll('drafts')).toEqual([]);
  });

  test('can be erased after it was closed', async () => {
    const database = await open();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    database.close();
    await database.erase();
    expect(await (await open()).readAll('outbox')).toEqual([]);
  });

  test('keeps keys and metadata that are named like parts of Object.prototype', async () => {
    const database = await open();
    const metadata = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
    for (const clientMessageId of ['__proto__', 'constructor', ''])
      await database.update('outbox', clientMessageId, () =>
        createOutboxRecord({ clientMessageId, metadata }),
      );
    const records = await database.readAll('outbox');
    expect(records.map(({ clientMessageId }) => clientMessageId).toSorted()).toEqual([
      '',
      '__proto__',
      'constructor',
    ]);
    for (const record of records)
      expect(JSON.stringify(record.metadata)).toBe('{"__proto__":"x","constructor":"y"}');
    expect({}).not.toHaveProperty('x');
  });
});

test('a database in memory says that it does not persist, one in IndexedDB that it does', async () => {
  expect(createMemoryStore().open().isPersisted).toBe(false);
  const database = await openIndexedDbDatabase('user', createRecordingObserver());
  expect(database.isPersisted).toBe(true);
  database.close();
});
