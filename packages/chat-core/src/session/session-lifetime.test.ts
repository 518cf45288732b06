import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionStatus } from '../model/entities.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createPageSwitch } from '../test-support/page-switch.ts';
import { createSwitchableNetwork } from '../test-support/switchable-network.ts';
import { signIn } from '../test-support/two-people.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatEvent } from './chat-event.ts';
import { createMemoryStore } from './storage/memory-database.ts';

let service: ChatService;
beforeEach(async () => {
  service = await createChatService();
});
afterEach(() => service.close());

async function openSession() {
  const clock = createManualClock(Date.now());
  const network = createSwitchableNetwork(service);
  const { userId, token } = await service.createUser('Ada');
  const credential = createTokenCredential(token, clock);
  const ledger = createLedger();
  const options = { ...network.options, clock };
  const client = ledger.createClient('http://localhost', credential, options);
  const session = ledger.createSession(client, { userId, clock });
  ledger.endWithTest(session);
  const heard: ChatEvent[] = [];
  session.subscribe((batch) => heard.push(...batch));
  const status = (): ConnectionStatus | undefined =>
    heard.flatMap((event) => (event.type === 'connection-changed' ? [event.status] : [])).at(-1);
  return { clock, ledger, network, client, session, heard, status };
}

test('nothing is left of a session that is disposed while it connects and reads', async () => {
  const { clock, ledger, network, session, heard } = await openSession();
  const release = network.hold(/./);
  session.start();
  const reads = Promise.allSettled([session.loadThreads(), session.createThread({ topic: 'T' })]);
  await vi.waitFor(() => expect(ledger.open).toContainEqual(expect.stringContaining('request')));
  await session.dispose();
  ledger.requireNothingOpen();
  const after = heard.length;
  release();
  await reads;
  await clock.settle();
  expect(clock.pendingTimers).toBe(0);
  expect(heard).toHaveLength(after);
});

test('a session that was never started can be disposed, twice', async () => {
  const { clock, session } = await openSession();
  await session.dispose();
  await session.dispose();
  expect(clock.pendingTimers).toBe(0);
});

test('1,000 sessions that nobody uses listen to nothing and open nothing', async () => {
  const { client, ledger } = await openSession();
  const page = createPageSwitch();
  const open = vi.fn();
  for (let index = 0; index < 1_000; index += 1) {
    ledger.createSession(client, {
      userId: 'ada',
      pageLifecycle: {
        ...page,
        onSuspensionChange: (listener) => page.onOnlineChange(() => listener(true)),
      },
      openDatabase: open,
      openTabChannel: open,
      createSendingLock: open,
    });
  }
  expect([page.listeners, open.mock.calls.length]).toEqual([0, 0]);
  ledger.requireNothingOpen();
});

test('a session whose database does not answer any more gives up its place, its line and its listeners at once', async () => {
  const { client, network } = await openSession();
  const ledger = createLedger();
  const memory = createMemoryStore().open();
  const page = createPageSwitch();
  const release = vi.fn();
  const close = vi.fn();
  const session = ledger.createSession(client, {
    userId: 'ada',
    pageLifecycle: page,
    openDatabase: async () => ({ ...memory, update: () => new Promise(() => {}) }),
    openTabChannel: () => ({ post() {}, close }),
    createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release }),
  });
  network.cut();
  session.setDraft('19:t@thread.v2', { text: 'Hello' });
  await vi.waitFor(() => expect(release).toHaveBeenCalled());
  release.mockClear();
  void session.dispose();
  expect([release, close].map((call) => call.mock.calls.length)).toEqual([1, 1]);
  expect(page.listeners).toBe(0);
  await vi.waitFor(() => expect(ledger.open).toEqual(['1 × database']));
});

test('a disposed session takes no message and does not start, and says why', async () => {
  const { client, session } = await openSession();
  await session.dispose();
  expect(() => session.send('19:t@thread.v2', { content: 'Hello' })).toThrow('was disposed');
  expect(() => session.start()).toThrow('was disposed');
  await client.stopRealtimeNotifications();
});

