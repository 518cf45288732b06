import { expect, test, vi } from 'vitest';
import { addAfresh, openLiveThread, self } from '../../test-support/open-thread.ts';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

test('a user whose history was cut in the middle of what is loaded keeps the part that is still shared', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  await scene.say(...Array.from({ length: 150 }, (_, index) => `old ${index}`));
  await scene.clock.advance(1_000);
  const shareHistoryTime = new Date(scene.clock.now());
  await scene.say(...Array.from({ length: 250 }, (_, index) => `${index}`));
  const { olderCursor } = await scene.sync.loadMessages(scene.threadId, { pageSize: 200 });
  await scene.sync.loadMessages(scene.threadId, { cursor: olderCursor ?? '', pageSize: 200 });
  await scene.goLive();
  expect(scene.texts()).toHaveLength(400);
  await scene.cut();
  await scene.grace.removeParticipant(self(scene));
  await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
  await scene.heal();
  await scene.until('live');
  await scene.advanceUntil(() => expect(scene.texts()).toHaveLength(250));
  expect(scene.thread()).toMatchObject({ hasGap: false, olderCursor: null });
});

test('a check that finds no known message near the newest one reads all, and shows no hole', async () => {
  const scene = await openLiveThread();
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
  await scene.grace.removeParticipant(self(scene));
  await scene.say('Not for Ada');
  await addAfresh(scene);
  await scene.say('Welcome back');
  await scene.clock.advance(72_000);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Welcome back']), 0);
});

test('a message that was heard before the user was removed, and not shown yet, does not appear in the cut history', async () => {
  const scene = await openLiveThread();
  scene.respond = async (request, pass) =>
    request.endsWith('/threads') ? createErrorAnswer(503) : pass();
  await scene.cut();
  await scene.heal();
  await scene.until('syncing');
  await scene.say('Not for Ada any more');
  await scene.grace.updateTopic('Heard');
  await scene.advanceUntil(() => expect(scene.thread().topic).toBe('Heard'));
  await scene.cut();
  await scene.grace.removeParticipant(self(scene));
  await addAfresh(scene);
  await scene.say('Welcome back');
  scene.respond = (_request, pass) => pass();
  await scene.heal();
  await scene.until('live');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Welcome back']));
});

test('nothing of a thread that nobody looks at is kept when the user is no longer in it', async () => {
  const scene = await createSyncScene();
  await scene.say('First');
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.grace.removeParticipant(self(scene));
  await scene.advanceUntil(() => expect(scene.state().threadIds).toEqual([]));
  await scene.cut();
  await scene.say('Not for Ada');
  await addAfresh(scene);
  await scene.heal();
  await scene.until('live');
  await scene.say('Welcome back');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Welcome back']));
});

test('a user who comes back and may see more than before can page back to it', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  await scene.say('First', 'Second');
  const comeBack = async (shareHistoryTime: Date): Promise<void> => {
    await scene.cut();
    await scene.grace.removeParticipant(self(scene));
    await scene.clock.advance(1_000);
    await scene.grace.addParticipants({ participants: [{ id: self(scene), shareHistoryTime }] });
    await scene.heal();
    await scene.until('live');
  };
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await comeBack(new Date(scene.clock.now() + 1_000));
  await scene.advanceUntil(() => expect(scene.texts()).toEqual([]));
  await comeBack(new Date(0));
  expect(scene.texts()).toEqual([]);
  const { olderCursor } = scene.thread();
  await scene.sync.loadMessages(scene.threadId, { cursor: olderCursor ?? '' });
  expect(scene.texts()).toEqual(['First', 'Second']);
  expect(scene.thread().olderCursor).toBeNull();
});
