import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';
import {
  catchUpByCreation,
  droppedEvents,
  listBeforeListening,
  noCatchUp,
} from '../../test-support/wrong-sync-parts.ts';
import type { SyncParts } from './sync.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

async function startBesideMessage(parts: Partial<SyncParts>): Promise<string[]> {
  const scene = await createSyncScene({ parts });
  await scene.sync.loadMessages(scene.threadId);
  const release = scene.network.hold(/realTimeNotifications$/, 1);
  scene.sync.start();
  await scene.clock.advance(100);
  await scene.say('Between');
  release();
  await scene.until('live');
  return scene.texts();
}

async function reconnect(
  parts: Partial<SyncParts>,
  meanwhile: (scene: SyncScene, oldId: string) => Promise<unknown>,
): Promise<string[]> {
  const scene = await createSyncScene({ parts });
  const [oldId = ''] = await scene.say('Old', 'Newest');
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.cut();
  await meanwhile(scene, oldId);
  await scene.heal();
  await scene.until('live');
  return scene.texts();
}

async function sayDuringCatchUp(parts: Partial<SyncParts>): Promise<string[]> {
  const scene = await createSyncScene({ parts });
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.cut();
  await scene.heal();
  const release = scene.network.hold(/GET .*\/messages$/, 1);
  await scene.until('syncing');
  await scene.clock.advance(100);
  await scene.say('Meanwhile');
  await scene.clock.advance(100);
  release();
  await scene.until('live');
  return scene.texts();
}

test('reading before listening loses what comes between, and would be noticed', async () => {
  expect(await startBesideMessage({})).toEqual(['Between']);
  expect(await startBesideMessage(listBeforeListening)).toEqual([]);
});

test('a connection that is back without a look at what was missed would be noticed', async () => {
  const say = (scene: SyncScene): Promise<unknown> => scene.say('Missed');
  expect(await reconnect({}, say)).toEqual(['Old', 'Newest', 'Missed']);
  expect(await reconnect(noCatchUp, say)).toEqual(['Old', 'Newest']);
});

test('events that are dropped while lists are read would be noticed', async () => {
  expect(await sayDuringCatchUp({})).toEqual(['Meanwhile']);
  expect(await sayDuringCatchUp(droppedEvents)).toEqual([]);
});

test('reading only what was created since would be noticed by the edit that it misses', async () => {
  const edit = ({ grace }: SyncScene, id: string): Promise<unknown> =>
    grace.updateMessage(id, { content: 'Edited' });
  expect(await reconnect({}, edit)).toEqual(['Edited', 'Newest']);
  expect(await reconnect(catchUpByCreation, edit)).toEqual(['Old', 'Newest']);
});
