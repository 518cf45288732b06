import { expect, test, vi } from 'vitest';
import { openLiveThread } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

/** Each leaves a message that no event carries. */
async function join(scene: SyncScene, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { userId } = await scene.service.createUser(crypto.randomUUID());
    const participants = [{ id: { communicationUserId: userId } }];
    await scene.grace.addParticipants({ participants });
  }
}

/** How many joins are shown. */
function countJoins(scene: SyncScene): number {
  return [...scene.thread().rows.values()].filter(({ kind }) => kind === 'participantAdded').length;
}

test('forty people who join at once show within two seconds, with a list or two', async () => {
  const scene = await openLiveThread();
  const before = countJoins(scene);
  await join(scene, 40);
  await scene.clock.advance(2_000);
  await scene.advanceUntil(() => expect(countJoins(scene)).toBe(before + 40), 0);
  expect(scene.takeRequests(lists).length).toBeLessThanOrEqual(2);
});

test('clients that hear of the same join do not list at the same moment, and all within two seconds', async () => {
  const waits: number[] = [];
  for (const chance of [0.1, 0.9]) {
    const random = { next: () => chance, createUuid: () => crypto.randomUUID() };
    const scene = await openLiveThread({ ports: { random } });
    const before = scene.clock.now();
    await join(scene, 1);
    await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1), 100);
    waits.push(scene.clock.now() - before);
  }
  expect((waits[1] ?? 0) - (waits[0] ?? 0)).toBeGreaterThan(500);
  expect(waits[1]).toBeLessThan(2_000);
});

test('a hidden page lists nothing for those who join, and shows them when it is seen', async () => {
  const scene = await openLiveThread();
  const before = countJoins(scene);
  await join(scene, 1);
  scene.page.setVisible(false);
  await join(scene, 2);
  await scene.clock.advance(60_000);
  expect(scene.takeRequests(lists)).toEqual([]);
  scene.page.setVisible(true);
  await scene.clock.advance(2_000);
  await scene.advanceUntil(() => expect(countJoins(scene)).toBe(before + 3), 0);
});

test('a loaded thread that nobody looks at is not listed for those who join, and shows them when it is opened', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  const before = countJoins(scene);
  scene.takeRequests();
  await join(scene, 3);
  await scene.clock.advance(10_000);
  expect(scene.takeRequests(lists)).toEqual([]);
  scene.sync.acquire(scene.threadId);
  await scene.advanceUntil(() => expect(countJoins(scene)).toBe(before + 3), 0);
});

test('a stop leaves nothing that lists later', async () => {
  const scene = await openLiveThread();
  await join(scene, 1);
  await scene.clock.settle();
  await scene.sync.stop();
  scene.takeRequests();
  await scene.clock.advance(10_000);
  expect(scene.takeRequests(lists)).toEqual([]);
});
