import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemRandom } from '../platform/random.ts';
import { createManualClock, type ManualClock } from '../test-support/manual-clock.ts';
import { createPageSwitch, type PageSwitch } from '../test-support/page-switch.ts';
import { createDraftRecord } from '../test-support/stored-records.ts';
import { createDevice } from './device.ts';
import type { DeviceParts } from './load-device-parts.ts';
import type { ChatSessionOptions } from './session-options.ts';
import { createMemoryStore } from './storage/memory-database.ts';
import type { PersistenceProblem } from './storage/session-database.ts';
import { openBroadcastTabChannel } from './tabs/broadcast-tab-channel.ts';
import type { SharedTable } from './tabs/tab-channel.ts';
import { signOutMs } from './tabs/tabs.ts';

let clock: ManualClock;
const tabs: { close(): Promise<void>; readonly page: PageSwitch }[] = [];

beforeEach(() => {
  clock = createManualClock();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(async () => {
  const ended = tabs.splice(0);
  await Promise.all(ended.map((tab) => tab.close()));
  vi.unstubAllGlobals();
  expect(clock.pendingTimers).toBe(0);
  expect(ended.map(({ page }) => page.listeners)).toEqual(ended.map(() => 0));
});

/** The device as one tab has it, with all that it says. */
function createTab(options: Partial<ChatSessionOptions> = {}, load?: () => Promise<DeviceParts>) {
  const heard: unknown[] = [];
  const errors: unknown[] = [];
  const page = createPageSwitch();
  const ports = {
    options: { userId: 'ada', ...options },
    clock,
    random: systemRandom,
    pageLifecycle: page,
    onProblem: (problem: PersistenceProblem | undefined) => heard.push(problem),
    onSenderChange: (isSender: boolean) => heard.push(isSender ? 'sends' : 'sends no more'),
    onChanged: (table: SharedTable) => heard.push(table),
    onResumed: () => heard.push('resumed'),
    onSignedOut: () => heard.push('signed out'),
    reportError: (error: unknown) => errors.push(error),
  };
  const device = createDevice('user', ports, load);
  device.setAble(true);
  const tab = { ...device, heard, errors, page };
  tabs.push(tab);
  return tab;
}

const store = async (tab: ReturnType<typeof createTab>): Promise<void> =>
  (await tab.database()).put('drafts', createDraftRecord());

async function listDatabases(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

test('who signs out tells the other tabs only when nothing is stored any more, and none of them sends meanwhile', async () => {
  let letErase = (): void => {};
  const memory = createMemoryStore();
  const openDatabase: ChatSessionOptions['openDatabase'] = async () => {
    const database = memory.open();
    return {
      ...database,
      async erase() {
        await new Promise<void>((resolve) => (letErase = resolve));
        await database.erase();
      },
    };
  };
  const [one, other] = [createTab({ openDatabase }), createTab({ openDatabase })];
  await Promise.all([one.open(), other.open(), store(one)]);
  expect(other.heard).toEqual(['sends']);
  const signedOut = one.signOut(one.close);
  await vi.waitFor(() => expect(other.heard).toEqual(['sends', 'sends no more']));
  await clock.settle();
  letErase();
  await signedOut;
  await vi.waitFor(() => expect(other.heard.at(-1)).toBe('signed out'));
  expect(other.heard).toEqual(['sends', 'sends no more', 'signed out']);
  expect(await memory.open().readAll('drafts')).toEqual([]);
});

test('a sign-out that never comes to its end keeps the other tabs from sending for a while only', async () => {
  const other = createTab({ persist: false });
  await other.open();
  void createTab().signOut(() => new Promise(() => {}));
  await vi.waitFor(() => expect(other.heard).toEqual(['turned-off', 'sends', 'sends no more']));
  await clock.advance(signOutMs);
  expect(other.heard.at(-1)).toBe('sends');
  await other.close();
  expect(clock.pendingTimers).toBe(0);
});

test('a tab in which the user is signed out from elsewhere says no word of the database that goes', async () => {
  const [one, other] = [createTab(), createTab()];
  await Promise.all([one.open(), other.open(), store(other)]);
  await one.signOut(one.close);
  await vi.waitFor(() => expect(other.heard.at(-1)).toBe('signed out'));
  expect(other.heard.filter((word) => word === 'unavailable')).toEqual([]);
  expect(other.errors).toEqual([]);
  expect(await listDatabases()).toEqual([]);
});

test('a tab whose database was erased by one that died before it said so tells that nothing is kept any more, and sends', async () => {
  const other = createTab();
  await Promise.all([other.open(), store(other)]);
  await vi.waitFor(() => expect(other.heard).toEqual(['sends']));
  const dying = openBroadcastTabChannel('user', () => {});
  dying.post({ type: 'signing-out' });
  await vi.waitFor(() => expect(other.heard.at(-1)).toBe('sends no more'));
  await new Promise((resolve) => {
    indexedDB.deleteDatabase('confab:user').addEventListener('success', resolve);
  });
  expect(other.heard).not.toContain('unavailable');
  await clock.advance(signOutMs);
  dying.close();
  expect(other.heard.slice(-2)).toEqual(['unavailable', 'sends']);
  expect(other.errors).toMatchObject([{ code: 'storage-erased' }]);
});

test('a tab that keeps things in memory from now on sends them itself, whoever has the place', async () => {
  const [one, other] = [createTab(), createTab()];
  await Promise.all([one.open(), store(one)]);
  await vi.waitFor(() => expect(one.heard).toEqual(['sends']));
  await Promise.all([other.open(), store(other)]);
  expect(other.heard).toEqual([]);
  indexedDB.deleteDatabase('confab:user');
  await vi.waitFor(() => expect(other.heard).toEqual(['unavailable', 'sends']));
});

test.each([
  ['was never used', async () => {}],
  ['was closed', (tab: ReturnType<typeof createTab>) => tab.close()],
])('a session that %s signs out in all tabs, and leaves nothing', async (_what, prepare) => {
  const other = createTab();
  await other.open();
  await store(other);
  const tab = createTab();
  await prepare(tab);
  await tab.signOut(tab.close);
  await vi.waitFor(() => expect(other.heard.at(-1)).toBe('signed out'));
  expect(await listDatabases()).toEqual([]);
});

test('a tab that leaves gives up its place and its line at once, and can still store its last words and tell of them', async () => {
  const release = vi.fn();
  const close = vi.fn();
  const options: Partial<ChatSessionOptions> = {
    createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release }),
    openTabChannel: () => ({ post() {}, close }),
  };
  const leaving = createTab(options);
  await leaving.open();
  release.mockClear();
  leaving.leave();
  expect([release, close].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  expect([leaving.isSender(), leaving.page.listeners]).toEqual([false, 0]);
  await store(leaving);
  leaving.poke('drafts');
  expect(close).toHaveBeenCalledTimes(2);
});

test('the other tabs hear what a tab tells that has left', async () => {
  const [one, other] = [createTab({ persist: false }), createTab({ persist: false })];
  await Promise.all([one.open(), other.open()]);
  one.leave();
  one.poke('drafts');
  await vi.waitFor(() => expect(other.heard).toContain('drafts'));
});

test('before its first use a device watches nothing, and after its end it opens nothing', async () => {
  const openTabChannel = vi.fn(() => ({ post() {}, close() {} }));
  const openDatabase = vi.fn(async () => createMemoryStore().open());
  const { page, database, open, close } = createTab({ openTabChannel, openDatabase });
  expect(page.listeners).toBe(0);
  await close();
  await open();
  await expect(database()).rejects.toMatchObject({ code: 'disposed' });
  expect(page.listeners).toBe(0);
  expect([openTabChannel, openDatabase].flatMap((call) => call.mock.calls)).toEqual([]);
  expect(await listDatabases()).toEqual([]);
});
