import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Clock, TimerHandle } from '../../platform/clock.ts';
import { createManualClock, type ManualClock } from '../../test-support/manual-clock.ts';
import { createMemoryStore } from '../storage/memory-database.ts';
import { createStorageFullError } from '../storage/storage-errors.ts';
import { createLease, leaseMs, leaseRenewalMs } from './lease.ts';

/** What a free place costs at most: the lease runs out just after a look, and the next look takes it. */
const takeoverMs = leaseMs + leaseRenewalMs;

/** A device: its clock can be set, and its tabs share a database. */
function createDevice() {
  const clock = createManualClock();
  const store = createMemoryStore();
  let setBy = 0;
  let tabs = 0;

  function openTab() {
    tabs += 1;
    const tab = tabs;
    const waiting = new Map<TimerHandle, () => void>();
    let isFrozen = false;
    /** What falls due in a frozen tab happens when it runs again. */
    const tabClock: Clock = {
      now: () => clock.now() + setBy,
      setTimeout(callback, delayMs) {
        const fire = (): unknown => (isFrozen ? waiting.set(handle, callback) : callback());
        const handle = clock.setTimeout(fire, delayMs);
        return handle;
      },
      clearTimeout(handle) {
        waiting.delete(handle);
        clock.clearTimeout(handle);
      },
    };
    const database = store.open();
    const random = { next: () => 0, createUuid: () => `tab ${tab}` };
    const lease = createLease('sending', { database, clock: tabClock, random });
    const state = { isHeld: false, losses: 0 };
    return {
      state,
      request: () =>
        lease.request({
          onHeld: () => (state.isHeld = true),
          onLost() {
            state.isHeld = false;
            state.losses += 1;
          },
        }),
      release() {
        state.isHeld = false;
        lease.release();
      },
      freeze: () => (isFrozen = true),
      thaw() {
        isFrozen = false;
        for (const [handle, callback] of waiting) {
          waiting.delete(handle);
          callback();
        }
      },
      isFrozen: () => isFrozen,
    };
  }

  return {
    clock,
    store,
    openTab,
    setClock(byMs: number): void {
      setBy += byMs;
    },
  };
}

async function passes(clock: ManualClock, ms: number, check: () => void): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    await clock.advance(500);
    check();
  }
}

test('the first tab has the place for as long as it lives; the second gets it when it is given up', async () => {
  const { clock, openTab, store } = createDevice();
  const [first, second] = [openTab(), openTab()];
  first.request();
  second.request();
  await passes(clock, 60_000, () => {
    expect([first.state.isHeld, second.state.isHeld]).toEqual([true, false]);
  });
  first.release();
  await clock.advance(leaseRenewalMs);
  expect(second.state).toEqual({ isHeld: true, losses: 0 });
  second.release();
  await clock.settle();
  expect(clock.pendingTimers).toBe(0);
  expect(await store.open().readAll('leases')).toEqual([]);
});

test('a frozen tab is succeeded within 13 seconds, and learns of it when it runs again', async () => {
  const { clock, openTab } = createDevice();
  const [first, second] = [openTab(), openTab()];
  first.request();
  second.request();
  await clock.advance(leaseRenewalMs);
  first.freeze();
  await clock.advance(leaseMs - leaseRenewalMs);
  expect(second.state.isHeld).toBe(false);
  await clock.advance(2 * leaseRenewalMs);
  expect(second.state.isHeld).toBe(true);
  first.thaw();
  await clock.settle();
  expect(first.state).toEqual({ isHeld: false, losses: 1 });
  await passes(clock, 30_000, () => {
    expect([first.state.isHeld, second.state.isHeld]).toEqual([false, true]);
  });
});

test('a tab whose database does not answer any more loses the place when the lease runs out', async () => {
  const clock = createManualClock();
  const database = createMemoryStore().open();
  let isHung = false;
  const heard: string[] = [];
  const lease = createLease('sending', {
    clock,
    random: { next: () => 0, createUuid: () => 'tab' },
    database: {
      update: (...call) => (isHung ? new Promise<never>(() => {}) : database.update(...call)),
    },
  });
  lease.request({ onHeld: () => heard.push('held'), onLost: () => heard.push('lost') });
  await clock.advance(1);
  isHung = true;
  await clock.advance(leaseMs - 2);
  expect(heard).toEqual(['held']);
  await clock.advance(1);
  expect(heard).toEqual(['held', 'lost']);
  lease.release();
  expect(clock.pendingTimers).toBe(0);
});

