import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /^GET \/chat\/threads/;

/** Ada is away, and writes down how long after the return of the network the first list leaves. */
async function measureWait(
  chance: number,
  prepare: (scene: SyncScene) => Promise<void>,
  read: (scene: SyncScene) => void = () => {},
): Promise<number> {
  const random = { next: () => chance, createUuid: () => crypto.randomUUID() };
  const scene = await createSyncScene({ ports: { random } });
  await prepare(scene);
  scene.page.setOnline(false);
  read(scene);
  await scene.clock.advance(60_000);
  scene.takeRequests();
  const before = scene.clock.now();
  await scene.loseLog();
  scene.page.setOnline(true);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists).length).toBeGreaterThan(0), 20);
  return scene.clock.now() - before;
}

test.each([
  [
    'what was missed',
    async (scene: SyncScene) => {
      await scene.goLive();
      await scene.cut();
    },
    undefined,
  ],
  [
    'what somebody waits for',
    async () => {},
    ({ sync }: SyncScene) => void sync.loadThreads().catch(() => {}),
  ],
])(
  'clients whose network comes back in the same second do not read %s at the same moment, and all within a second',
  async (_what, prepare, read) => {
    const first = await measureWait(0.1, prepare, read);
    const last = await measureWait(0.9, prepare, read);
    expect(first).toBeLessThan(500);
    expect(last).toBeGreaterThan(800);
    expect(last).toBeLessThan(1_500);
  },
);

test('a connection that was lost while the network was there is caught up at once', async () => {
  const random = { next: () => 0.9, createUuid: () => crypto.randomUUID() };
  const scene = await createSyncScene({ ports: { random } });
  await scene.goLive();
  await scene.cut();
  scene.takeRequests();
  let connectedAt = 0;
  const note = (): void => void (connectedAt = scene.clock.now());
  scene.client.on('realTimeNotificationConnected', note);
  await scene.heal();
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).not.toEqual([]), 20);
  scene.client.off('realTimeNotificationConnected', note);
  expect(scene.clock.now() - connectedAt).toBeLessThan(200);
});
