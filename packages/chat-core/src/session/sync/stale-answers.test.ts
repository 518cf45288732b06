import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

async function createLiveScene(init?: Parameters<typeof createSyncScene>[0]): Promise<SyncScene> {
  const scene = await createSyncScene(init);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  scene.takeRequests();
  return scene;
}

test('an answer that belongs to an earlier connection does not take anything back', async () => {
  const scene = await createLiveScene();
  await scene.cut();
  await scene.say('First');
  await scene.heal();
  const release = scene.network.hold(lists, 1);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await scene.loseLog();
  scene.network.cutSockets();
  await scene.until('reconnecting');
  await scene.say('Second');
  await scene.until('live');
  expect(scene.texts()).toEqual(['First', 'Second']);
  release();
  await scene.clock.advance(1_000);
  expect(scene.texts()).toEqual(['First', 'Second']);
});

test('a first page that was asked for before the connection was lost does not hide what was missed since', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  const release = scene.network.hold(lists, 1);
  const load = scene.sync.loadMessages(scene.threadId);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await scene.cut();
  await scene.say('Missed');
  await scene.heal();
  await scene.until('live');
  release();
  await load;
  expect(scene.texts()).toEqual(['Missed']);
});

test('a list of much that was missed, which was asked for before the connection came back, does not silence the thread', async () => {
  const scene = await createLiveScene();
  scene.setSockets(false);
  await scene.until('reconnecting');
  await scene.loseLog();
  await scene.say(...Array.from({ length: 401 }, (_, index) => `Missed ${index}`));
  const release = scene.network.hold(lists, 1);
  const load = scene.sync.loadMessages(scene.threadId);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await scene.say('Since the list');
  scene.setSockets(true);
  await scene.until('syncing');
  release();
  await load;
  await scene.until('live');
  await scene.say('Live');
  await scene.advanceUntil(() =>
    expect(scene.texts().slice(-2)).toEqual(['Since the list', 'Live']),
  );
});

test('receipts that were asked for before the connection was lost are read again, for what was read since', async () => {
  const scene = await createSyncScene();
  const [id = ''] = await scene.say('Read me');
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  const receipts = /GET .*\/readReceipts$/;
  scene.takeRequests();
  const release = scene.network.hold(receipts, 1);
  const load = scene.sync.loadReceipts(scene.threadId);
  await scene.advanceUntil(() => expect(scene.takeRequests(receipts)).toHaveLength(1));
  await scene.cut();
  await scene.grace.sendReadReceipt({ chatMessageId: id });
  await scene.heal();
  await scene.loseLog();
  await scene.until('live');
  release();
  await load;
  expect(scene.thread().receipts.get(scene.graceId)?.messageId).toBe(id);
});

test('a list of threads that was overtaken by a later one changes nothing', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  const release = scene.network.hold(/GET \/chat\/threads$/, 1);
  const stale = scene.sync.loadThreads();
  await scene.clock.settle();
  await scene.cut();
  const created = await scene.createThread('New');
  await scene.heal();
  await scene.until('live');
  expect(scene.state().threadIds).toContain(created);
  release();
  await stale;
  expect(scene.state().threadIds).toContain(created);
});

test('an answer from a cache, older than what is known, takes nothing back', async () => {
  const scene = await createSyncScene();
  const [id = ''] = await scene.say('First');
  let old: unknown;
  scene.respond = async (request, pass) => {
    const answer = await pass();
    if (!lists.test(request)) return answer;
    const body: unknown = await answer.json();
    old ??= body;
    return Response.json(old);
  };
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.grace.updateMessage(id, { content: 'Edited' });
  await scene.say('Second');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Edited', 'Second']));
  await scene.sync.loadMessages(scene.threadId);
  expect(scene.texts()).toEqual(['Edited', 'Second']);
});

test('a list that never answers is given up after 20 seconds and read again', async () => {
  const scene = await createLiveScene();
  await scene.cut();
  await scene.say('Missed');
  await scene.heal();
  const release = scene.network.hold(lists, 1);
  const before = scene.clock.now();
  await scene.until('live');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Missed']), 500);
  expect(scene.clock.now() - before).toBeGreaterThan(20_000);
  release();
});

