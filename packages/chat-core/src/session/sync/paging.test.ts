import { beforeEach, expect, test, vi } from 'vitest';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';
import { trimmedCursor } from '../../state/trimmed-cursor.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;
let scene: SyncScene;
let ids: string[];
let release: () => void;

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => String(from + index));
}

async function fill(count: number): Promise<void> {
  ids = await scene.say(...numbers(0, count));
}

beforeEach(async () => {
  scene = await createSyncScene({ config: { maxPagesAround: 4 } });
  release = scene.sync.acquire(scene.threadId);
});

test('goes back to a message over contiguous pages, and tells of each', async () => {
  await fill(240);
  const { sync, threadId, texts, thread } = scene;
  await sync.loadMessages(threadId);
  const progress: number[] = [];
  await sync.loadAround(threadId, ids[10] ?? '', { onProgress: (pages) => progress.push(pages) });
  expect(progress).toEqual([1, 2, 3, 4]);
  expect(texts()).toEqual(numbers(0, 240));
  expect(thread().olderCursor).toBeNull();
});

test('opens a thread that is not loaded at one of its messages', async () => {
  await fill(120);
  await scene.sync.loadAround(scene.threadId, ids[5] ?? '');
  expect(scene.texts()).toEqual(numbers(0, 120));
});

test('a message that is further back than is read is refused, and what was read is shown', async () => {
  await fill(400);
  const { sync, threadId, texts } = scene;
  await sync.loadMessages(threadId);
  const around = sync.loadAround(threadId, ids[0] ?? '');
  await expect(around).rejects.toMatchObject({ code: 'too-far' });
  expect(texts()).toEqual(numbers(150, 400));
  await sync.loadAround(threadId, ids[0] ?? '');
  expect(texts()).toEqual(numbers(0, 400));
});

test('a message that the thread does not hold is not looked for page by page', async () => {
  await fill(60);
  const { sync, threadId, takeRequests } = scene;
  await sync.loadMessages(threadId);
  takeRequests();
  const around = sync.loadAround(threadId, '123');
  await expect(around).rejects.toMatchObject({ code: 'not-found' });
  expect(takeRequests(lists)).toEqual([]);
});

test('the way back can be given up', async () => {
  await fill(120);
  const { sync, threadId, network, clock } = scene;
  await sync.loadMessages(threadId);
  const abort = new AbortController();
  const answer = network.hold(lists, 1);
  const around = sync.loadAround(threadId, ids[0] ?? '', { signal: abort.signal });
  const outcome = expect(around).rejects.toMatchObject({ code: 'aborted' });
  await clock.settle();
  abort.abort();
  await outcome;
  answer();
});

test('rows that were let go are paged in again from the nearest place, without a hole', async () => {
  await fill(400);
  const { sync, threadId, takeRequests, thread, events } = scene;
  await sync.loadMessages(threadId);
  for (let page = 0; page < 5; page += 1) {
    await sync.loadMessages(threadId, { cursor: thread().olderCursor ?? '' });
  }
  takeRequests();
  const before = events.length;
  const result = await sync.loadMessages(threadId, { cursor: trimmedCursor(ids[260] ?? '') });
  expect(takeRequests(lists)).toHaveLength(1);
  expect(result.count).toBe(10);
  const [listed] = events.slice(before);
  expect(listed).toMatchObject({ type: 'messages-listed', position: 'older', joined: true });
  const texts = listed?.type === 'messages-listed' ? listed.messages.map((one) => one.content) : [];
  expect(texts.toReversed()).toEqual(numbers(250, 261));
});

test('a thread that was closed in between goes back from its newest message, because its older rows are gone', async () => {
  await fill(700);
  const { sync, threadId, thread, clock, texts } = scene;
  await sync.loadMessages(threadId, { pageSize: 200 });
  while (thread().olderCursor !== null) {
    await sync.loadMessages(threadId, { cursor: thread().olderCursor ?? '' });
  }
  release();
  await clock.advance(1_000);
  expect(texts()).toEqual(numbers(200, 700));
  sync.acquire(threadId);
  await sync.loadAround(threadId, ids[20] ?? '');
  expect(texts()).toEqual(numbers(0, 700));
});

