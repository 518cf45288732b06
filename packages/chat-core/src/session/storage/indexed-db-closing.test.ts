import { IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { describe, expect, test, vi } from 'vitest';
import { failToOpen, isOpen, watchConnections } from '../../test-support/indexed-db-faults.ts';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { createManualClock } from '../../test-support/manual-clock.ts';
import {
  createDraftRecord,
  createOutboxRecord,
  createRecordingObserver,
} from '../../test-support/stored-records.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';

const draft = createDraftRecord({ threadId: 't' });

startWithEmptyIndexedDb();

async function open() {
  const clock = createManualClock();
  const observer = createRecordingObserver();
  const database = await openIndexedDbDatabase('user', observer, clock);
  return { clock, observer, database };
}

/** A database that waited in vain for another page, which holds an older version of it open. */
async function openBehindAnother() {
  const inTheWay = await openDB('confab:user', 1);
  const clock = createManualClock();
  const opening = openIndexedDbDatabase('user', createRecordingObserver(), clock);
  await clock.advance(5_000);
  return { clock, inTheWay, database: await opening };
}

/** Another page that stands still in the midst of a change of the messages. */
async function stopInChange() {
  const frozen = await openDB('confab:user');
  let isFrozen = true;
  const { store, done } = frozen.transaction('outbox', 'readwrite');
  const wait = async (): Promise<void> => {
    while (isFrozen) await store.count();
  };
  void wait();
  return {
    async goOn() {
      isFrozen = false;
      await done;
    },
    close: () => frozen.close(),
  };
}

describe('closing while another page stands still in the midst of a change', () => {
  test('lets go of the database at once, leaves no timer, and what was asked for before is done when that page goes on', async () => {
    const connections = watchConnections();
    const { database, clock } = await open();
    const other = await stopInChange();
    const stored = database.update('outbox', 'c1', () => createOutboxRecord());
    database.close();
    await clock.settle();
    expect(isOpen(connections[0])).toBe(false);
    expect(clock.pendingTimers).toBe(0);
    await other.goOn();
    expect(await stored).toEqual(createOutboxRecord());
    other.close();
    const { database: again } = await open();
    expect(await again.readAll('outbox')).toEqual([createOutboxRecord()]);
  });
});

describe('a call that has to connect again while the database', () => {
  test('is closed is carried out, and leaves no connection, no timer, and nothing to tell', async () => {
    const connections = watchConnections();
    const { database, observer, clock } = await open();
    connections[0]?.close();
    const stored = database.update('drafts', 't', () => draft);
    database.close();
    expect(await stored).toEqual(draft);
    await vi.waitFor(() => expect(connections.map(isOpen)).toEqual([false, false]));
    expect(clock.pendingTimers).toBe(0);
    expect(observer.problems).toEqual([]);
  });

  test('is erased brings nothing back', async () => {
    const connections = watchConnections();
    const { database } = await open();
    connections[0]?.close();
    const stored = database.update('drafts', 't', () => draft);
    await database.erase();
    await stored;
    expect(await indexedDB.databases()).toEqual([]);
    expect(connections.map(isOpen)).not.toContain(true);
  });
});

describe('erasing while another page does not let go of the database', () => {
  test('empties it, ends after 5 seconds, and the database goes when that page does', async () => {
    const { database, clock } = await open();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    const inTheWay = await openDB('confab:user');
    const erasing = database.erase();
    await vi.waitFor(async () => expect(await inTheWay.count('outbox')).toBe(0));
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    await clock.advance(5_000);
    await erasing;
    expect(clock.pendingTimers).toBe(0);
    inTheWay.close();
    await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
  });

  test('empties it also when it was closed before, with a change under way', async () => {
    const { database, clock } = await open();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    const inTheWay = await openDB('confab:user');
    void database.update('outbox', 'c2', () => createOutboxRecord({ clientMessageId: 'c2' }));
    database.close();
    const erasing = database.erase();
    await vi.waitFor(async () => expect(await inTheWay.count('outbox')).toBe(0));
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    await clock.advance(5_000);
    await expect(erasing).resolves.toBeUndefined();
    expect(await inTheWay.count('outbox')).toBe(0);
    inTheWay.close();
  });

  test('says so, and does not wait for ever, when that page stands still in the midst of a change', async () => {
    const { database, clock } = await open();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    const other = await stopInChange();
    const changed = database.update('outbox', 'c1', (current) => current);
    const told = expect(database.erase()).rejects.toMatchObject({ code: 'not-erased' });
    await clock.advance(15_000);
    await told;
    expect(clock.pendingTimers).toBe(0);
    await other.goOn();
    await changed;
    other.close();
    await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
  });

  test('says so when it could not be emptied either', async () => {
    const connections = watchConnections();
    const { database } = await open();
    await database.update('outbox', 'c1', () => createOutboxRecord());
    vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(() => {
      throw new DOMException('Cannot.', 'UnknownError');
    });
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('Cannot.', 'UnknownError');
    });
    await expect(database.erase()).rejects.toMatchObject({
      code: 'not-erased',
      message: expect.stringContaining('still on the device'),
    });
    expect(connections.map(isOpen)).not.toContain(true);
  });

  test('says so when that page kept this one from opening it, too, and the database goes when it does', async () => {
    const { database, clock, inTheWay } = await openBehindAnother();
    const told = expect(database.erase()).rejects.toMatchObject({ code: 'not-erased' });
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    await clock.advance(5_000);
    await told;
    inTheWay.close();
    await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
  });

  test('says so when that page kept this one from opening it, and the browser refuses to delete it', async () => {
    const { database, inTheWay } = await openBehindAnother();
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('Cannot.', 'UnknownError');
    });
    await expect(database.erase()).rejects.toMatchObject({ code: 'not-erased' });
    inTheWay.close();
  });

  test('says so when this one could not open it, and nobody knows whether it is there', async () => {
    failToOpen();
    const { database, clock } = await open();
    vi.spyOn(indexedDB, 'deleteDatabase').mockReturnValue(new EventTarget() as IDBOpenDBRequest);
    const told = expect(database.erase()).rejects.toMatchObject({ code: 'not-erased' });
    await vi.waitFor(() => expect(clock.pendingTimers).toBe(1));
    await clock.advance(5_000);
    await told;
  });

  test('is nothing to complain of where there was never a database', async () => {
    failToOpen();
    const { database } = await open();
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('Cannot.', 'SecurityError');
    });
    await expect(database.erase()).resolves.toBeUndefined();
  });
});