test('whatever is asked of a disposed session is refused, and nothing leaves', async () => {
  const { network, session } = await openSession();
  await session.dispose();
  const threadId = '19:t@thread.v2';
  const asked: Record<string, () => unknown> = {
    retry: () => session.retry('mine'),
    discard: () => session.discard('mine'),
    edit: () => session.edit(threadId, '1', { content: 'Hello' }),
    remove: () => session.remove(threadId, '1'),
    markRead: () => session.markRead(threadId, '1'),
    setDraft: () => session.setDraft(threadId, { text: 'Hello' }),
    createThread: () => session.createThread({ topic: 'T' }),
    addParticipants: () => session.addParticipants(threadId, [{ userId: '8:acs:grace' }]),
    removeParticipant: () => session.removeParticipant(threadId, '8:acs:grace'),
    updateTopic: () => session.updateTopic(threadId, 'T'),
    leave: () => session.leave(threadId),
    deleteThread: () => session.deleteThread(threadId),
  };
  for (const [operation, ask] of Object.entries(asked))
    await expect(async () => ask(), operation).rejects.toMatchObject({ code: 'disposed' });
  session.notifyTyping(threadId);
  expect(network.requests).toEqual([]);
});

test('an edit that nobody waits for, and that is refused, is no unhandled rejection', async () => {
  const { session, clock } = await openSession();
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  void session.edit('19:t@thread.v2', '1', { content: '' });
  await session.dispose();
  void session.edit('19:t@thread.v2', '1', { content: 'Hello' });
  await clock.settle();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('a session can be stopped and started again, and is live once more', async () => {
  const { session, status } = await openSession();
  session.start();
  await session.stop();
  session.start();
  await vi.waitFor(() => expect(status()).toBe('live'));
  await session.stop();
  expect(status()).toBe('stopped');
  session.start();
  await vi.waitFor(() => expect(status()).toBe('live'));
  await session.dispose();
});

test('a session goes live on a client whose notifications run already', async () => {
  const { client, session, status } = await openSession();
  await client.startRealtimeNotifications();
  session.start();
  await vi.waitFor(() => expect(status()).toBe('live'));
  await session.dispose();
});

test('a listener that comes late hears how the connection is', async () => {
  const { session, status } = await openSession();
  session.start();
  await vi.waitFor(() => expect(status()).toBe('live'));
  const late: ChatEvent[] = [];
  session.subscribe((batch) => late.push(...batch));
  expect(late).toMatchObject([
    { type: 'connection-changed', status: 'live' },
    { type: 'persistence-changed', isPersisted: false },
    { type: 'drafts-read' },
  ]);
  await session.dispose();
});

test('a session that ended because the service cannot be heard any more says so, and can be started again', async () => {
  const { client, session, status } = await openSession();
  session.start();
  await vi.waitFor(() => expect(status()).toBe('live'));
  await client.stopRealtimeNotifications();
  expect(status()).toBe('stopped');
  session.start();
  await vi.waitFor(() => expect(status()).toBe('live'));
  await session.dispose();
});

test('an error handler that throws does not end the stream of events', async () => {
  const { userId, token } = await service.createUser('Ada');
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: service.fetch,
    webSocket: service.webSocket,
  });
  const session = ledger.createSession(client, {
    userId,
    onError() {
      throw new Error('A broken handler.');
    },
  });
  session.subscribe(() => {
    throw new Error('A broken listener.');
  });
  const heard: ChatEvent[] = [];
  session.subscribe((batch) => heard.push(...batch));
  await expect(session.loadThreads()).resolves.toEqual({ count: 0 });
  await session.loadThreads();
  expect(heard).toHaveLength(2);
  await session.dispose();
  ledger.requireNothingOpen();
});

test('a thread of more than 20 people causes no receipts and no typing notifications', async () => {
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, index) => service.createUser(`Person ${index}`)),
  );
  const network = createSwitchableNetwork(service);
  const ada = await signIn(service, 'Ada', network.options);
  const { threadId } = await ada.session.createThread({ topic: 'Crowd', participants: people });
  await ada.session.loadParticipants(threadId);
  const { settled } = ada.session.send(threadId, { content: 'Hello all' });
  ada.session.markRead(threadId, await settled);
  ada.session.notifyTyping(threadId);
  expect(await ada.session.loadReceipts(threadId)).toEqual({ count: 0 });
  ada.session.start();
  await vi.waitFor(() => expect(ada.state().connection).toBe('live'));
  expect(network.requests.filter((path) => /readReceipts|typing/.test(path))).toEqual([]);
  expect(ada.thread(threadId).receipts.size).toBe(1);
  await ada.session.dispose();
});
