import { expect, test, vi } from 'vitest';
import { openLiveThread } from '../../test-support/open-thread.ts';
import { endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

const lists = /GET .*\/messages$/;

async function sayUnheard(scene: SyncScene, text: string): Promise<void> {
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
  await scene.say(text);
  await scene.clock.settle();
  scene.service.setFaults({ rules: [] });
}

async function sayHeard(scene: SyncScene, text: string): Promise<void> {
  await scene.say(text);
  await scene.advanceUntil(() => expect(scene.texts()).toContain(text), 0);
}

test('a message whose event was lost is there two to five seconds after the next one, which leaves a hole in the numbers', async () => {
  const scene = await openLiveThread();
  await sayUnheard(scene, 'Lost');
  await sayHeard(scene, 'Heard');
  expect(scene.texts()).toEqual(['First', 'Heard']);
  await scene.clock.advance(3_500);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First', 'Lost', 'Heard']), 0);
  expect(scene.takeRequests(lists)).toHaveLength(1);
});

test('a hole that stays is looked into once', async () => {
  const scene = await openLiveThread();
  scene.respond = async (request, pass) => {
    const answer = await pass();
    if (!lists.test(request)) return answer;
    const page: { value: { content?: { message?: string } }[] } = await answer.json();
    // Nobody has to see every message of a thread.
    const value = page.value.filter(({ content }) => content?.message !== 'Hidden');
    return Response.json({ ...page, value });
  };
  await sayUnheard(scene, 'Hidden');
  await sayHeard(scene, 'Second');
  await scene.clock.advance(3_500);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1), 0);
  await sayHeard(scene, 'Third');
  await sayHeard(scene, 'Fourth');
  await scene.clock.advance(10_000);
  expect(scene.takeRequests(lists)).toEqual([]);
  expect(scene.texts()).toEqual(['First', 'Second', 'Third', 'Fourth']);
});

test('a message that no event brings, because the thread is read for it, leaves no hole', async () => {
  const scene = await openLiveThread();
  await scene.grace.updateTopic('Landing');
  await scene.clock.advance(1_500);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1), 0);
  await scene.clock.advance(1_000);
  await sayHeard(scene, 'Heard');
  await scene.clock.advance(10_000);
  expect(scene.takeRequests(lists)).toEqual([]);
});

test('a hole is looked into although another thread is busy', async () => {
  const scene = await openLiveThread();
  const other = scene.graceClient.getChatThreadClient(await scene.createThread('Busy'));
  await sayUnheard(scene, 'Lost');
  await sayHeard(scene, 'Heard');
  for (let count = 0; count < 5; count += 1) {
    await other.sendMessage({ content: `${count}` });
    await scene.clock.advance(1_000);
  }
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First', 'Lost', 'Heard']), 0);
});
