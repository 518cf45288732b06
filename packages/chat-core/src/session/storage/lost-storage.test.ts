import { describe, expect, test, vi } from 'vitest';
import { clearData, watchConnections } from '../../test-support/indexed-db-faults.ts';
import { openIndexedDbDatabase } from '../../test-support/open-indexed-db.ts';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { refusal } from '../../test-support/scripted-chat.ts';
import { createDraftRecord, createRecordingObserver } from '../../test-support/stored-records.ts';
import { startWithEmptyIndexedDb } from '../../test-support/empty-indexed-db.ts';
import { migrations, type Migration } from './indexed-db-connection.ts';
import type { SessionDatabase } from './session-database.ts';

startWithEmptyIndexedDb();

/** A device whose tabs keep their messages in IndexedDB, over one service. */
function createDevice() {
  const stage = createOutboxStage();
  const connections = watchConnections();

  async function openTab(steps: readonly Migration[] = migrations) {
    const observer = createRecordingObserver();
    const database = await openIndexedDbDatabase('user', observer, stage.clock, steps);
    const tab = await stage.openTab({ wrap: () => database });
    return { ...tab, observer, database };
  }

  /** What is stored of messages, once it is. */
  const whenStored = (database: SessionDatabase, ...states: readonly string[]): Promise<void> =>
    vi.waitFor(async () => {
      await stage.clock.settle();
      const records = await database.readAll('outbox');
      expect(records.map(({ state }) => state)).toEqual(states);
    });

  return { ...stage, connections, openTab, whenStored };
}

describe('when the browser clears what it keeps under an open page', () => {
  test('a message that waits stays on screen and is sent, and nothing is stored any more', async () => {
    const { world, sent, clock, connections, openTab, whenStored } = createDevice();
    const { outbox, states, database, observer } = await openTab();
    world.isOnline = false;
    const settled = outbox.enqueue(outgoing('mine'));
    await whenStored(database, 'queued');
    await clearData('confab:user', connections);
    await vi.waitFor(() => expect(observer.problems).toEqual(['unavailable']));
    expect(observer.causes).toMatchObject([{ code: 'storage-erased' }]);
    expect(database.isPersisted).toBe(false);
    await outbox.refresh();
    world.isOnline = true;
    outbox.resume();
    await clock.advance(1_000);
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    sent()[0]?.accept();
    await expect(settled).resolves.toMatch(/^\d+$/);
    expect(states('mine')).not.toContain('removed');
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('a message that has failed stays, and so does a draft', async () => {
    const { sent, clock, connections, openTab, whenStored } = createDevice();
    const { outbox, states, database } = await openTab();
    const draft = createDraftRecord();
    await database.put('drafts', draft);
    outbox.enqueue(outgoing('mine')).catch(() => {});
    await whenStored(database, 'sending');
    sent()[0]?.refuse(refusal(403));
    await whenStored(database, 'failed');
    await clearData('confab:user', connections);
    await outbox.refresh();
    await clock.settle();
    expect(states('mine').at(-1)).toBe('failed');
    expect(await database.readAll('drafts')).toEqual([draft]);
    expect(database.isPersisted).toBe(false);
  });

  test('a page that is opened anew, and first, takes nothing from the others', async () => {
    const { connections, openTab, whenStored, world } = createDevice();
    const { outbox, states, database } = await openTab();
    world.isOnline = false;
    outbox.enqueue(outgoing('mine')).catch(() => {});
    await whenStored(database, 'queued');
    await clearData('confab:user', connections);
    await openTab();
    await outbox.refresh();
    expect(database.isPersisted).toBe(false);
    expect(states('mine')).not.toContain('removed');
  });
});

describe('when a tab of a newer version takes over the database', () => {
  const newerSteps: readonly Migration[] = [...migrations, () => {}];

  test('a message that waits stays on screen in the old one, which sees the new one send it', async () => {
    const { world, sent, clock, openTab, whenStored } = createDevice();
    const old = await openTab();
    const draft = createDraftRecord();
    await old.database.put('drafts', draft);
    world.isOnline = false;
    const settled = old.outbox.enqueue(outgoing('mine'));
    await whenStored(old.database, 'queued');
    world.isOnline = true;
    const next = await openTab(newerSteps);
    await vi.waitFor(() => expect(old.observer.problems).toEqual(['newer-version']));
    await old.outbox.refresh();
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    sent()[0]?.accept();
    await whenStored(next.database, 'sent');
    await clock.advance(30_000);
    await expect(settled).resolves.toMatch(/^\d+$/);
    expect(sent()).toHaveLength(1);
    expect(old.states('mine')).not.toContain('removed');
    expect(await old.database.readAll('drafts')).toEqual([draft]);
  });

  test.each([
    ['soon', 0],
    ['after two hours', 7_200_000],
  ])(
    'a message that the new one does not send keeps its text in the old one, and can be sent again there (%s)',
    async (_when, offlineMs) => {
      const { world, sent, clock, openTab, whenStored } = createDevice();
      const old = await openTab();
      world.isOnline = false;
      const settled = old.outbox.enqueue(outgoing('mine'));
      const told = expect(settled).rejects.toMatchObject({ code: 'expired' });
      await whenStored(old.database, 'queued');
      const next = await openTab(newerSteps);
      expect(next.outbox.discard('mine')).toBe(true);
      await whenStored(next.database, 'cancelled');
      await old.outbox.refresh();
      await clock.advance(offlineMs);
      world.isOnline = true;
      old.outbox.resume();
      await clock.advance(60_000);
      await told;
      expect([sent().length, old.states('mine').at(-1)]).toEqual([0, 'failed']);
      const again = old.outbox.retry('mine');
      await clock.advance(1_000);
      sent()[0]?.accept();
      await expect(again).resolves.toMatch(/^\d+$/);
    },
  );
});