test('on a full device the tab that would get the place takes it, and a tab that would not does not', async () => {
  const clock = createManualClock();
  const database = createMemoryStore().open();
  const heard: string[] = [];
  const lease = createLease('sending', {
    clock,
    random: { next: () => 0, createUuid: () => 'tab' },
    database: {
      async update(table, _key, change) {
        const [current] = await database.readAll(table);
        if (change(current) === current) return current;
        throw createStorageFullError(undefined);
      },
    },
  });
  const other = { name: 'sending', holder: 'another tab', until: clock.now() + 5_000 };
  await database.update('leases', 'sending', () => other);
  lease.request({ onHeld: () => heard.push('held'), onLost: () => heard.push('lost') });
  await clock.advance(4_999);
  expect(heard).toEqual([]);
  await clock.advance(leaseRenewalMs);
  expect(heard).toEqual(['held']);
  lease.release();
  expect(clock.pendingTimers).toBe(0);
});

test.each([3_600_000, -3_600_000])(
  'when the clock of the device is set by %d ms, two tabs have the place for 3 seconds at most',
  async (byMs) => {
    const { clock, openTab, setClock } = createDevice();
    const [first, second] = [openTab(), openTab()];
    first.request();
    await clock.advance(leaseRenewalMs / 2);
    second.request();
    await clock.advance(leaseRenewalMs);
    setClock(byMs);
    let bothMs = 0;
    await passes(clock, 60_000, () => {
      if (first.state.isHeld && second.state.isHeld) bothMs += 500;
    });
    expect(bothMs).toBeLessThanOrEqual(leaseRenewalMs);
    expect([first.state.isHeld, second.state.isHeld].filter(Boolean)).toHaveLength(1);
  },
);

test('a lease that was made before the clock was set back does not keep the place for an hour', async () => {
  const { clock, openTab, setClock } = createDevice();
  const [first, second] = [openTab(), openTab()];
  first.request();
  await clock.advance(1);
  first.freeze();
  setClock(-3_600_000);
  second.request();
  await clock.advance(takeoverMs);
  expect(second.state.isHeld).toBe(true);
});

test('a place that is given up while it is asked for is not taken', async () => {
  const { clock, openTab, store } = createDevice();
  const tab = openTab();
  tab.request();
  tab.release();
  await clock.advance(takeoverMs);
  expect(tab.state).toEqual({ isHeld: false, losses: 0 });
  expect(await store.open().readAll('leases')).toEqual([]);
  tab.request();
  tab.request();
  await clock.settle();
  expect(tab.state.isHeld).toBe(true);
  expect(clock.pendingTimers).toBe(2);
});

const step = fc.record({
  tab: fc.nat({ max: 2 }),
  what: fc.constantFrom('request', 'release', 'freeze', 'thaw'),
  thenMs: fc.nat({ max: 15_000 }),
});

test('whatever tabs do, no two that run have the place, and in the end one has it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { clock, openTab } = createDevice();
      const tabs = [openTab(), openTab(), openTab()] as const;
      const wants = new Set<(typeof tabs)[number]>();
      const holders = () => tabs.filter((tab) => tab.state.isHeld && !tab.isFrozen());
      for (const { tab: index, what, thenMs } of steps) {
        const tab = tabs[index] ?? tabs[0];
        if (what === 'request') wants.add(tab);
        if (what === 'release') wants.delete(tab);
        tab[what as 'request']();
        // A tab that runs again needs a moment to see that its place is gone.
        await clock.settle();
        await passes(clock, thenMs, () => expect(holders().length).toBeLessThanOrEqual(1));
      }
      const awake = [...wants].filter((tab) => !tab.isFrozen());
      await clock.advance(2 * takeoverMs);
      expect(holders()).toHaveLength(awake.length === 0 ? 0 : 1);
      expect(awake).toEqual(expect.arrayContaining(holders()));
    }),
    { numRuns: 30 },
  );
}, 60_000);
