import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createLocalFanOut } from '../realtime/fan-out.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import type { RestAnswer } from '../test-support/rest-caller.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import type { SocketReader } from '../test-support/socket-reader.ts';

const dayMs = 24 * 60 * 60 * 1000;
const policy = { kind: 'threadCreationDate', deleteThreadAfterDays: 30 };

let time: ManualTime;
let storage: ChatStorage;
let service: ChatService;
let scene: Scene;
let thread: string;

beforeEach(async () => {
  time = createManualTime();
  storage = createMemoryStorage();
  service = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
});

afterEach(() => service.close());

/** A request of Ada's, with a token of today. */
async function call(method: string, path: string, body?: object): Promise<RestAnswer> {
  const ada = await scene.addPerson('ada');
  return await ada.call(method, path, body);
}

/** Moves the clock on without running the sweep. */
const wait = (ms: number): void => time.set(time.clock.now() + ms);

async function setPolicy(retentionPolicy: object): Promise<void> {
  const answer = await call('PATCH', thread, { retentionPolicy });
  expect(answer.status).toBe(204);
}

async function signIn(token: string): Promise<SocketReader> {
  const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
  time.advance(0);
  await reader.send({ type: 'hello', protocol: 1, token });
  expect((await reader.next()).type).toBe('ready');
  return reader;
}

const isDeleted = async (): Promise<boolean> =>
  (await storage.read((tx) => tx.getThread(scene.threadId)))?.deletedAt !== null;

describe('a thread whose time has come', () => {
  beforeEach(() => setPolicy(policy));

  test('can be used until the last millisecond', async () => {
    wait(30 * dayMs - 60_000);
    expect((await call('GET', thread)).status).toBe(200);
    expect((await call('GET', '/chat/threads')).body.value).toHaveLength(1);
  });

  test.each<[method: string, path: string, body?: object]>([
    ['GET', ''],
    ['PATCH', '', { topic: 'x' }],
    ['DELETE', ''],
    ['GET', '/messages'],
    ['POST', '/messages', { content: 'x' }],
    ['GET', '/participants'],
    ['GET', '/readReceipts'],
    ['POST', '/typing', {}],
  ])('is gone for %s %s before anything was swept', async (method, path, body) => {
    wait(30 * dayMs);
    expect((await call(method, thread + path, body)).status).toBe(404);
    expect(await isDeleted()).toBe(false);
  });

  test('is missing in the list of threads, and the pages stay full', async () => {
    for (const topic of ['a', 'b', 'c']) await call('POST', '/chat/threads', { topic });
    // The newest message puts it first, so that it would take a place on the first page.
    await call('POST', `${thread}/messages`, { content: 'x' });
    wait(30 * dayMs);
    const first = await call('GET', '/chat/threads?maxPageSize=2');
    const second = await call('GET', first.body.nextLink);
    const topics = [...first.body.value, ...second.body.value].map(({ topic }) => topic);
    expect(topics.toSorted()).toEqual(['a', 'b', 'c']);
    expect(second.body.nextLink).toBeUndefined();
  });

  test('is swept away within a minute, and everybody in it is told', async () => {
    wait(30 * dayMs - 1_000);
    const reader = await signIn((await scene.addPerson('grace')).token);
    for (const ms of [1_000, 29_000, 30_000]) {
      await reader.send({ type: 'pong' });
      await Promise.resolve();
      time.advance(ms);
    }
    await vi.waitFor(async () => expect(await isDeleted()).toBe(true));
    let frame = await reader.next();
    while (frame.type === 'ping') frame = await reader.next();
    expect(frame.event).toBe('chatThreadDeleted');
    expect(frame.data).toMatchObject({ threadId: scene.threadId, reason: 'deletedByPolicy' });
    expect(frame.data).not.toHaveProperty('deletedBy');
    const rows = await storage.read((tx) => tx.listMessages(scene.threadId, { limit: 10 }));
    expect(rows).toEqual([]);
  });

  test('leaves nothing of what was said in the storage, the event log included', async () => {
    await call('POST', `${thread}/messages`, { content: 'secret' });
    wait(30 * dayMs);
    time.advance(60_000);
    await vi.waitFor(async () => expect(await isDeleted()).toBe(true));
    const [messages, events] = await storage.read(async (tx) => [
      await tx.listMessages(scene.threadId, { limit: 9 }),
      await tx.listEvents(0, 99),
    ]);
    expect(messages).toEqual([]);
    expect(events.map(({ event }) => event)).toEqual(['chatThreadDeleted']);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  test('is swept away when a service starts', async () => {
    wait(31 * dayMs);
    const next = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
    await vi.waitFor(async () => expect(await isDeleted()).toBe(true));
    expect((await call('GET', thread)).status).toBe(404);
    expect(next.connectionString).toBe(service.connectionString);
  });

  test('is announced once, however many processes sweep', async () => {
    wait(31 * dayMs);
    const fanOut = createLocalFanOut();
    const options = { storage, fanOut, clock: time.clock, schedule: time.schedule };
    await Promise.all(Array.from({ length: 4 }, () => createChatService(options)));
    await vi.waitFor(async () => expect(await isDeleted()).toBe(true));
    time.advance(60_000);
    await call('POST', '/chat/threads', { topic: 'end' });
    const events = await storage.read((tx) => tx.listEvents(0, 1_000));
    expect(events.filter(({ event }) => event === 'chatThreadDeleted')).toHaveLength(1);
  });
});

describe('a policy', () => {
  test('can be given when the thread is created', async () => {
    const created = await call('POST', '/chat/threads', {
      topic: 'Short',
      retentionPolicy: { ...policy, deleteThreadAfterDays: 31 },
    });
    const path = `/chat/threads/${created.body.chatThread.id}`;
    wait(31 * dayMs - 1);
    expect((await call('GET', path)).status).toBe(200);
    wait(1);
    expect((await call('GET', path)).status).toBe(404);
  });

  test('can be taken back', async () => {
    await setPolicy(policy);
    await setPolicy({ kind: 'none' });
    wait(90 * dayMs);
    time.advance(60_000);
    expect((await call('GET', thread)).status).toBe(200);
  });

  test('counts from the creation, not from the day it was set', async () => {
    wait(29 * dayMs);
    await setPolicy(policy);
    wait(dayMs);
    expect((await call('GET', thread)).status).toBe(404);
  });

  test('leaves a thread alone when something else is changed', async () => {
    await setPolicy(policy);
    await call('PATCH', thread, { topic: 'Tea' });
    wait(30 * dayMs);
    expect((await call('GET', thread)).status).toBe(404);
  });
});

test('a sweep that fails is reported, and the next one works', async () => {
  await setPolicy(policy);
  await service.close();
  const failures: unknown[] = [];
  storage = createMemoryStorage();
  const { read } = storage;
  let isBroken = true;
  storage.read = (work) => (isBroken ? Promise.reject(new Error('disk')) : read(work));
  isBroken = false;
  service = await createChatService({
    storage,
    clock: time.clock,
    schedule: time.schedule,
    onError: (error) => failures.push(error),
  });
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
  await setPolicy(policy);
  wait(30 * dayMs);
  isBroken = true;
  time.advance(60_000);
  await vi.waitFor(() => expect(failures).toEqual([new Error('disk')]));
  isBroken = false;
  await vi.waitFor(async () => {
    time.advance(60_000);
    expect(await isDeleted()).toBe(true);
  });
});