test('the history of a thread that was closed in between has no hole, with whatever cursor it is paged', async () => {
  await fill(1_000);
  const { sync, threadId, thread, clock, texts } = scene;
  const first = await sync.loadMessages(threadId, { pageSize: 200 });
  let cursor = first.olderCursor;
  while (cursor !== null) {
    ({ olderCursor: cursor } = await sync.loadMessages(threadId, { cursor, pageSize: 200 }));
  }
  release();
  await clock.advance(1_000);
  expect(texts()).toEqual(numbers(500, 1_000));
  sync.acquire(threadId);
  await sync.loadMessages(threadId, { cursor: first.olderCursor ?? '', pageSize: 200 });
  expect(texts()).toEqual(numbers(500, 1_000));
  ({ olderCursor: cursor } = await sync.loadMessages(threadId, { pageSize: 200 }));
  for (let page = 0; page < 4; page += 1) {
    ({ olderCursor: cursor } = await sync.loadMessages(threadId, {
      cursor: cursor ?? '',
      pageSize: 200,
    }));
  }
  expect(texts()).toEqual(numbers(200, 1_000));
  await sync.loadMessages(threadId, { cursor: thread().olderCursor ?? '', pageSize: 200 });
  expect(texts()).toEqual(numbers(0, 1_000));
});

test('a page that was asked for before the thread was closed leaves no hole', async () => {
  await fill(1_000);
  const { sync, threadId, thread, clock, texts, events } = scene;
  let { olderCursor: cursor } = await sync.loadMessages(threadId, { pageSize: 200 });
  for (let page = 0; page < 3; page += 1) {
    ({ olderCursor: cursor } = await sync.loadMessages(threadId, {
      cursor: cursor ?? '',
      pageSize: 200,
    }));
  }
  expect(texts()).toEqual(numbers(200, 1_000));
  release();
  await clock.advance(1_000);
  sync.acquire(threadId);
  const shownBefore = thread().olderCursor;
  await sync.loadMessages(threadId, { cursor: cursor ?? '', pageSize: 200 });
  expect(events.at(-1)).toMatchObject({ type: 'messages-listed', position: 'older' });
  expect(texts()).toEqual(numbers(500, 1_000));
  expect(thread().olderCursor).toBe(shownBefore);
});

test('a list that leads back to itself ends with an error', async () => {
  await fill(220);
  const { sync, threadId } = scene;
  await sync.loadMessages(threadId);
  let first: string | undefined;
  scene.respond = async (request, pass) => {
    const answer = await pass();
    if (!lists.test(request)) return answer;
    const body = (await answer.json()) as { value: unknown[]; nextLink?: string };
    first ??= body.nextLink;
    return Response.json({ value: body.value, nextLink: first });
  };
  const around = sync.loadAround(threadId, ids[0] ?? '');
  await expect(around).rejects.toMatchObject({ code: 'invalid-response' });
});

test('new messages that come while the history is paged shift nothing and double nothing', async () => {
  await fill(120);
  const { sync, threadId, thread, texts, say, goLive, advanceUntil } = scene;
  await goLive();
  await sync.loadMessages(threadId);
  await say('New');
  await sync.loadMessages(threadId, { cursor: thread().olderCursor ?? '' });
  await say('Newer');
  await sync.loadMessages(threadId, { cursor: thread().olderCursor ?? '' });
  await advanceUntil(() => expect(texts()).toEqual([...numbers(0, 120), 'New', 'Newer']));
});

test('the same older page is taken once, also when it is asked for in two sizes', async () => {
  await fill(120);
  const { sync, threadId, thread, texts } = scene;
  await sync.loadMessages(threadId);
  const cursor = thread().olderCursor ?? '';
  const pages = await Promise.all(
    [50, 60].map((pageSize) => sync.loadMessages(threadId, { cursor, pageSize })),
  );
  // Whichever is answered first.
  expect(pages.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([0, 50]);
  expect(texts()).toEqual(numbers(20, 120));
});
