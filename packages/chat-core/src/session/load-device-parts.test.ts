import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { systemRandom } from '../platform/random.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createPageSwitch } from '../test-support/page-switch.ts';
import { createDraftRecord } from '../test-support/stored-records.ts';
import { createDevice } from './device.ts';
import type { DeviceParts } from './load-device-parts.ts';
import type { ChatSessionOptions } from './session-options.ts';
import { createMemoryStore } from './storage/memory-database.ts';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A tab of the user on a device whose code fails to load so many times. */
function openTab(failures: number, options: Partial<ChatSessionOptions> = {}) {
  const clock = createManualClock();
  const load = vi.fn(async (): Promise<DeviceParts> => {
    if (load.mock.calls.length <= failures)
      throw new TypeError('Failed to fetch dynamically imported module');
    return import('./device-parts.ts');
  });
  const problems: unknown[] = [];
  const errors: unknown[] = [];
  const ports = {
    options: { userId: 'ada', ...options },
    clock,
    random: systemRandom,
    pageLifecycle: createPageSwitch(),
    onProblem: (problem: unknown) => problems.push(problem),
    onSenderChange() {},
    onChanged() {},
    onResumed() {},
    onSignedOut() {},
    reportError: (error: unknown) => errors.push(error),
  };
  const device = createDevice('user', ports, load);
  onTestFinished(() => device.close());
  return { device, clock, load, problems, errors };
}

async function storeDraft(): Promise<void> {
  const { device } = openTab(0);
  await (await device.database()).put('drafts', createDraftRecord());
  await device.close();
}

test('a session whose code for the storage loads only after a while shows what earlier pages have stored, and stores what follows', async () => {
  await storeDraft();
  const { device, clock, load, problems, errors } = openTab(5);
  const opening = device.database();
  await clock.advance(29_999);
  expect(load).toHaveBeenCalledTimes(5);
  await clock.advance(1);
  const database = await opening;
  expect(await database.readAll('drafts')).toHaveLength(1);
  expect(database.isPersisted).toBe(true);
  expect([problems, errors, clock.pendingTimers]).toEqual([[], [], 0]);
});

test('a session whose code for the storage does not load within half a minute goes on in memory, and says so', async () => {
  const { device, clock, problems, errors } = openTab(Infinity);
  const opening = device.database();
  await clock.advance(30_000);
  expect((await opening).isPersisted).toBe(false);
  expect(problems).toEqual(['unavailable']);
  expect(errors).toMatchObject([
    { code: 'not-loaded', message: expect.stringMatching(/Load the page anew/) },
  ]);
  expect(clock.pendingTimers).toBe(0);
});

test('a session that ends while its code for the storage is missing tries once more, and waits no longer', async () => {
  await storeDraft();
  for (const [failures, isPersisted] of [
    [1, true],
    [2, false],
  ] as const) {
    const { device, clock, load } = openTab(failures);
    const opening = device.database();
    await clock.settle();
    device.leave();
    expect((await opening).isPersisted).toBe(isPersisted);
    expect([load.mock.calls.length, clock.pendingTimers]).toEqual([2, 0]);
  }
});

const own = (): Partial<ChatSessionOptions> => {
  const database = { ...createMemoryStore().open(), isPersisted: true };
  return { openDatabase: async () => database };
};

test('a tab over a database of the app asks for the place to send once the code for that has come', async () => {
  const { device, clock, errors } = openTab(3, own());
  device.setAble(true);
  const opening = device.open();
  await clock.advance(7_000);
  await opening;
  await vi.waitFor(() => expect(device.isSender()).toBe(true));
  expect(errors).toEqual([]);
});

test('a tab over a database of the app whose code for the place to send does not come sends all the same, and says so', async () => {
  const { device, clock, errors } = openTab(Infinity, own());
  device.setAble(true);
  const opening = device.open();
  await clock.advance(30_000);
  await opening;
  expect(device.isSender()).toBe(true);
  expect(errors).toMatchObject([{ code: 'not-loaded' }]);
});
