import { expect, test, vi } from 'vitest';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { addPerson, openThread, self } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

function removals({ events }: SyncScene): unknown[] {
  return events.flatMap((event) => (event.type === 'thread-removed' ? [event.reason] : []));
}

test.each([403, 404] as const)(
  'a thread whose list is refused is looked at once, and is then gone (strangers are answered %d)',
  async (strangers) => {
    const scene = await openThread({ serve: { behaviours: { strangers } } });
    await scene.graceClient.deleteChatThread(scene.threadId);
    scene.takeRequests();
    await expect(scene.sync.loadMessages(scene.threadId)).rejects.toMatchObject({
      statusCode: strangers,
    });
    expect(removals(scene)).toEqual([strangers === 403 ? 'removed' : 'gone']);
    expect(scene.takeRequests()).toHaveLength(2);
    expect(scene.state().threadIds).toEqual([]);
  },
);

test('a thread that the user was removed from is not read any more', async () => {
  const scene = await openThread();
  await scene.goLive();
  await scene.grace.removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['removed']));
  scene.takeRequests();
  await scene.clock.advance(120_000);
  expect(scene.takeRequests(/\/messages$/)).toEqual([]);
});

test.each([
  ['deleted', ({ graceClient, threadId }: SyncScene) => graceClient.deleteChatThread(threadId)],
  ['closed to the user', (scene: SyncScene) => scene.grace.removeParticipant(self(scene))],
])(
  'a thread that was %s in the meantime does not keep the session from going live',
  async (_what, lose) => {
    const scene = await openThread();
    await scene.sync.loadParticipants(scene.threadId);
    await scene.goLive();
    await scene.cut();
    await lose(scene);
    await scene.heal();
    await scene.until('live');
    expect(scene.state().threadIds).toEqual([]);
  },
);

test('whoever is refused elsewhere has the thread looked at once, however many ask', async () => {
  const scene = await openThread();
  const { sync, threadId } = scene;
  scene.takeRequests();
  await Promise.all([sync.recheck(threadId), sync.recheck(threadId)]);
  expect(scene.takeRequests()).toHaveLength(1);
  expect(removals(scene)).toEqual([]);
  await scene.grace.removeParticipant(self(scene));
  await Promise.all([sync.recheck(threadId), sync.recheck(threadId)]);
  expect(scene.takeRequests()).toHaveLength(1);
  expect(removals(scene)).toHaveLength(1);
});

test('a look at the thread that left before the user came back, and answers after it, takes nothing away', async () => {
  const scene = await openThread();
  const { sync, network, grace, threadId } = scene;
  await scene.goLive();
  await grace.removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['removed']));
  const answer = network.hold(/GET .*participants$/, 1);
  scene.takeRequests();
  const looked = sync.recheck(threadId);
  await scene.advanceUntil(() => expect(scene.takeRequests(/participants$/)).toHaveLength(1));
  const shareHistoryTime = new Date(0);
  await grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First']));
  answer();
  await looked;
  expect(removals(scene)).toEqual(['removed']);
  expect(scene.texts()).toEqual(['First']);
});

test('one refusal of a thread that is still there passes', async () => {
  const scene = await openThread();
  let refusals = 1;
  scene.respond = async (request, pass) =>
    request.endsWith('/messages') && (refusals -= 1) >= 0 ? createErrorAnswer(403) : pass();
  await expect(scene.sync.loadMessages(scene.threadId)).rejects.toMatchObject({ statusCode: 403 });
  expect(removals(scene)).toEqual([]);
  await scene.sync.loadMessages(scene.threadId);
});

test('a user who was removed and added again while offline sees the thread live again', async () => {
  const scene = await openThread();
  await scene.say('Second');
  await scene.goLive();
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First', 'Second']));
  await scene.cut();
  await scene.grace.removeParticipant(self(scene));
  await scene.say('Not for Ada');
  await scene.clock.advance(1_000);
  const shareHistoryTime = new Date(scene.clock.now());
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.heal();
  await scene.until('live');
  await scene.say('Welcome back');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Welcome back']));
  expect(scene.thread()).toMatchObject({ hasGap: false, olderCursor: null });
  await scene.clock.advance(72_000);
  expect(scene.texts()).toEqual(['Welcome back']);
});

test('a user who is removed and added again while the thread is open sees it filled again', async () => {
  const scene = await openThread();
  await scene.goLive();
  await scene.grace.removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['removed']));
  const shareHistoryTime = new Date(0);
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First']));
  expect(scene.thread().topic).toBe('Launch');
  await scene.say('Welcome back');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First', 'Welcome back']));
});

test('a user who missed that she was removed and added again sees an open thread filled again', async () => {
  const scene = await openThread();
  await scene.goLive();
  await scene.cut();
  await scene.grace.removeParticipant(self(scene));
  await scene.heal();
  await scene.until('live');
  expect(removals(scene)).toEqual(['removed']);
  expect(scene.state().threadIds).toEqual([]);
  await scene.cut();
  const shareHistoryTime = new Date(0);
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.say('While she was away');
  await scene.heal();
  await scene.until('live');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First', 'While she was away']));
  await scene.say('Welcome back');
  await scene.advanceUntil(() => expect(scene.texts().at(-1)).toBe('Welcome back'));
});

