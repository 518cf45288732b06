import { createChatService, createMemoryStorage, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  createSwitchableNetwork,
  type SwitchableNetwork,
} from '../test-support/switchable-network.ts';
import { signIn, type Person } from '../test-support/two-people.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
const patience = { timeout: 15_000 };
let storage: ReturnType<typeof createMemoryStorage>;
let service: ChatService;
let network: SwitchableNetwork;
let ada: Person;
let grace: Person;
let threadId: string;

beforeEach(async () => {
  storage = createMemoryStorage();
  service = await createChatService({ storage });
  network = createSwitchableNetwork(service);
  ada = await signIn(service, 'Ada', {
    ...network.options,
    retryOptions: { maxRetries: 0 },
  });
  grace = await signIn(service, 'Grace');
  threadId = await createThread('Launch');
  ada.session.start();
  await isLive();
});

afterEach(async () => {
  await Promise.all([ada.session.dispose(), grace.session.dispose()]);
  await service.close();
});

async function createThread(topic: string): Promise<string> {
  const participants = [{ userId: ada.session.userId, displayName: 'Ada' }];
  return (await grace.session.createThread({ topic, participants })).threadId;
}

async function isLive(): Promise<void> {
  await vi.waitFor(() => expect(ada.state().connection).toBe('live'), patience);
}

async function say(...texts: readonly string[]): Promise<void> {
  for (const content of texts) await grace.session.send(threadId, { content }).settled;
}

/** The client cannot resume: its place is one in another event log. */
async function healWithAnotherLog(): Promise<void> {
  await storage.transaction((tx) => tx.putMeta('epoch', `rebuilt ${Math.random()}`));
  network.heal(await createChatService({ storage }));
}

async function cut(): Promise<void> {
  network.cut();
  await vi.waitFor(() => expect(ada.state().connection).toBe('reconnecting'));
}

