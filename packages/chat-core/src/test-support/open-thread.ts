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

/** Grace adds Ada again after a second, with the history from then on. */
export async function addAfresh(scene: SyncScene): Promise<void> {
  await scene.clock.advance(1_000);
  const shareHistoryTime = new Date(scene.clock.now());
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
}

/** Grace adds somebody new. Resolves to the new user's id. */
export async function addPerson(
  { service, grace }: SyncScene,
  displayName: string,
): Promise<string> {
  const { userId } = await service.createUser(displayName);
  const participants = [{ id: { communicationUserId: userId }, displayName }];
  await grace.addParticipants({ participants });
  return userId;
}
