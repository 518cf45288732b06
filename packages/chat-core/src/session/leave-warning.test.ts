import { afterEach, expect, test, vi } from 'vitest';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import { systemSessionPage } from '../platform/session-page.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createToken } from '../test-support/create-token.ts';
import { createPageSwitch } from '../test-support/page-switch.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createLeaveWarning } from './leave-warning.ts';
import { createMemoryStore } from './storage/memory-database.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page of the platform, which somebody tries to leave. */
function createPage() {
  const window = new EventTarget();
  const listen = vi.spyOn(window, 'addEventListener');
  const unlisten = vi.spyOn(window, 'removeEventListener');
  vi.stubGlobal('window', window);
  return {
    asks: () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
    listeners: () => listen.mock.calls.length - unlisten.mock.calls.length,
  };
}

test('a page asks before it is left only while something would be lost with it, and listens only then', () => {
  const page = createPage();
  let isAtRisk = false;
  const warning = createLeaveWarning(systemSessionPage, () => isAtRisk);
  const seen = [false, true, true, false, true].map((next) => {
    isAtRisk = next;
    warning.update();
    return [page.asks(), page.listeners()];
  });
  expect(seen).toEqual([
    [false, 0],
    [true, 1],
    [true, 1],
    [false, 0],
    [true, 1],
  ]);
  warning.dispose();
  expect([page.asks(), page.listeners()]).toEqual([false, 0]);
});

test('of two sessions on a page the one that has nothing to lose does not speak for the other', () => {
  const page = createPage();
  const one = createLeaveWarning(systemSessionPage, () => true);
  const other = createLeaveWarning(systemSessionPage, () => true);
  one.update();
  other.update();
  one.dispose();
  expect(page.asks()).toBe(true);
  other.dispose();
  expect(page.asks()).toBe(false);
});

test('where there is no page to be left nothing asks', () => {
  const warning = createLeaveWarning({}, () => true);
  expect(() => warning.update()).not.toThrow();
  const inNode = createLeaveWarning(systemSessionPage, () => true);
  inNode.update();
  inNode.dispose();
});

test('a session that keeps nothing has the page ask while a message is unsent, one that keeps everything never does', async () => {
  const listeners = new Set<() => boolean>();
  const pageLifecycle: PageLifecycle = {
    ...createPageSwitch(),
    isOnline: () => false,
    onBeforeLeaving(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const asking = (): number => [...listeners].filter((listener) => listener()).length;
  const ledger = createLedger();
  const client = ledger.createClient(
    'http://localhost',
    createTokenCredential(createToken(Date.now() + 3_600_000)),
  );
  const options = { userId: 'ada', pageLifecycle };
  const message = { content: 'Hello' };

  const forgetful = ledger.createSession(client, { ...options, persist: false });
  const { clientMessageId, settled } = forgetful.send('t', message);
  settled.catch(() => {});
  await vi.waitFor(() => expect(asking()).toBe(1));
  forgetful.discard(clientMessageId);
  await vi.waitFor(() => expect(asking()).toBe(0));
  forgetful.send('t', message);
  await vi.waitFor(() => expect(asking()).toBe(1));
  await forgetful.dispose();
  ledger.requireNothingOpen();
  expect(asking()).toBe(0);

  const database = { ...createMemoryStore().open(), isPersisted: true };
  const keeping = ledger.createSession(client, { ...options, openDatabase: async () => database });
  keeping.send('t', message);
  await vi.waitFor(async () => expect(await database.readAll('outbox')).toHaveLength(1));
  expect(asking()).toBe(0);
  await keeping.dispose();
  ledger.requireNothingOpen();
});
