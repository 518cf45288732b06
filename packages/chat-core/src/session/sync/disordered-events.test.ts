import { expect, test, vi } from 'vitest';
import { applyBatch } from '../../state/apply-batch.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

test('messages whose events overtake each other, come twice or come late stand once and in order, and all are there within 72 seconds', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  const where = 'realtime' as const;
  scene.service.setFaults({
    rules: [
      { where, fault: 'delay', ms: [0, 2_000] },
      { where, fault: 'reorder', probability: 0.4 },
      { where, fault: 'duplicate', probability: 0.4 },
    ],
  });
  const typed = Array.from({ length: 20 }, (_, index) => String(10 + index));
  const ids = await scene.say(...typed);
  const editedAt = 3;
  for (const content of ['13, edited', '13, edited twice'])
    await scene.grace.updateMessage(ids[editedAt] ?? '', { content });
  for (let passed = 0; passed < 72_000; passed += 1_000) {
    await scene.clock.advance(1_000);
    expect(scene.texts()).toEqual([...new Set(scene.texts())].toSorted());
  }
  // The client takes no event that was overtaken: a check has to bring what such an event told.
  const heard = scene.events.filter(({ type }) => type === 'message-upserted');
  expect(heard.length).toBeLessThan(typed.length);
  const expected = typed.with(editedAt, '13, edited twice');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(expected), 0);
});

test('somebody who was removed and added again is in the thread, also when that is heard of in the other order', async () => {
  const scene = await createSyncScene();
  const { sync, threadId, events, grace, clock } = scene;
  await scene.goLive();
  await sync.loadParticipants(threadId);
  const linus = await scene.service.createUser('Linus');
  const id = { communicationUserId: linus.userId };
  const isKnown = (): boolean =>
    scene.thread().participants?.some(({ userId }) => userId === linus.userId) === true;
  const add = async (): Promise<void> => {
    await grace.addParticipants({ participants: [{ id }] });
    await scene.advanceUntil(() => expect(isKnown()).toBe(true));
  };
  await add();
  await clock.advance(1_000);
  await grace.removeParticipant(id);
  await scene.advanceUntil(() => expect(isKnown()).toBe(false));
  await clock.advance(1_000);
  await add();
  const told = events.filter(({ type }) => /^participants-(added|removed)$/.test(type));
  expect(told.map(({ type }) => type)).toEqual([
    'participants-added',
    'participants-removed',
    'participants-added',
  ]);
  // The same once more, the other way round.
  applyBatch(scene.state(), told.toReversed());
  expect(isKnown()).toBe(true);
});
