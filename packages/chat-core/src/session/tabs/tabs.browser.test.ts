import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { systemSessionPage } from '../../platform/session-page.ts';
import { systemRandom } from '../../platform/random.ts';
import { createMemoryDatabase } from '../storage/memory-database.ts';
import { openBroadcastTabChannel } from './broadcast-tab-channel.ts';
import type { SendingLock } from './sending-lock.ts';
import { createSystemSendingLock } from './system-sending-lock.ts';
import type { TabMessage } from './tab-channel.ts';
import { createWebLock } from './web-lock.ts';

const locks: SendingLock[] = [];
let name: string;

beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(async () => {
  for (const lock of locks.splice(0)) lock.release();
  vi.restoreAllMocks();
  await vi.waitFor(async () => expect(await findPlaces()).toEqual({ held: 0, pending: 0 }));
});

/** How many tabs have the lock, and how many wait for it. */
async function findPlaces(): Promise<{ held: number; pending: number }> {
  const { held = [], pending = [] } = await navigator.locks.query();
  const count = (infos: readonly LockInfo[]): number =>
    infos.filter((info) => info.name?.includes(name)).length;
  return { held: count(held), pending: count(pending) };
}

function openTab(create: () => SendingLock) {
  const lock = create();
  locks.push(lock);
  const heard: string[] = [];
  lock.request({ onHeld: () => heard.push('held'), onLost: () => heard.push('lost') });
  return { lock, heard };
}

function createSystemLock(): SendingLock {
  const database = { ...createMemoryDatabase(), isPersisted: true };
  return createSystemSendingLock(name, { database, clock: systemClock, random: systemRandom });
}

test('one tab has the place; when it gives it up, the next has it, and who gave up waiting has not', async () => {
  const first = openTab(createSystemLock);
  await vi.waitFor(() => expect(first.heard).toEqual(['held']));
  const [second, third] = [openTab(createSystemLock), openTab(createSystemLock)];
  await vi.waitFor(async () => expect(await findPlaces()).toEqual({ held: 1, pending: 2 }));
  second.lock.release();
  first.lock.release();
  await vi.waitFor(() => expect(third.heard).toEqual(['held']));
  expect(second.heard).toEqual([]);
  expect(first.heard).toEqual(['held']);
  expect(await findPlaces()).toEqual({ held: 1, pending: 0 });
});

test('a page that goes away passes the place on', async () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const inFrame = frame.contentWindow?.navigator.locks;
  const first = openTab(() => createWebLock(inFrame ?? navigator.locks, name));
  await vi.waitFor(() => expect(first.heard).toEqual(['held']));
  const second = openTab(() => createWebLock(navigator.locks, name));
  await vi.waitFor(async () => expect(await findPlaces()).toEqual({ held: 1, pending: 1 }));
  frame.remove();
  await vi.waitFor(() => expect(second.heard).toEqual(['held']));
});

test.each([
  ['frozen', 'freeze', 'resume', (): EventTarget => document],
  ['left', 'pagehide', 'pageshow', (): EventTarget => window],
])(
  'a page that is %s gives the place up, and asks again when it runs on',
  async (_what, end, again, find) => {
    const tab = openTab(createSystemLock);
    await vi.waitFor(() => expect(tab.heard).toEqual(['held']));
    find().dispatchEvent(new Event(end));
    expect(tab.heard).toEqual(['held', 'lost']);
    await vi.waitFor(async () => expect(await findPlaces()).toEqual({ held: 0, pending: 0 }));
    find().dispatchEvent(new Event(again));
    await vi.waitFor(() => expect(tab.heard).toEqual(['held', 'lost', 'held']));
    tab.lock.release();
    find().dispatchEvent(new Event(end));
    find().dispatchEvent(new Event(again));
    expect(tab.heard).toEqual(['held', 'lost', 'held']);
  },
);

test('a page that is shown and was never suspended keeps the place', async () => {
  const first = openTab(createSystemLock);
  await vi.waitFor(() => expect(first.heard).toEqual(['held']));
  const second = openTab(createSystemLock);
  await vi.waitFor(async () => expect(await findPlaces()).toEqual({ held: 1, pending: 1 }));
  window.dispatchEvent(new Event('pageshow'));
  expect(await findPlaces()).toEqual({ held: 1, pending: 1 });
  first.lock.release();
  await vi.waitFor(() => expect(second.heard).toEqual(['held']));
});

test('who loses the place to code that takes it by force hears of it, and gets it back', async () => {
  const tab = openTab(() => createWebLock(navigator.locks, name));
  await vi.waitFor(() => expect(tab.heard).toEqual(['held']));
  let end = (): void => {};
  void navigator.locks.request(
    name,
    { steal: true },
    () => new Promise<void>((resolve) => (end = resolve)),
  );
  await vi.waitFor(() => expect(tab.heard).toEqual(['held', 'lost']));
  end();
  await vi.waitFor(() => expect(tab.heard).toEqual(['held', 'lost', 'held']));
});

test('a page that may not use locks counts as the one that sends', async () => {
  vi.spyOn(navigator.locks, 'request').mockRejectedValue(
    new DOMException('The document is sandboxed.', 'SecurityError'),
  );
  const tab = openTab(() => createWebLock(navigator.locks, name));
  await vi.waitFor(() => expect(tab.heard).toEqual(['held']));
});

test('tabs hear each other over a channel', async () => {
  const heard: TabMessage[] = [];
  const other = openBroadcastTabChannel(name, (message) => heard.push(message));
  const own = openBroadcastTabChannel(name, () => expect.unreachable());
  own.post({ type: 'changed', table: 'drafts' });
  own.post({ type: 'signed-out' });
  await vi.waitFor(() =>
    expect(heard).toEqual([{ type: 'changed', table: 'drafts' }, { type: 'signed-out' }]),
  );
  other.close();
  own.close();
});

test('what was said last over a channel is heard, though it was closed at once', async () => {
  const heard: TabMessage[] = [];
  const other = openBroadcastTabChannel(name, (message) => heard.push(message));
  const own = openBroadcastTabChannel(name, () => {});
  own.post({ type: 'signed-out' });
  own.close();
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'signed-out' }]));
  other.close();
});

test('a page says when it is suspended and when it runs on, until nobody wants to hear it', () => {
  const heard: boolean[] = [];
  const end = systemSessionPage.onSuspensionChange?.((isSuspended) => heard.push(isSuspended));
  document.dispatchEvent(new Event('freeze'));
  document.dispatchEvent(new Event('resume'));
  window.dispatchEvent(new Event('pagehide'));
  window.dispatchEvent(new Event('pageshow'));
  end?.();
  document.dispatchEvent(new Event('freeze'));
  window.dispatchEvent(new Event('pageshow'));
  expect(heard).toEqual([true, false, true, false]);
});