test('a list that was asked for before the connection was lost does not let events past what is still to be read', async () => {
  const scene = await createLiveScene();
  const gates: (() => void)[] = [];
  scene.respond = async (request, pass) => {
    const answer = await pass();
    if (lists.test(request)) await new Promise<void>((resolve) => gates.push(resolve));
    return answer;
  };
  const refresh = scene.sync.loadMessages(scene.threadId);
  await scene.advanceUntil(() => expect(gates).toHaveLength(1));
  await scene.cut();
  await scene.say('Missed');
  await scene.heal();
  await scene.until('syncing');
  await scene.say('Live');
  await scene.clock.advance(100);
  gates[0]?.();
  await refresh;
  expect(scene.texts()).toEqual([]);
  await scene.advanceUntil(() => expect(gates).toHaveLength(2));
  gates[1]?.();
  await scene.until('live');
  expect(scene.texts()).toEqual(['Missed', 'Live']);
});

const topics = /GET \/chat\/threads\/[^/]+$/;
const allThreads = /GET \/chat\/threads$/;
const people = /GET .*\/participants$/;

/** Keeps the first answer to such a request back, as it is when the request comes. */
function holdAnswer(scene: SyncScene, pattern: RegExp): { isThere: boolean; release(): void } {
  const earlier = scene.respond;
  let isFirst = true;
  const answer = { isThere: false, release: (): void => {} };
  const released = new Promise<void>((resolve) => (answer.release = resolve));
  scene.respond = async (request, pass, url) => {
    const isHeld = isFirst && pattern.test(request);
    if (isHeld) isFirst = false;
    const response = await earlier(request, pass, url);
    if (!isHeld) return response;
    answer.isThere = true;
    await released;
    return response;
  };
  return answer;
}

test('what was read of a thread before its topic changed does not bring the old one back', async () => {
  const scene = await createLiveScene();
  const answer = holdAnswer(scene, topics);
  const load = scene.sync.loadThread(scene.threadId);
  await scene.advanceUntil(() => expect(answer.isThere).toBe(true));
  await scene.grace.updateTopic('Landing');
  await scene.advanceUntil(() => expect(scene.thread().topic).toBe('Landing'));
  answer.release();
  await load;
  expect(scene.thread().topic).toBe('Landing');
});

test.each([
  ['a list of threads', allThreads, ({ sync }: SyncScene) => sync.loadThreads()],
  ['an answer', topics, ({ sync, threadId }: SyncScene) => sync.loadThread(threadId)],
])(
  '%s that was overtaken by a later answer does not bring the old topic back',
  async (_what, pattern, read) => {
    const scene = await createSyncScene();
    const answer = holdAnswer(scene, pattern);
    const stale = read(scene);
    await scene.advanceUntil(() => expect(answer.isThere).toBe(true));
    await scene.grace.updateTopic('Landing');
    await scene.sync.loadThread(scene.threadId);
    expect(scene.thread().topic).toBe('Landing');
    answer.release();
    await stale;
    expect(scene.thread().topic).toBe('Landing');
  },
);

test('people and threads that an action has added are not lost by lists that are older', async () => {
  const scene = await createSyncScene();
  const { sync, threadId } = scene;
  await sync.loadParticipants(threadId);
  const answers = [holdAnswer(scene, people), holdAnswer(scene, allThreads)];
  const reads = [sync.loadParticipants(threadId), sync.loadThreads()];
  await scene.advanceUntil(() => expect(answers.every(({ isThere }) => isThere)).toBe(true));
  const linus = { userId: '8:acs:x_linus', displayName: 'Linus' };
  sync.hear({ type: 'participants-added', threadId, participants: [linus] });
  sync.hear({ type: 'thread-upserted', thread: { id: '19:new@thread.v2', topic: 'New' } });
  for (const answer of answers) answer.release();
  await Promise.all(reads);
  expect(scene.thread().participants).toContainEqual(linus);
  expect(scene.state().threadIds).toContain('19:new@thread.v2');
});
