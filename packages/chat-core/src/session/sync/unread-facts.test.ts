import { expect, test, vi } from 'vitest';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { addPerson } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

test('receipts of a thread that had too many people for them are read once it has fewer', async () => {
  let keepsReceipts = false;
  const scene = await createSyncScene({ ports: { keepsReceipts: () => keepsReceipts } });
  scene.sync.acquire(scene.threadId);
  const [id = ''] = await scene.say('Read me');
  await scene.sync.loadMessages(scene.threadId);
  await scene.sync.loadReceipts(scene.threadId);
  await scene.goLive();
  keepsReceipts = true;
  await scene.cut();
  await scene.grace.sendReadReceipt({ chatMessageId: id });
  await scene.heal();
  await scene.until('live');
  expect(scene.thread().receipts.get(scene.graceId)?.messageId).toBe(id);
});

test('people who come after a list that could not be read are there, also when more had come than is held back', async () => {
  const scene = await createSyncScene({ config: { maxHeldEvents: 1 } });
  scene.sync.acquire(scene.threadId);
  await scene.goLive();
  const lists = /GET .*\/participants$/;
  scene.respond = async (request, pass) => {
    const answer = await pass();
    return lists.test(request) ? createErrorAnswer(400) : answer;
  };
  const release = scene.network.hold(lists, 1);
  const load = expect(scene.sync.loadParticipants(scene.threadId)).rejects.toMatchObject({
    statusCode: 400,
  });
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await addPerson(scene, 'Linus');
  await addPerson(scene, 'Edsger');
  await scene.clock.advance(100);
  release();
  await load;
  await addPerson(scene, 'Barbara');
  const names = (): readonly (string | undefined)[] =>
    scene.events.flatMap((event) =>
      event.type === 'participants-added' ? event.participants.map((one) => one.displayName) : [],
    );
  await scene.advanceUntil(() => expect(names()).toContain('Barbara'));
});
