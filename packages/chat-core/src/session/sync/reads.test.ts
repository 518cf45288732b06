import { expect, test, vi } from 'vitest';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';
import type { OutgoingMessage } from '../chat-event.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

test('a read that is throttled without a time is repeated after 10, 20, 40 and 60 seconds', async () => {
  const scene = await createSyncScene();
  const at: number[] = [];
  scene.respond = async () => {
    at.push(scene.clock.now());
    return createErrorAnswer(429);
  };
  const load = scene.sync.loadMessages(scene.threadId);
  const outcome = expect(load).rejects.toMatchObject({ statusCode: 429 });
  await scene.advanceUntil(() => expect(at).toHaveLength(5), 1_000);
  await outcome;
  const waits = at.map((time, index) => Math.floor((time - (at[index - 1] ?? time)) / 1_000));
  expect(waits).toEqual([0, 10, 20, 40, 60]);
});

test('a catch-up that is throttled comes back when the service says, and not before', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadMessages(scene.threadId);
  const at: number[] = [];
  scene.respond = async (request, pass) => {
    if (!lists.test(request)) return pass();
    at.push(scene.clock.now());
    return at.length === 1 ? createErrorAnswer(429, { 'Retry-After': '7' }) : pass();
  };
  await scene.goLive();
  await scene.advanceUntil(() => expect(at).toHaveLength(2), 100);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(7_000);
});

test('a read that was told when to come again does so up to a second later', async () => {
  const scene = await createSyncScene();
  const at: number[] = [];
  scene.respond = async (_request, pass) => {
    at.push(scene.clock.now());
    return at.length === 1 ? createErrorAnswer(429, { 'Retry-After': '7' }) : pass();
  };
  const load = scene.sync.loadMessages(scene.threadId);
  await scene.clock.advance(8_000);
  await load;
  // The scene's random numbers are all a half.
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBe(7_500);
});

test('a read that failed in passing is repeated', async () => {
  const scene = await createSyncScene();
  await scene.say('Here');
  let failures = 1;
  scene.respond = async (_request, pass) =>
    (failures -= 1) >= 0 ? createErrorAnswer(503) : pass();
  const load = scene.sync.loadMessages(scene.threadId);
  await scene.clock.advance(1_000);
  await load;
  expect(scene.texts()).toEqual(['Here']);
});

test('what cannot be read at all says so after the fifth try', async () => {
  const scene = await createSyncScene();
  let requests = 0;
  scene.respond = async () => {
    requests += 1;
    return createErrorAnswer(503);
  };
  const load = scene.sync.loadMessages(scene.threadId);
  const outcome = expect(load).rejects.toMatchObject({ statusCode: 503 });
  await scene.clock.advance(10_000);
  await outcome;
  expect(requests).toBe(5);
  expect(scene.events).toEqual([]);
});

test('a bad request is not repeated', async () => {
  const scene = await createSyncScene();
  let requests = 0;
  scene.respond = async () => {
    requests += 1;
    return createErrorAnswer(400);
  };
  await expect(scene.sync.loadMessages(scene.threadId)).rejects.toMatchObject({ statusCode: 400 });
  expect(requests).toBe(1);
});

test('without a network a read waits for it', async () => {
  const scene = await createSyncScene();
  await scene.say('Here');
  scene.page.setOnline(false);
  const load = scene.sync.loadMessages(scene.threadId);
  await scene.clock.advance(600_000);
  expect(scene.takeRequests()).toEqual([]);
  scene.page.setOnline(true);
  await scene.clock.advance(1_000);
  await load;
  expect(scene.texts()).toEqual(['Here']);
});

test('a read that waits for a token ends when nobody needs it any more', async () => {
  const scene = await createSyncScene({
    credential: () => ({ getToken: () => new Promise(() => {}), dispose() {} }),
  });
  const release = scene.sync.acquire(scene.threadId);
  const load = scene.sync.loadMessages(scene.threadId);
  const outcome = expect(load).rejects.toMatchObject({ code: 'aborted' });
  release();
  await scene.clock.advance(250);
  await outcome;
  // The question itself ends after its own time.
  await scene.clock.advance(30_000);
});

test('a row that is not in the protocol is left out, and the others are shown', async () => {
  const scene = await createSyncScene();
  await scene.say('Good');
  scene.respond = async (request, pass) => {
    const answer = await pass();
    if (!lists.test(request)) return answer;
    // The service's own answer, whose rows are not looked at here.
    const { value } = (await answer.json()) as { value: unknown[] };
    return Response.json({ value: [{ id: 7 }, null, ...value] });
  };
  await scene.sync.loadMessages(scene.threadId);
  expect(scene.texts()).toEqual(['Good']);
});

test('an own message is found by its client message id, however often it was stored', async () => {
  const scene = await createSyncScene();
  const thread = scene.client.getChatThreadClient(scene.threadId);
  const metadata = { 'confab.clientMessageId': 'mine' };
  const before = scene.clock.now();
  const first = await thread.sendMessage({ content: 'Twice' }, { metadata });
  await scene.grace.sendMessage({ content: 'Copied' }, { metadata });
  const second = await thread.sendMessage({ content: 'Twice' }, { metadata });
  const message: OutgoingMessage = {
    clientMessageId: 'mine',
    threadId: scene.threadId,
    kind: 'text',
    content: 'Twice',
    metadata,
    ordinal: 1,
    createdAt: before,
  };
  const { findDelivered } = scene.sync;
  expect(await findDelivered(message, scene.userId, before)).toEqual([first.id, second.id]);
  expect(await findDelivered(message, scene.userId, undefined)).toEqual([first.id, second.id]);
  expect(await findDelivered(message, scene.userId, before + 600_000)).toEqual([]);
});

test('a single message is read and shown, and one that does not exist is none', async () => {
  const scene = await createSyncScene();
  const [id = ''] = await scene.say('One');
  await scene.sync.loadMessages(scene.threadId);
  await scene.grace.updateMessage(id, { content: 'Edited' });
  expect(await scene.sync.readMessage(scene.threadId, id)).toMatchObject({ content: 'Edited' });
  expect(scene.texts()).toEqual(['Edited']);
  expect(await scene.sync.readMessage(scene.threadId, '123')).toBeUndefined();
});

test('however much is to be read of one thread, at most 30 lists leave at once and two in a second after that', async () => {
  const scene = await createSyncScene();
  const start = scene.clock.now();
  let loaded = 0;
  for (let count = 0; count < 60; count += 1) {
    void scene.sync.loadMessages(scene.threadId, { pageSize: count + 1 }).then(() => (loaded += 1));
  }
  await scene.clock.settle();
  expect(scene.takeRequests(lists).length).toBeLessThanOrEqual(30);
  await scene.advanceUntil(() => expect(loaded).toBe(60), 100);
  expect(scene.clock.now() - start).toBeGreaterThanOrEqual(14_500);
});

test('a list of one page costs its budget one request', async () => {
  const scene = await createSyncScene();
  let loaded = 0;
  for (let count = 0; count < 30; count += 1)
    void scene.sync.loadReceipts(scene.threadId).then(() => (loaded += 1));
  await scene.advanceUntil(() => expect(loaded).toBe(30), 0);
});

test('a thread that has used up its budget does not hold up the others', async () => {
  const scene = await createSyncScene();
  for (let count = 0; count < 40; count += 1)
    scene.sync.loadMessages(scene.threadId, { pageSize: count + 1 }).catch(() => {});
  let isListed = false;
  void scene.sync.loadThreads().then(() => (isListed = true));
  await scene.advanceUntil(() => expect(isListed).toBe(true), 0);
});
