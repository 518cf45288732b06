import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

/** Ada has missed more than a catch-up reads. */
async function createGap(isHeld: boolean): Promise<SyncScene & { release: () => void }> {
  const scene = await createSyncScene();
  const release = isHeld ? scene.sync.acquire(scene.threadId) : () => {};
  await scene.say('Old 1', 'Old 2');
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.cut();
  await scene.say(...Array.from({ length: 405 }, (_, index) => `Missed ${index}`));
  await scene.heal();
  await scene.until('live');
  return Object.assign(scene, { release });
}

test('rows that somebody looks at stay when more was missed than is read, and what is newer is not put below them', async () => {
  const { sync, threadId, texts, thread, say, clock, advanceUntil } = await createGap(true);
  expect(texts()).toEqual(['Old 1', 'Old 2']);
  expect(sync.hasGap(threadId)).toBe(true);
  expect(thread().hasGap).toBe(true);
  await say('Live');
  await clock.advance(1_000);
  expect(texts()).toEqual(['Old 1', 'Old 2']);
  await sync.loadMessages(threadId);
  expect(texts()).toEqual(['Old 1', 'Old 2']);
  await sync.jumpToLatest(threadId);
  expect(sync.hasGap(threadId)).toBe(false);
  expect(texts()).toHaveLength(50);
  expect(texts().at(-1)).toBe('Live');
  await say('After');
  await advanceUntil(() => expect(texts().at(-1)).toBe('After'));
});

test('the history can still be read while there is a gap', async () => {
  const { sync, threadId, texts, thread } = await createGap(true);
  expect(thread().olderCursor).toBeNull();
  await sync.loadAround(threadId, thread().rows.get(thread().messageKeys[0] ?? '')?.id ?? '');
  expect(texts().at(-1)).toBe('Missed 404');
});

test('a message that comes while the reader jumps to the latest ones is there', async () => {
  const { sync, threadId, texts, say, network, clock } = await createGap(true);
  const release = network.hold(/GET .*\/messages$/, 1);
  const jump = sync.jumpToLatest(threadId);
  await clock.advance(10);
  await say('Meanwhile');
  await clock.advance(10);
  release();
  await jump;
  expect(texts().at(-1)).toBe('Meanwhile');
  expect(texts().at(-2)).toBe('Missed 404');
});

test('when the last one who looks at a gap leaves, the newest messages take the place of the old ones', async () => {
  const { sync, threadId, texts, release, advanceUntil } = await createGap(true);
  release();
  await advanceUntil(() => expect(sync.hasGap(threadId)).toBe(false));
  expect(texts()).toHaveLength(50);
  expect(texts().at(-1)).toBe('Missed 404');
});

test('where nobody looks, the newest messages take the place of what a gap cuts off', async () => {
  const { sync, threadId, texts, thread } = await createGap(false);
  expect(sync.hasGap(threadId)).toBe(false);
  expect(texts()).toHaveLength(400);
  expect(texts().at(-1)).toBe('Missed 404');
  expect(thread().olderCursor).toBeTypeOf('string');
});

test('after a gap older messages are paged in, without a hole', async () => {
  const { sync, threadId, texts, thread } = await createGap(false);
  while (typeof thread().olderCursor === 'string') {
    const cursor = thread().olderCursor ?? '';
    await sync.loadMessages(threadId, { cursor, pageSize: 200 });
  }
  const missed = Array.from({ length: 405 }, (_, index) => `Missed ${index}`);
  expect(texts()).toEqual(['Old 1', 'Old 2', ...missed]);
});

test('an older page that answers after a gap is not shown below the hole', async () => {
  const scene = await createSyncScene();
  await scene.say(...Array.from({ length: 30 }, (_, index) => `Old ${index}`));
  const { olderCursor } = await scene.sync.loadMessages(scene.threadId, { pageSize: 5 });
  await scene.goLive();
  const release = scene.network.hold(/GET .*\/messages$/, 1);
  const older = scene.sync.loadMessages(scene.threadId, { cursor: olderCursor ?? '' });
  await scene.clock.settle();
  await scene.cut();
  await scene.say(...Array.from({ length: 402 }, (_, index) => `Missed ${index}`));
  await scene.heal();
  await scene.until('live');
  const cursor = scene.thread().olderCursor;
  release();
  expect(await older).toMatchObject({ count: 0 });
  expect(scene.texts().filter((text) => text.startsWith('Old'))).toEqual([]);
  expect(scene.thread().olderCursor).toBe(cursor);
});

test('an empty thread that somebody looks at has no rows to keep above a gap, so the newest messages are shown', async () => {
  const scene = await createSyncScene();
  const id = await scene.createThread('Empty');
  scene.respond = async (request, pass) =>
    request.endsWith('/messages') ? Response.json({ value: [] }) : pass();
  scene.sync.acquire(id);
  await scene.sync.loadMessages(id);
  await scene.goLive();
  await scene.cut();
  scene.respond = (_request, pass) => pass();
  const thread = scene.graceClient.getChatThreadClient(id);
  for (let count = 0; count < 405; count += 1) await thread.sendMessage({ content: `${count}` });
  await scene.heal();
  await scene.until('live');
  expect(scene.sync.hasGap(id)).toBe(false);
  expect(scene.texts(id).at(-1)).toBe('404');
});

test('above a gap, too, what was edited and deleted is repaired: at once after the loss, and when an event was lost', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  const ids = await scene.say(...Array.from({ length: 100 }, (_, index) => `Old ${index}`));
  const { olderCursor } = await scene.sync.loadMessages(scene.threadId);
  await scene.sync.loadMessages(scene.threadId, { cursor: olderCursor ?? '' });
  await scene.goLive();
  ids.push(...(await scene.say('Heard 1', 'Heard 2')));
  await scene.clock.advance(1_000);
  const shown = scene.texts();
  await scene.cut();
  await scene.grace.deleteMessage(ids[10] ?? '');
  await scene.grace.updateMessage(ids[100] ?? '', { content: 'Edited' });
  await scene.say(...Array.from({ length: 650 }, (_, index) => `Missed ${index}`));
  await scene.heal();
  await scene.until('live');
  const expected = shown.map((text) => ({ 'Old 10': '', 'Heard 1': 'Edited' })[text] ?? text);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(expected));
  expect(scene.thread().hasGap).toBe(true);
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
  await scene.grace.deleteMessage(ids[50] ?? '');
  await scene.clock.advance(380_000);
  const afterwards = expected.map((text) => (text === 'Old 50' ? '' : text));
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(afterwards), 0);
  expect(scene.thread().hasGap).toBe(true);
});

test('a gap that is too long to be read across at once is crossed with the checks that follow', async () => {
  const scene = await createSyncScene({ config: { maxPagesAround: 1, windowCheckMs: 60_000 } });
  scene.sync.acquire(scene.threadId);
  const [old = ''] = await scene.say('Old');
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.cut();
  await scene.grace.deleteMessage(old);
  await scene.say(...Array.from({ length: 850 }, (_, index) => `Missed ${index}`));
  await scene.heal();
  await scene.until('live');
  await scene.clock.advance(10_000);
  expect(scene.texts()).toEqual(['Old']);
  await scene.clock.advance(300_000);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['']), 0);
});
