import { createSyncScene, type SyncScene } from './sync-scene.ts';

/** A scene in which Ada looks at a thread with one message, and is not connected yet. */
export async function openThread(init?: Parameters<typeof createSyncScene>[0]): Promise<SyncScene> {
  const scene = await createSyncScene(init);
  scene.sync.acquire(scene.threadId);
  await scene.say('First');
  await scene.sync.loadMessages(scene.threadId);
  return scene;
}

/** The same, live. Requests are counted from now on. */
export async function openLiveThread(
  init?: Parameters<typeof createSyncScene>[0],
): Promise<SyncScene> {
  const scene = await openThread(init);
  await scene.goLive();
  scene.takeRequests();
  return scene;
}

/** Ada, as the service names her. */
export const self = (scene: SyncScene): { communicationUserId: string } => ({
  communicationUserId: scene.userId,
});
