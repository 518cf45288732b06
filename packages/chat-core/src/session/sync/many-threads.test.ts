import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

test('a thread that something is said in while more threads than one page holds are listed stays in the list', async () => {
  const scene = await createSyncScene();
  const ids = [scene.threadId];
  for (let index = 0; index < 203; index += 1) {
    await scene.clock.advance(10);
    ids.push(await scene.createThread(`Thread ${index}`));
  }
  await scene.sync.loadThreads();
  expect(scene.state().threadIds).toHaveLength(ids.length);
  let pages = 0;
  scene.respond = async (request, pass) => {
    if (!request.endsWith('/threads')) return pass();
    pages += 1;
    // The one at the end of the second page goes to the front of the first, which is read already.
    if (pages === 2) await scene.say('Hello');
    return pass();
  };
  await scene.sync.loadThreads();
  expect(scene.state().threadIds).toContain(scene.threadId);
  expect(scene.state().threadIds).toHaveLength(ids.length);
  expect(pages).toBe(3);
});
