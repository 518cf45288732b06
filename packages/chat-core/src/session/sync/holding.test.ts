import { expect, test, vi } from 'vitest';
import { addPerson } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';
import type { ChatEvent } from '../chat-event.ts';
import type { Sync } from './sync-contract.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

function holdings(events: readonly { readonly type: string }[]): unknown[] {
  return events.flatMap((event) => ('isHeld' in event ? [event.isHeld] : []));
}

function unloaded(events: readonly ChatEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'thread-unloaded' ? [event.threadId] : []));
}

test('a thread is held by the first who opens it until 250 ms after the last has closed it', async () => {
  const { sync, threadId, events, clock } = await createSyncScene();
  const first = sync.acquire(threadId);
  const second = sync.acquire(threadId);
  first();
  first();
  await clock.advance(1_000);
  second();
  await clock.advance(249);
  expect(holdings(events)).toEqual([true]);
  await clock.advance(1);
  expect(holdings(events)).toEqual([true, false]);
});

test('whoever listens later is told which threads are looked at', async () => {
  const { sync, threadId, createThread, clock } = await createSyncScene();
  const other = await createThread('Other');
  const release = sync.acquire(threadId);
  sync.acquire(other);
  expect(sync.snapshot()).toEqual([
    { type: 'thread-held', threadId, isHeld: true },
    { type: 'thread-held', threadId: other, isHeld: true },
  ]);
  release();
  await clock.advance(250);
  expect(sync.snapshot()).toEqual([{ type: 'thread-held', threadId: other, isHeld: true }]);
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
  expect(unloaded(events)).toEqual(ids.slice(0, 2));
  expect(state().threads.get(threadId)?.isLoaded).toBe(true);
});

test('people and receipts of a thread that was let go are right again when it is opened', async () => {
  const scene = await createSyncScene({ config: { maxLoadedThreads: 1 } });
  const { sync, threadId, clock } = scene;
  const [id = ''] = await scene.say('Read me');
  const release = sync.acquire(threadId);
  await sync.loadMessages(threadId);
  await sync.loadParticipants(threadId);
  await sync.loadReceipts(threadId);
  await scene.goLive();
  release();
  await clock.advance(250);
  await sync.loadMessages(await scene.createThread('Another'));
  expect(unloaded(scene.events)).toEqual([threadId]);
  await scene.cut();
  await addPerson(scene, 'Linus');
  await scene.grace.sendReadReceipt({ chatMessageId: id });
  await scene.heal();
  await scene.until('live');
  scene.takeRequests();
  await clock.advance(60_000);
  expect(scene.takeRequests(/participants|readReceipts/)).toEqual([]);
  sync.acquire(threadId);
  await scene.advanceUntil(() => {
    const names = scene.thread().participants?.map((one) => one.displayName);
    expect(names).toContain('Linus');
    expect(scene.thread().receipts.get(scene.graceId)?.messageId).toBe(id);
  });
});

type Use = (sync: Sync, threadId: string, cursor: string) => Promise<unknown>;
const uses: readonly (readonly [string, Use])[] = [
  ['its newest messages', (sync, id) => sync.loadMessages(id)],
  ['older messages', (sync, id, cursor) => sync.loadMessages(id, { cursor })],
  ['its people', (sync, id) => sync.loadParticipants(id)],
  ['its receipts', (sync, id) => sync.loadReceipts(id)],
];

test.each(uses)('a loaded thread of which somebody reads %s is used', async (_what, use) => {
  const { sync, createThread, events } = await createSyncScene({ config: { maxLoadedThreads: 2 } });
  const first = await createThread('First');
  const second = await createThread('Second');
  const { olderCursor } = await sync.loadMessages(first, { pageSize: 1 });
  await sync.loadMessages(second);
  await use(sync, first, olderCursor ?? 'none');
  await sync.loadMessages(await createThread('Third'));
  expect(unloaded(events)).toEqual([second]);
});

test('a thread of which only the people were read takes no place of a loaded one', async () => {
  const { sync, createThread, events } = await createSyncScene({ config: { maxLoadedThreads: 1 } });
  await sync.loadMessages(await createThread('First'));
  await sync.loadParticipants(await createThread('Second'));
  expect(unloaded(events)).toEqual([]);
});

test('a thread that came back while somebody looked at it is let go like the others', async () => {
  const scene = await createSyncScene({ config: { maxLoadedThreads: 1 } });
  const { sync, threadId, userId, grace, clock, events } = scene;
  const release = sync.acquire(threadId);
  await sync.loadMessages(threadId);
  const self = { communicationUserId: userId };
  await grace.removeParticipant(self);
  await sync.loadThreads();
  await grace.addParticipants({ participants: [{ id: self, shareHistoryTime: new Date(0) }] });
  await scene.say('Welcome back');
  await sync.loadThreads();
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Welcome back']));
  release();
  await clock.advance(250);
  await sync.loadMessages(await scene.createThread('Another'));
  expect(unloaded(events)).toEqual([threadId]);
});

test.each([
  ['goes right', 0],
  ['is set back by an hour', -3_600_000],
])(
  'a thread that is opened again after more than a minute is compared with the service, when the clock %s',
  async (_what, jumpMs) => {
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
    clock.jump(jumpMs);
    sync.acquire(threadId);
    await advanceUntil(() => expect(texts()).toEqual(['Meanwhile']));
    expect(takeRequests(lists)).toHaveLength(1);
  },
);

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
