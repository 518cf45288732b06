import { expect, test, vi } from 'vitest';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';
import type { OutgoingMessage } from '../chat-event.ts';

// Thousands of messages take their time, on a busy machine more.
vi.setConfig({ testTimeout: 60_000 });
endScenes();

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${index}`);

test('a message further back than an open thread usually holds is gone back to, and all rows down to it stay', async () => {
  const scene = await createSyncScene({ config: { maxPagesAround: 27 } });
  const { sync, threadId, texts } = scene;
  const said = numbers(5_300);
  const [first = ''] = await scene.say(...said);
  sync.acquire(threadId);
  await sync.loadMessages(threadId, { pageSize: 200 });
  await sync.loadAround(threadId, first);
  expect(texts()).toEqual(said);
});

/** An open thread in which more has arrived than is kept. */
async function hearMuch() {
  const scene = await createSyncScene({ config: { maxPagesAround: 27 } });
  const { sync, threadId, texts, thread } = scene;
  const said = numbers(5_400);
  const [first = ''] = await scene.say(...said.slice(0, 100));
  sync.acquire(threadId);
  await scene.goLive();
  await sync.loadMessages(threadId);
  for (let from = 100; from < said.length; from += 100) {
    await scene.say(...said.slice(from, from + 100));
    await scene.clock.advance(50);
    expect(thread().rows.size).toBeLessThanOrEqual(5_000);
  }
  await scene.advanceUntil(() => expect(texts().at(-1)).toBe(said.at(-1)));
  expect(texts()).toEqual(said.slice(-texts().length));
  expect(texts().length).toBeGreaterThan(4_400);
  return { ...scene, said, first };
}

test('an open thread in which more arrives than is kept has its newest messages, and the others when the reader goes back', async () => {
  const { sync, threadId, texts, thread, said } = await hearMuch();
  // A cursor from before leads past what was let go.
  const { olderCursor } = await sync.loadMessages(threadId);
  if (olderCursor !== null) await sync.loadMessages(threadId, { cursor: olderCursor });
  expect(texts()).toEqual(said.slice(-texts().length));
  let cursor = thread().olderCursor;
  while (typeof cursor === 'string') {
    await sync.loadMessages(threadId, { cursor, pageSize: 200 });
    expect(texts()).toEqual(said.slice(-texts().length));
    cursor = thread().olderCursor;
  }
  expect(texts()).toEqual(said);
});

test('a message that was let go of an open thread is gone back to from where the shown ones end', async () => {
  const { sync, threadId, texts, thread, said, first } = await hearMuch();
  const cursor = thread().olderCursor ?? '';
  await sync.loadAround(threadId, thread().rows.get(thread().messageKeys[0] ?? '')?.id ?? '', {
    cursor,
  });
  expect(texts()).not.toContain('0');
  await sync.loadAround(threadId, first, { cursor });
  expect(texts()).toEqual(said);
});

test('an own message is found behind more than 2,000 others', async () => {
  const scene = await createSyncScene();
  const { sync, threadId, userId, client, clock } = scene;
  const metadata = { 'confab.clientMessageId': 'mine' };
  const message: OutgoingMessage = {
    clientMessageId: 'mine',
    threadId,
    kind: 'text',
    content: 'Mine',
    metadata,
    ordinal: 1,
    createdAt: clock.now(),
  };
  const thread = client.getChatThreadClient(threadId);
  const { id } = await thread.sendMessage({ content: 'Mine' }, { metadata });
  await scene.say(...numbers(2_100));
  expect(await sync.findDelivered(message, userId, message.createdAt)).toEqual([id]);
  expect(await sync.findDelivered(message, userId, undefined)).toEqual([id]);
});
