import { expect, test, vi } from 'vitest';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { openLiveThread } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;
const threads = /GET \/chat\/threads$/;

test('without sockets the client polls from the start, and the session says so and polls nothing itself', async () => {
  const scene = await createSyncScene();
  scene.setSockets(false);
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  scene.sync.start();
  await scene.until('degraded');
  expect(scene.lives).toBe(1);
  await scene.say('Polled');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Polled']), 500);
  scene.setSockets(true);
  await scene.advanceUntil(() => expect(scene.statuses.at(-1)).toBe('live'), 1_000);
});

test('a connection that is lost for more than 10 seconds is bridged by reading what somebody looks at', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  const other = await scene.createThread('Closed');
  await scene.sync.loadMessages(scene.threadId);
  await scene.sync.loadMessages(other);
  await scene.goLive();
  const lives = scene.lives;
  scene.setSockets(false);
  await scene.until('reconnecting');
  await scene.say('While no socket opens');
  await scene.clock.advance(9_000);
  expect(scene.statuses.at(-1)).toBe('reconnecting');
  await scene.until('degraded');
  expect(scene.texts()).toEqual(['While no socket opens']);
  expect(scene.lives).toBeGreaterThan(lives);
  scene.takeRequests();
  await scene.clock.advance(60_000);
  const requests = scene.takeRequests();
  const count = (pattern: RegExp): number => requests.filter((one) => pattern.test(one)).length;
  expect(count(threads)).toBe(2);
  expect(count(lists)).toBeGreaterThanOrEqual(4);
  expect(count(lists)).toBeLessThanOrEqual(8);
  expect(requests.filter((one) => one.includes(encodeURIComponent(other)))).toEqual([]);
  scene.setSockets(true);
  await scene.advanceUntil(() => expect(scene.statuses.at(-1)).toBe('live'), 1_000);
  scene.takeRequests();
  await scene.clock.advance(20_000);
  expect(scene.takeRequests(lists)).toEqual([]);
});

test('a thread that is closed while it is polled, or compared, is no sign of trouble', async () => {
  const scene = await createSyncScene();
  const other = await scene.createThread('Open');
  scene.sync.acquire(other);
  for (const threadId of [scene.threadId, other]) await scene.sync.loadMessages(threadId);
  await scene.goLive();
  const closeDuringList = async (): Promise<void> => {
    const close = scene.sync.acquire(scene.threadId);
    const release = scene.network.hold(lists, 2);
    scene.takeRequests();
    let asked = 0;
    await scene.advanceUntil(() => {
      asked += scene.takeRequests(lists).length;
      expect(asked).toBe(2);
    }, 500);
    close();
    await scene.clock.advance(300);
    release();
    await scene.clock.advance(300);
  };
  await closeDuringList();
  expect(scene.statuses.at(-1)).toBe('live');
  scene.setSockets(false);
  await scene.until('degraded');
  await closeDuringList();
  expect(scene.statuses.at(-1)).toBe('degraded');
  expect(scene.errors).toEqual([]);
});

test('when the lists cannot be read either, the connection counts as lost', async () => {
  const scene = await openLiveThread();
  scene.setSockets(false);
  await scene.until('degraded');
  scene.respond = async () => createErrorAnswer(503);
  await scene.advanceUntil(() => expect(scene.statuses.at(-1)).toBe('reconnecting'), 1_000);
  expect(scene.errors.length).toBeGreaterThan(0);
});

test('a hidden page does not poll', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  scene.setSockets(false);
  await scene.until('reconnecting');
  scene.page.setVisible(false);
  scene.takeRequests();
  await scene.clock.advance(120_000);
  expect(scene.takeRequests(/GET \/chat\/threads/)).toEqual([]);
});

test('a connection that is dead without a sign is found out within a minute, and what it missed is read', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'half-open' }] });
  await scene.say('Into the void');
  scene.service.setFaults({ rules: [] });
  const before = scene.clock.now();
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Into the void']), 500);
  expect(scene.clock.now() - before).toBeLessThan(63_000);
});

test('where nobody looks at a thread, a lost connection is not taken for one that lists bridge', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  const { lives } = scene;
  scene.respond = async () => createErrorAnswer(503);
  scene.setSockets(false);
  await scene.until('reconnecting');
  await scene.clock.advance(120_000);
  expect(scene.statuses.at(-1)).toBe('reconnecting');
  expect(scene.statuses).not.toContain('degraded');
  expect(scene.lives).toBe(lives);
});

test.each([
  ['was never loaded', 0],
  ['has a gap, so that nothing of it is asked for', 405],
])('a thread that %s does not count as bridged', async (_what, missed) => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  if (missed > 0) {
    await scene.say('Old');
    await scene.sync.loadMessages(scene.threadId);
  }
  await scene.goLive();
  await scene.cut();
  if (missed > 0) await scene.say(...Array.from({ length: missed }, (_, index) => `${index}`));
  await scene.heal();
  await scene.until('live');
  await scene.clock.advance(10_000);
  const { lives } = scene;
  scene.respond = async () => createErrorAnswer(503);
  scene.setSockets(false);
  await scene.until('reconnecting');
  await scene.clock.advance(120_000);
  expect(scene.statuses.slice(scene.statuses.lastIndexOf('reconnecting') - 1)).toEqual([
    'live',
    'reconnecting',
  ]);
  expect(scene.lives).toBe(lives);
});

test('each poll that works counts as a comparison with the service', async () => {
  const scene = await openLiveThread();
  scene.setSockets(false);
  await scene.until('degraded');
  await scene.clock.advance(600_000);
  expect(scene.clock.now() - (scene.lastSyncedAt ?? 0)).toBeLessThan(20_000);
});