test('a list of threads that is older than the return of the user does not take the thread away', async () => {
  const scene = await openThread();
  await scene.goLive();
  await scene.grace.removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['removed']));
  const release = scene.network.hold(/GET \/chat\/threads$/, 1);
  const listing = scene.sync.loadThreads();
  await scene.clock.settle();
  const shareHistoryTime = new Date(0);
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First']));
  release();
  await listing;
  await scene.say('Welcome back');
  await scene.advanceUntil(() => expect(scene.texts().at(-1)).toBe('Welcome back'));
  expect(scene.state().threadIds).toEqual([scene.threadId]);
});

test('an answer that comes after the thread was lost does not bring it back', async () => {
  const scene = await openThread();
  await scene.goLive();
  const release = scene.network.hold(/GET \/chat\/threads\//);
  const { sync, threadId } = scene;
  const reads = [
    sync.loadThread(threadId),
    sync.loadMessages(threadId),
    sync.loadParticipants(threadId),
    sync.loadReceipts(threadId),
  ];
  await scene.clock.settle();
  await scene.graceClient.deleteChatThread(threadId);
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['gone']));
  release();
  await Promise.allSettled(reads);
  expect(scene.state().threadIds).toEqual([]);
});

test('a thread that begins while the threads are listed is not lost by the list', async () => {
  const scene = await openThread();
  await scene.goLive();
  const release = scene.network.hold(/GET \/chat\/threads$/);
  const listing = scene.sync.loadThreads();
  await scene.clock.settle();
  const created = await scene.createThread('Brand new');
  await scene.advanceUntil(() => expect(scene.state().threadIds).toContain(created));
  release();
  await listing;
  expect(scene.thread(created).topic).toBe('Brand new');
});

test('people who come while the people are listed are not lost by the list', async () => {
  const scene = await openThread();
  await scene.goLive();
  const release = scene.network.hold(/GET .*\/participants$/);
  const listing = scene.sync.loadParticipants(scene.threadId);
  await scene.clock.settle();
  const userId = await addPerson(scene, 'Linus');
  await scene.clock.advance(100);
  release();
  await listing;
  expect(scene.thread().participants?.map((one) => one.userId)).toContain(userId);
});

test('a topic that changes while the threads are listed is the one that stays', async () => {
  const scene = await openThread();
  await scene.goLive();
  const release = scene.network.hold(/GET \/chat\/threads$/);
  const listing = scene.sync.loadThreads();
  await scene.clock.settle();
  await scene.grace.updateTopic('Landing');
  await scene.advanceUntil(() => expect(scene.thread().topic).toBe('Landing'));
  release();
  await listing;
  expect(scene.thread().topic).toBe('Landing');
});

test.each([
  ['loaded', openThread],
  ['listed', createSyncScene],
])(
  'a thread that was %s and is not in the list any more is told as removed, once',
  async (_what, create) => {
    const scene = await create();
    await scene.sync.loadThreads();
    await scene.grace.removeParticipant(self(scene));
    await scene.sync.loadThreads();
    await scene.sync.loadThreads();
    expect(removals(scene)).toEqual(['removed']);
  },
);

test('an own exit forgets the thread', async () => {
  const scene = await openThread();
  await scene.sync.loadThreads();
  scene.sync.leave(scene.threadId, 'removed');
  await scene.grace.removeParticipant(self(scene));
  await scene.sync.loadThreads();
  expect(removals(scene)).toEqual(['removed']);
  expect(scene.state().threadIds).toEqual([]);
});

test('who has come back and pages up keeps what was paged in, although the people cannot be read', async () => {
  const scene = await createSyncScene();
  await scene.say(...Array.from({ length: 150 }, (_, index) => `${index}`));
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.grace.removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['removed']));
  scene.respond = async (request, pass) =>
    request.endsWith('/participants') ? createErrorAnswer(503) : pass();
  const shareHistoryTime = new Date(0);
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.advanceUntil(() => expect(scene.texts()).toHaveLength(48));
  await scene.sync.loadMessages(scene.threadId, { cursor: scene.thread().olderCursor ?? '' });
  expect(scene.texts()).toHaveLength(98);
  await scene.clock.advance(60_000);
  expect(scene.texts()).toHaveLength(98);
  scene.respond = (_request, pass) => pass();
  const people = (): unknown => scene.thread().participants;
  await scene.advanceUntil(() => expect(people()).toHaveLength(2), 5_000);
});

test('who turns away from a thread that was lost has the threads listed no more often than before', async () => {
  const scene = await openThread();
  const other = await scene.createThread('Other');
  const release = scene.sync.acquire(other);
  await scene.sync.loadMessages(other);
  await scene.goLive();
  await scene.graceClient.getChatThreadClient(other).removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(removals(scene)).toEqual(['removed']));
  release();
  await scene.clock.advance(1_000);
  scene.takeRequests();
  await scene.clock.advance(240_000);
  expect(scene.takeRequests(/GET \/chat\/threads$/)).toEqual([]);
});
