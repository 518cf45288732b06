import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

function holdings(events: readonly { readonly type: string }[]): unknown[] {
  return events.flatMap((event) => ('isHeld' in event ? [event.isHeld] : []));
}

test('a thread is held by the first who opens it until 250 ms after the last has closed it', async () => {
  const { sync, threadId, events, clock } = await createSyncScene();
  const first = sync.acquire(threadId);
  const second = sync.acquire(threadId);
  first();
  first();
  await clock.advance(1_000);
  expect(sync.isHeld(threadId)).toBe(true);
  second();
  await clock.advance(249);
  expect(sync.isHeld(threadId)).toBe(true);
  await clock.advance(1);
  expect(sync.isHeld(threadId)).toBe(false);
  expect(holdings(events)).toEqual([true, false]);
});

test('whoever closes and opens a thread at once goes on where it was, with one list', async () => {
  const { sync, threadId, events, clock, takeRequests } = await createSyncScene();
  sync.acquire(threadId)();
  const load = sync.loadMessages(threadId);
  sync.acquire(threadId);
  await load;
  await sync.loadMessages(threadId);
  await clock.advance(1_000);
  expect(holdings(events)).toEqual([true]);
  expect(takeRequests(lists)).toHaveLength(2);
});

test('two who want the same page share one request', async () => {
  const { sync, threadId, takeRequests } = await createSyncScene();
  const [one, two] = await Promise.all([sync.loadMessages(threadId), sync.loadMessages(threadId)]);
  expect(one).toBe(two);
  expect(takeRequests(lists)).toHaveLength(1);
});

test('the reads of a thread end with the last who looks at it, and nothing of them is shown later', async () => {
  const { sync, threadId, clock, network, say, events } = await createSyncScene();
  await say('Never shown');
  const release = sync.acquire(threadId);
  const answer = network.hold(lists, 1);
  const load = sync.loadMessages(threadId);
  const outcome = expect(load).rejects.toMatchObject({ code: 'aborted' });
  await clock.settle();
  release();
  await clock.advance(250);
  await outcome;
  answer();
  await clock.settle();
  expect(events.map(({ type }) => type)).not.toContain('messages-listed');
});

test('a read that began while nobody looked at the thread goes on when somebody has come and gone', async () => {
  const { sync, threadId, clock, network, say, texts } = await createSyncScene();
  await say('Shown');
  const answer = network.hold(lists, 1);
  const load = sync.loadMessages(threadId);
  await clock.settle();
  sync.acquire(threadId)();
  await clock.advance(250);
  answer();
  await load;
  expect(texts()).toEqual(['Shown']);
});

test('of the threads that nobody looks at the 20 used last stay loaded, and the others are let go', async () => {
  const { sync, threadId, createThread, events, state } = await createSyncScene();
  sync.acquire(threadId);
  await sync.loadMessages(threadId);
  const ids: string[] = [];
  for (let count = 0; count < 22; count += 1) {
    const id = await createThread(`${count}`);
    ids.push(id);
    await sync.loadMessages(id);
  }
  const unloaded = events.flatMap((event) =>
    event.type === 'thread-unloaded' ? [event.threadId] : [],
  );
  expect(unloaded).toEqual(ids.slice(0, 2));
  expect(state().threads.get(threadId)?.isLoaded).toBe(true);
});

test('a thread that is opened again after more than a minute is compared with the service', async () => {
  const { sync, threadId, clock, say, texts, takeRequests, advanceUntil, network, goLive } =
    await createSyncScene();
  await sync.loadMessages(threadId);
  await goLive();
  takeRequests();
  sync.acquire(threadId)();
  await clock.advance(1_000);
  expect(takeRequests(lists)).toEqual([]);
  network.cutSockets();
  await say('Meanwhile');
  await clock.advance(61_000);
  sync.acquire(threadId);
  await advanceUntil(() => expect(texts()).toEqual(['Meanwhile']));
  expect(takeRequests(lists)).toHaveLength(1);
});

test('a thread that is closed while what it missed is read is read to the end in the background', async () => {
  const scene = await createSyncScene();
  const { sync, threadId, network, say, texts, clock } = scene;
  const release = sync.acquire(threadId);
  await sync.loadMessages(threadId);
  await scene.goLive();
  await scene.cut();
  await say('Missed');
  await scene.heal();
  scene.takeRequests();
  const answer = network.hold(lists, 1);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await say('Meanwhile');
  release();
  await clock.advance(250);
  await scene.until('live');
  await scene.advanceUntil(() => expect(texts()).toEqual(['Missed', 'Meanwhile']));
  answer();
});
