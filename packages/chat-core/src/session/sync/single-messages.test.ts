import { beforeEach, expect, test } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';
import { messageOf } from '../../state/thread-index.ts';

endScenes();
const gets = /GET .*\/messages\/\d+$/;
let scene: SyncScene;
let first: string;

beforeEach(async () => {
  scene = await createSyncScene();
  const ids = await scene.say(...Array.from({ length: 60 }, (_, index) => `Message ${index}`));
  first = ids[0] ?? '';
});

const textOf = (id: string): string | undefined => messageOf(scene.thread(), id)?.content;

test('a message outside the loaded rows is read alone, and makes no row', async () => {
  const { sync, threadId, takeRequests, texts } = scene;
  await sync.loadMessages(threadId);
  takeRequests();
  await sync.loadMessage(threadId, first);
  expect(takeRequests()).toEqual([expect.stringMatching(gets)]);
  expect(textOf(first)).toBe('Message 0');
  expect(texts()).not.toContain('Message 0');
});

test('a message of a thread that nobody has loaded can be read, and lists no thread', async () => {
  const { sync, threadId, state } = scene;
  await sync.loadMessage(threadId, first);
  expect(textOf(first)).toBe('Message 0');
  expect(state().threadIds).toEqual([]);
});

test('those who want one message at one time share one request, and the next one reads it anew', async () => {
  const { sync, threadId, takeRequests, grace } = scene;
  takeRequests();
  await Promise.all([1, 2, 3].map(() => sync.loadMessage(threadId, first)));
  expect(takeRequests(gets)).toHaveLength(1);
  await grace.updateMessage(first, { content: 'Edited' });
  await sync.loadMessage(threadId, first);
  expect(takeRequests(gets)).toHaveLength(1);
  expect(textOf(first)).toBe('Edited');
});

test('a message that the thread does not hold is not found, and the thread stays', async () => {
  const { sync, threadId, thread, takeRequests } = scene;
  await sync.loadMessages(threadId);
  takeRequests();
  await expect(sync.loadMessage(threadId, '123')).rejects.toMatchObject({
    code: 'not-found',
    operation: 'loadMessage',
  });
  expect(takeRequests()).toHaveLength(1);
  expect(thread().access).toBe('member');
});

test.each(['', 'abc', '1.5', '-1', '..'])('%j is no id, and nothing is asked', async (id) => {
  const { sync, threadId, takeRequests } = scene;
  takeRequests();
  await expect(sync.loadMessage(threadId, id)).rejects.toMatchObject({
    code: 'invalid-argument',
    message: expect.stringContaining('decimal digits. Nothing was sent.'),
  });
  expect(takeRequests()).toEqual([]);
});

test('what may pass is tried again', async () => {
  const { sync, threadId, clock } = scene;
  let failures = 2;
  scene.respond = (request, pass) => {
    if (!gets.test(request) || failures === 0) return pass();
    failures -= 1;
    return Promise.reject(new TypeError('Failed to fetch'));
  };
  let isDone = false;
  void sync.loadMessage(threadId, first).then(() => (isDone = true));
  await scene.advanceUntil(() => expect(isDone).toBe(true));
  expect(textOf(first)).toBe('Message 0');
  await clock.settle();
});

test('somebody who is refused because he is no longer in the thread loses it', async () => {
  const { sync, threadId, grace, userId, state } = scene;
  await sync.loadMessages(threadId);
  await grace.removeParticipant({ communicationUserId: userId });
  scene.respond = async (request, pass) =>
    gets.test(request) ? new Response('{}', { status: 403 }) : pass();
  await expect(sync.loadMessage(threadId, first)).rejects.toMatchObject({ statusCode: 403 });
  expect(state().threadIds).toEqual([]);
});

test('a message that is read for a thread which nobody looks at any more is given up', async () => {
  const { sync, threadId, network, clock } = scene;
  const release = sync.acquire(threadId);
  await sync.loadMessages(threadId);
  const answer = network.hold(gets, 1);
  const outcome = expect(sync.loadMessage(threadId, first)).rejects.toMatchObject({
    code: 'aborted',
  });
  await clock.settle();
  release();
  await clock.advance(1_000);
  await outcome;
  answer();
});

test('an edit that overtakes the answer is not lost', async () => {
  const { sync, threadId, grace, goLive, events } = scene;
  await goLive();
  await sync.loadMessages(threadId);
  let send = (): void => {};
  const isHeld = new Promise<void>((held) => {
    scene.respond = async (request, pass) => {
      const answer = await pass();
      if (!gets.test(request)) return answer;
      held();
      await new Promise<void>((resolve) => (send = resolve));
      return answer;
    };
  });
  const loading = sync.loadMessage(threadId, first);
  await isHeld;
  await grace.updateMessage(first, { content: 'Edited' });
  const isHeard = (): boolean =>
    events.some((event) => event.type === 'message-upserted' && event.message.id === first);
  await scene.advanceUntil(() => expect(isHeard()).toBe(true));
  expect(textOf(first)).toBeUndefined();
  send();
  await loading;
  expect(textOf(first)).toBe('Edited');
});

test('a deletion that is heard later shows in the message that was read', async () => {
  const { sync, threadId, grace, goLive } = scene;
  await goLive();
  await sync.loadMessages(threadId);
  await sync.loadMessage(threadId, first);
  await grace.deleteMessage(first);
  await scene.advanceUntil(() => expect(messageOf(scene.thread(), first)?.deletedAt).toBeDefined());
  expect(textOf(first)).toBe('');
});
