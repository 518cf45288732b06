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
