import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

const answers: readonly (readonly [string, () => Response])[] = [
  ['an empty object', () => Response.json({})],
  ['no value', () => Response.json({ value: null })],
  ['a value that is no list', () => Response.json({ value: 'none' })],
  ['the page of a hotel network', () => new Response('<!doctype html><title>WiFi</title>')],
];

const lists: readonly (readonly [string, (scene: SyncScene) => Promise<unknown>])[] = [
  ['the list of threads', ({ sync }) => sync.loadThreads()],
  ['the list of messages', ({ sync, threadId }) => sync.loadMessages(threadId)],
  ['the list of people', ({ sync, threadId }) => sync.loadParticipants(threadId)],
  ['the list of receipts', ({ sync, threadId }) => sync.loadReceipts(threadId)],
  [
    'the look for an own message',
    ({ sync, threadId, userId, clock }) =>
      sync.findDelivered(
        {
          clientMessageId: 'mine',
          threadId,
          kind: 'text',
          content: 'Hello',
          metadata: {},
          ordinal: 1,
          createdAt: clock.now(),
        },
        userId,
        undefined,
      ),
  ],
];

test.each(
  lists.flatMap(([list, load]) =>
    answers.map(([answer, respond]) => ({ list, load, answer, respond })),
  ),
)('$list that is answered with $answer fails, and takes nothing away', async (row) => {
  const scene = await createSyncScene();
  const { sync, threadId } = scene;
  await scene.say('Still here');
  await sync.loadThreads();
  await sync.loadMessages(threadId);
  await sync.loadParticipants(threadId);
  const known = scene.state();
  scene.respond = async () => row.respond();
  const outcome = expect(row.load(scene)).rejects.toMatchObject({ code: 'invalid-response' });
  await scene.clock.advance(10_000);
  await outcome;
  expect(scene.state()).toEqual(known);
});

test('a list whose second page holds none is not taken for a whole one', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadThreads();
  const known = scene.state();
  scene.respond = async (_request, _pass, url) =>
    Response.json(url.search.includes('page=2') ? {} : { value: [], nextLink: '/chat?page=2' });
  const outcome = expect(scene.sync.loadThreads()).rejects.toMatchObject({
    code: 'invalid-response',
  });
  await scene.clock.advance(10_000);
  await outcome;
  expect(scene.state()).toEqual(known);
});