/** What Grace does to the thread that a session cannot do yet. */
async function asGrace(method: string, path: string, body?: unknown): Promise<void> {
  const { token } = await service.createUser('Grace');
  const answer = await service.fetch(
    `http://localhost/chat/threads/${threadId}${path}?api-version=2025-03-15`,
    {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
  );
  expect(answer.ok).toBe(true);
}

async function openThread(): Promise<void> {
  await ada.session.loadMessages(threadId);
  await ada.session.loadParticipants(threadId);
  await ada.session.loadReceipts(threadId);
}

test('a thread that was deleted in the meantime does not keep the session from going live', async () => {
  await openThread();
  await cut();
  await asGrace('DELETE', '');
  await healWithAnotherLog();
  await isLive();
  expect(ada.state().threadIds).toEqual([]);
});

test('a thread that was deleted while live is not read again', async () => {
  await openThread();
  await asGrace('DELETE', '');
  await vi.waitFor(() => expect(ada.state().threadIds).toEqual([]));
  await cut();
  await healWithAnotherLog();
  await isLive();
  expect(ada.state().threadIds).toEqual([]);
});

test('being removed from a thread in the meantime does not keep the session from going live', async () => {
  await openThread();
  await cut();
  await asGrace('POST', '/participants/:remove', { rawId: ada.session.userId });
  await healWithAnotherLog();
  await isLive();
  expect(ada.state().threadIds).toEqual([]);
});

test('what was missed is read although the connection is lost again before it could be', async () => {
  await openThread();
  await cut();
  await say('Missed');
  const allow = network.refuse(/GET .*\/chat\/threads$/);
  const before = network.requests.length;
  await healWithAnotherLog();
  await vi.waitFor(
    () => expect(network.requests.slice(before)).toContain('GET /chat/threads'),
    patience,
  );
  // From here on the client can resume: nothing is missing since the socket that has just been cut.
  network.cutSockets();
  allow();
  await isLive();
  await vi.waitFor(() => expect(ada.texts(threadId)).toEqual(['Missed']));
});

test(
  'an older page that answers after a gap is not shown below the hole',
  { timeout: 30_000 },
  async () => {
    await say(...Array.from({ length: 30 }, (_, index) => `Old ${index}`));
    const { olderCursor } = await ada.session.loadMessages(threadId, { pageSize: 5 });
    const release = network.hold(/GET .*\/messages$/, 1);
    const older = ada.session.loadMessages(threadId, { cursor: olderCursor ?? '' });
    await vi.waitFor(() => expect(network.requests.at(-1)).toMatch(/messages$/));
    network.cut();
    await say(...Array.from({ length: 402 }, (_, index) => `Missed ${index}`));
    await healWithAnotherLog();
    await isLive();
    const cursor = ada.thread(threadId).olderCursor;
    release();
    await older;
    expect(ada.texts(threadId).filter((text) => text.startsWith('Old'))).toEqual([]);
    expect(ada.thread(threadId).olderCursor).toBe(cursor);
  },
);

test('rows from before a thread was opened are not joined to a page that does not reach them', async () => {
  await say('Before');
  await vi.waitFor(() => expect(ada.texts(threadId)).toEqual(['Before']));
  await cut();
  await say(...Array.from({ length: 8 }, (_, index) => `Missed ${index}`));
  await healWithAnotherLog();
  await isLive();
  await ada.session.loadMessages(threadId, { pageSize: 5 });
  expect(ada.texts(threadId)).toEqual([3, 4, 5, 6, 7].map((index) => `Missed ${index}`));
});

test('a thread that is created while the threads are listed is not lost', async () => {
  const release = network.hold(/GET .*\/chat\/threads$/);
  const listing = ada.session.loadThreads();
  await vi.waitFor(() => expect(network.requests.at(-1)).toBe('GET /chat/threads'));
  const created = await createThread('Brand new');
  await vi.waitFor(() => expect(ada.state().threadIds).toContain(created));
  release();
  await listing;
  expect(ada.state().threadIds).toContain(created);
  expect(ada.thread(created).topic).toBe('Brand new');
});

test('a read that answers after the thread is gone does not bring it back', async () => {
  await openThread();
  const release = network.hold(/GET .*\/chat\/threads\//);
  const reads = [
    ada.session.loadThread(threadId),
    ada.session.loadMessages(threadId),
    ada.session.loadParticipants(threadId),
    ada.session.loadReceipts(threadId),
  ];
  const before = network.requests.length;
  await vi.waitFor(() => expect(network.requests.length).toBeGreaterThanOrEqual(before));
  await asGrace('DELETE', '');
  await vi.waitFor(() => expect(ada.state().threadIds).toEqual([]));
  release();
  await Promise.allSettled(reads);
  expect(ada.state().threadIds).toEqual([]);
});

test('a message of one’s own that a list shows is sent, whatever became of its request', async () => {
  await openThread();
  const release = network.hold(/POST .*\/messages$/);
  network.cutSockets();
  const { settled } = ada.session.send(threadId, { content: 'Mine' });
  await vi.waitFor(() => expect(network.requests.at(-1)).toMatch(/^POST .*messages$/));
  await vi.waitFor(async () => {
    await ada.session.loadMessages(threadId);
    expect(
      ada.thread(threadId).rows.get(ada.thread(threadId).messageKeys.at(-1) ?? ''),
    ).toMatchObject({ content: 'Mine', sendState: 'sent' });
  });
  await expect(settled).resolves.toMatch(/^\d+$/);
  release();
});

test('somebody who comes back to a thread sees it again', async () => {
  await openThread();
  await asGrace('POST', '/participants/:remove', { rawId: ada.session.userId });
  await vi.waitFor(() => expect(ada.state().threadIds).toEqual([]));
  await asGrace('POST', '/participants/:add', {
    participants: [{ communicationIdentifier: { rawId: ada.session.userId } }],
  });
  await vi.waitFor(() => expect(ada.state().threadIds).toEqual([threadId]));
  await openThread();
  await say('Welcome back');
  await vi.waitFor(() => expect(ada.texts(threadId)).toEqual(['Welcome back']));
  expect(ada.thread(threadId).topic).toBe('Launch');
});
