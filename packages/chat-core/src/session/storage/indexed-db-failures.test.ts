import { IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { describe, expect, test, vi } from 'vitest';
import {
  endByForce,
  failToOpen,
  isOpen,
  watchConnections,
} from '../../test-support/indexed-db-faults.ts';
import { createManualClock } from '../../test-support/manual-clock.ts';
import {
  createDraftRecord,
  createOutboxRecord,
  createRecordingObserver,
} from '../../test-support/stored-records.ts';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { migrations } from './indexed-db-connection.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';
import type { SessionDatabase } from './session-database.ts';

const draft = createDraftRecord({ threadId: 't' });

startWithEmptyIndexedDb();

async function open(steps = migrations) {
  const clock = createManualClock();
  const observer = createRecordingObserver();
  const database = await openIndexedDbDatabase('user', observer, clock, steps);
  return { clock, observer, database };
}

function runFull(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('No space.', 'QuotaExceededError');
  });
}

async function expectWorksInMemory(database: SessionDatabase): Promise<void> {
  await database.update('drafts', 't', () => draft);
  expect(await database.readAll('drafts')).toEqual([draft]);
  expect(database.isPersisted).toBe(false);
}

describe('a database that cannot be opened gives way to memory, and the session is told', () => {
  test('when opening fails', async () => {
    failToOpen();
    const { database, observer, clock } = await open();
    expect(observer.problems).toEqual(['unavailable']);
    await expectWorksInMemory(database);
    expect(observer.problems).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('when another page holds an older version open; what is opened late is closed again', async () => {
    const inTheWay = await openDB('confab:user', 1);
    const other = openDB('confab:user', migrations.length);
    const connections = watchConnections();
    const clock = createManualClock();
    const observer = createRecordingObserver();
    const opening = openIndexedDbDatabase('user', observer, clock);
    await clock.advance(4_999);
    expect(observer.problems).toEqual([]);
    await clock.advance(1);
    await expectWorksInMemory(await opening);
    expect(observer.problems).toEqual(['unavailable']);
    expect(observer.causes).toMatchObject([{ code: 'timeout' }]);
    expect(clock.pendingTimers).toBe(0);
    inTheWay.close();
    await vi.waitFor(() => expect(connections).toHaveLength(1));
    await vi.waitFor(() => expect(isOpen(connections[0])).toBe(false));
    (await other).close();
  });

  test('when a page of an older version stands still; that page goes on storing when it runs again', async () => {
    const connections = watchConnections();
    const { database: older, observer } = await open(migrations.slice(0, 1));
    await older.update('outbox', 'c1', () => createOutboxRecord());
    const heard = vi.spyOn(connections[0] as IDBDatabase, 'dispatchEvent').mockReturnValue(true);
    const clock = createManualClock();
    const opening = openIndexedDbDatabase('user', createRecordingObserver(), clock);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    await clock.advance(5_000);
    await expectWorksInMemory(await opening);
    const [[event] = []] = heard.mock.calls;
    heard.mockRestore();
    connections[0]?.dispatchEvent(event as Event);
    await older.update('drafts', 't', () => draft);
    expect(await older.readAll('outbox')).toEqual([createOutboxRecord()]);
    expect(await older.readAll('drafts')).toEqual([draft]);
    expect([observer.problems, older.isPersisted]).toEqual([[], true]);
    expect(await indexedDB.databases()).toEqual([{ name: 'confab:user', version: 1 }]);
  });
});

describe('a device that is full', () => {
  test('refuses what is new, keeps and reads what is there, and tells it once', async () => {
    const { database, observer } = await open();
    await database.update('drafts', 't', () => draft);
    runFull();
    for (const clientMessageId of ['c1', 'c2']) {
      await expect(
        database.update('outbox', clientMessageId, () => createOutboxRecord({ clientMessageId })),
      ).rejects.toMatchObject({
        code: 'storage-full',
        retryable: true,
        message: expect.stringMatching(/is full.*would not survive a reload.*Free some space/),
      });
    }
    expect(observer.problems).toEqual(['full']);
    expect(await database.readAll('outbox')).toEqual([]);
    expect(await database.readAll('drafts')).toEqual([draft]);
    expect(database.isPersisted).toBe(true);
    await database.update('drafts', 't', () => undefined);
    vi.restoreAllMocks();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    expect(await database.readAll('outbox')).toHaveLength(1);
  });

  test('has room again when a new record is stored, which is told, and so is that it is full once more', async () => {
    const { database, observer } = await open();
    const store = (clientMessageId: string) =>
      database.update('outbox', clientMessageId, (current) => ({
        ...(current ?? createOutboxRecord({ clientMessageId })),
        attempts: (current?.attempts ?? 0) + 1,
      }));
    await store('c1');
    runFull();
    await expect(store('c2')).rejects.toMatchObject({ code: 'storage-full' });
    vi.restoreAllMocks();
    await store('c1');
    await database.update('outbox', 'c1', () => undefined);
    expect(observer.problems).toEqual(['full']);
    await store('c2');
    await store('c3');
    expect(observer.problems).toEqual(['full', undefined]);
    runFull();
    await expect(store('c4')).rejects.toMatchObject({ code: 'storage-full' });
    expect(observer.problems).toEqual(['full', undefined, 'full']);
  });

  test('may refuse only when the transaction ends', async () => {
    const { database, observer } = await open();
    const original = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(
      this: IDBObjectStore,
      value,
    ) {
      const request = original.call(this, value);
      request.addEventListener('success', () => {
        // How fake-indexeddb ends a transaction with an error of its own.
        const abort = Reflect.get(this.transaction, '_abort') as (name: string) => void;
        abort.call(this.transaction, 'QuotaExceededError');
      });
      return request;
    });
    await expect(database.update('drafts', 't', () => draft)).rejects.toMatchObject({
      code: 'storage-full',
    });
    expect(observer.problems).toEqual(['full']);
    expect(await database.readAll('drafts')).toEqual([]);
  });
});

describe('a connection that ends', () => {
  /** The browser ends it, and refuses to open the next one. */
  function endAndRefuse(connection: IDBDatabase | undefined): void {
    vi.mocked(indexedDB).open.mockImplementationOnce(() => {
      throw new DOMException('Cannot open.', 'UnknownError');
    });
    endByForce(connection);
  }

  test('by the browser is opened anew', async () => {
    const connections = watchConnections();
    const { database, observer } = await open();
    await database.update('drafts', 't', () => draft);
    endByForce(connections[0]);
    expect(await database.readAll('drafts')).toEqual([draft]);
    expect(connections).toHaveLength(2);
    expect(observer.problems).toEqual([]);
    expect(database.isPersisted).toBe(true);
  });

  test('and cannot be opened in that moment is opened anew with the next call', async () => {
    const connections = watchConnections();
    const { database, observer } = await open();
    await database.update('drafts', 't', () => draft);
    endAndRefuse(connections[0]);
    await vi.waitFor(() => expect(indexedDB.open).toHaveBeenCalledTimes(2));
    expect(await database.readAll('drafts')).toEqual([draft]);
    expect([observer.problems, database.isPersisted]).toEqual([[], true]);
  });

  test('and cannot be opened in that moment, and then breaks once, is still opened anew for the call', async () => {
    const connections = watchConnections();
    const { database, observer } = await open();
    await database.update('drafts', 't', () => draft);
    endAndRefuse(connections[0]);
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The connection is closing.', 'InvalidStateError');
    });
    expect(await database.readAll('drafts')).toEqual([draft]);
    expect(connections).toHaveLength(3);
    expect([observer.problems, database.isPersisted]).toEqual([[], true]);
  });

  test('without a word is opened anew for the call that finds out, and others at the same time', async () => {
    const connections = watchConnections();
    const { database, observer } = await open();
    connections[0]?.close();
    const stored = ['a', 'b', 'c'].map((threadId) =>
      database.update('drafts', threadId, () => createDraftRecord({ threadId })),
    );
    await Promise.all(stored);
    expect(await database.readAll('drafts')).toHaveLength(3);
    expect(connections).toHaveLength(2);
    expect(observer.problems).toEqual([]);
  });

  test('and cannot be opened again is replaced by memory, with what was read and written before', async () => {
    const connections = watchConnections();
    const { database: earlier } = await open();
    await earlier.update('drafts', 't', () => draft);
    await earlier.update('drafts', 'gone', () => createDraftRecord({ threadId: 'gone' }));
    await earlier.update('outbox', 'c1', () => createOutboxRecord());
    const { database, observer, clock } = await open();
    await database.readAll('drafts');
    await database.readAll('outbox');
    await earlier.update('drafts', 'gone', () => undefined);
    await database.readAll('drafts');
    await database.update('outbox', 'c1', () => undefined);
    await database.update('outbox', 'c2', () => createOutboxRecord({ clientMessageId: 'c2' }));
    connections.at(-1)?.close();
    failToOpen();
    await database.update('drafts', 'u', () => createDraftRecord({ threadId: 'u' }));
    expect(observer.problems).toEqual(['unavailable']);
    expect(database.isPersisted).toBe(false);
    expect((await database.readAll('drafts')).map(({ threadId }) => threadId)).toEqual(['t', 'u']);
    expect((await database.readAll('outbox')).map((record) => record.clientMessageId)).toEqual([
      'c2',
    ]);
    expect(observer.problems).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('again and again is replaced by memory', async () => {
    const { database, observer } = await open();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('The connection is closing.', 'InvalidStateError');
    });
    await expectWorksInMemory(database);
    expect(transaction).toHaveBeenCalledTimes(2);
    expect(observer.problems).toEqual(['unavailable']);
  });
});

test("a record that cannot be stored is its writer's mistake: the database stays as it is", async () => {
  const { database, observer } = await open();
  const unfit = { ...draft, text: (() => {}) as unknown as string };
  await expect(database.update('drafts', 't', () => unfit)).rejects.toThrow('could not be cloned');
  await expect(
    database.update('drafts', 't', () => ({ ...draft, threadId: undefined as unknown as string })),
  ).rejects.toMatchObject({ name: 'DataError' });
  expect(await database.readAll('drafts')).toEqual([]);
  expect(observer.problems).toEqual([]);
  expect(database.isPersisted).toBe(true);
});

test('the browser is asked once not to clear the data, when there is something to clear', async () => {
  const persist = vi.fn(() => Promise.reject(new Error('No.')));
  vi.stubGlobal('navigator', { storage: { persist } });
  const { database } = await open();
  await database.readAll('drafts');
  expect(persist).not.toHaveBeenCalled();
  await database.update('drafts', 't', () => draft);
  await database.update('drafts', 't', () => undefined);
  expect(persist).toHaveBeenCalledTimes(1);
});
