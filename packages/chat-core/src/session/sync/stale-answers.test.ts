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
