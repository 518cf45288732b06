import { expect, test } from 'vitest';
import { createManualClock } from '../../test-support/manual-clock.ts';
import { createMemoryDatabase, createMemoryStore } from '../storage/memory-database.ts';
import { leaseRenewalMs } from './lease.ts';
import { createSystemSendingLock } from './system-sending-lock.ts';

function createScene() {
  const clock = createManualClock();
  const store = createMemoryStore();
  let tabs = 0;

  function openTab(database = { ...store.open(), isPersisted: true }) {
    tabs += 1;
    const tab = tabs;
    const listeners = new Set<(isSuspended: boolean) => void>();
    const lock = createSystemSendingLock('user', {
      database,
      clock,
      random: { next: () => 0, createUuid: () => `tab ${tab}` },
      locks: undefined,
      pageLifecycle: {
        onSuspensionChange(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    });
    const heard: string[] = [];
    return {
      heard,
      listeners,
      request: () =>
        lock.request({ onHeld: () => heard.push('held'), onLost: () => heard.push('lost') }),
      release: () => lock.release(),
      suspend: (isSuspended: boolean) => listeners.forEach((listener) => listener(isSuspended)),
    };
  }

  return { clock, openTab };
}

test('without Web Locks, tabs that share a database hand the place on through it', async () => {
  const { clock, openTab } = createScene();
  const [first, second] = [openTab(), openTab()];
  first.request();
  second.request();
  await clock.advance(60_000);
  expect(first.heard).toEqual(['held']);
  expect(second.heard).toEqual([]);
  first.release();
  await clock.advance(leaseRenewalMs);
  expect(first.heard).toEqual(['held']);
  expect(second.heard).toEqual(['held']);
});

test('a tab whose database is its own has the place at once, and needs no timer for it', () => {
  const { clock, openTab } = createScene();
  const [first, second] = [openTab(createMemoryDatabase()), openTab(createMemoryDatabase())];
  first.request();
  second.request();
  expect(first.heard).toEqual(['held']);
  expect(second.heard).toEqual(['held']);
  expect(clock.pendingTimers).toBe(0);
});

test('a tab that lost its shared database has the place when it asks anew', async () => {
  const { clock, openTab } = createScene();
  const database = { ...createMemoryStore().open(), isPersisted: true };
  const [first, second] = [openTab(database), openTab(database)];
  first.request();
  second.request();
  await clock.settle();
  expect(second.heard).toEqual([]);
  database.isPersisted = false;
  second.release();
  second.request();
  expect(second.heard).toEqual(['held']);
});

test('a page that is frozen or left gives the place up at once, and asks again when it runs on', async () => {
  const { clock, openTab } = createScene();
  const [first, second] = [openTab(), openTab()];
  first.request();
  second.request();
  await clock.settle();
  first.suspend(true);
  first.suspend(true);
  expect(first.heard).toEqual(['held', 'lost']);
  await clock.advance(leaseRenewalMs);
  expect(second.heard).toEqual(['held']);
  first.suspend(false);
  first.suspend(false);
  await clock.advance(60_000);
  expect(first.heard).toEqual(['held', 'lost']);
  second.suspend(true);
  await clock.advance(leaseRenewalMs);
  expect(first.heard).toEqual(['held', 'lost', 'held']);
});

test('a page that was left before it had the place hears of no loss', async () => {
  const { clock, openTab } = createScene();
  const [first, second] = [openTab(), openTab()];
  first.request();
  await clock.settle();
  second.request();
  second.suspend(true);
  await clock.advance(60_000);
  expect(second.heard).toEqual([]);
});

test('a tab that gives the place up keeps no timer and no listener, also when it is suspended', async () => {
  const { clock, openTab } = createScene();
  const [first, second] = [openTab(), openTab()];
  first.request();
  second.request();
  second.suspend(true);
  await clock.settle();
  first.release();
  first.release();
  second.release();
  first.suspend(false);
  await clock.advance(60_000);
  expect(first.heard).toEqual(['held']);
  expect(second.heard).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
  expect(first.listeners.size + second.listeners.size).toBe(0);
});

test('the place can be asked for again after it was given up', async () => {
  const { clock, openTab } = createScene();
  const tab = openTab();
  tab.request();
  tab.release();
  tab.request();
  tab.request();
  await clock.settle();
  expect(tab.heard).toEqual(['held']);
});
