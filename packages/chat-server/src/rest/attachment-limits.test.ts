import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService, ChatServiceOptions } from '../chat-service-options.ts';
import type { AttachmentStore } from '../storage/attachment-store.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import type { AttachmentCaller, FileToUpload } from '../test-support/attachment-caller.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

const kilobyte = new Uint8Array(1_024);

let time: ManualTime;
let service: ChatService;
let scene: Scene;
let caller: AttachmentCaller;
let failures: unknown[];
beforeEach(() => {
  time = createManualTime();
  failures = [];
});
afterEach(() => service.close());

async function start(options: ChatServiceOptions): Promise<void> {
  service = await createChatService({
    clock: time.clock,
    schedule: time.schedule,
    onError: (error) => failures.push(error),
    ...options,
  });
  scene = await setScene(service);
  caller = createAttachmentCaller(service.fetch);
}

const upload = (file: FileToUpload) => caller.upload(scene.ada.token, scene.threadId, file);

/** So many kilobytes, and how many of them were asked for. */
function streamOf(count: number): { body: ReadableStream<Uint8Array>; pulled(): number } {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (pulled === count) return controller.close();
        pulled += 1;
        controller.enqueue(kilobyte);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, pulled: () => pulled };
}

describe('the size of a file', () => {
  beforeEach(() => start({ attachments: { maxBytes: 4_096 } }));

  test('may be exactly the limit, announced or in chunks', async () => {
    const headers = { 'content-length': '4096' };
    expect((await upload({ ...streamOf(4), headers })).status).toBe(201);
    expect((await upload(streamOf(4))).status).toBe(201);
  });

  test('is refused by what its head announces, before anything is read', async () => {
    const stream = streamOf(9);
    const answer = await upload({ ...stream, headers: { 'content-length': '4097' } });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'PayloadTooLarge']);
    expect(answer.body.error.message).toContain('4096 bytes');
    expect(stream.pulled()).toBe(0);
  });

  test('is counted while it arrives, and what grows over the limit is cut off', async () => {
    const stream = streamOf(1_000_000);
    const answer = await upload(stream);
    expect([answer.status, answer.body.error.code]).toEqual([413, 'PayloadTooLarge']);
    expect(stream.pulled()).toBeLessThan(8);
  });

  test('cannot be announced smaller than it is', async () => {
    const answer = await upload({ ...streamOf(9), headers: { 'content-length': '1' } });
    expect(answer.status).toBe(413);
  });

  test.each([
    ['without a body', { body: new Uint8Array() }],
    ['that says so', { body: new Uint8Array(), headers: { 'content-length': '0' } }],
    ['in chunks', { body: new Blob([]).stream() }],
  ])('may not be nothing: one %s is refused with what to do', async (_title, file) => {
    const answer = await upload(file);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest']);
    expect(answer.body.error.message).toMatch(/empty.*not stored.*Send/);
  });

  test('of a file that breaks off does not matter: nothing is stored, and the service did not fail', async () => {
    let pieces = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        pieces += 1;
        if (pieces > 2) controller.error(new Error('gone'));
        else controller.enqueue(kilobyte);
      },
    });
    expect((await upload({ body })).status).toBe(400);
    expect(failures).toEqual([]);
  });
});

describe('the sizes of all files of a thread together', () => {
  beforeEach(() => start({ attachments: { maxBytes: 4_096, maxBytesPerThread: 6_000 } }));
  const full = [413, 'QuotaExceeded'];

  test('are bounded, by what is announced and by what arrives, and other threads go on', async () => {
    expect((await upload(streamOf(4))).status).toBe(201);
    const announced = streamOf(2);
    const early = await upload({ ...announced, headers: { 'content-length': '2048' } });
    expect([early.status, early.body.error.code]).toEqual(full);
    expect(early.body.error.message).toContain('6000 bytes');
    expect(announced.pulled()).toBe(0);
    const late = await upload(streamOf(2));
    expect([late.status, late.body.error.code]).toEqual(full);
    expect((await upload(streamOf(1))).status).toBe(201);

    const other = await scene.ada.call('POST', '/chat/threads', { topic: 'Other' });
    const there = other.body.chatThread.id;
    expect((await caller.upload(scene.ada.token, there, streamOf(4))).status).toBe(201);
  });

  test('hold when two files arrive at the same time', async () => {
    const answers = await Promise.all([upload(streamOf(4)), upload(streamOf(4))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 413]);
  });

  test('do not count what was refused', async () => {
    for (let count = 0; count < 5; count++) await upload(streamOf(9));
    expect((await upload(streamOf(4))).status).toBe(201);
  });
});

test('an upload that takes more than half an hour is refused, because its bytes may be gone', async () => {
  await start({});
  const body = new ReadableStream(
    {
      pull: (controller) => {
        time.set(time.clock.now() + 31 * 60_000);
        controller.enqueue(kilobyte);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const answer = await upload({ body });
  expect([answer.status, answer.body.error.code]).toEqual([408, 'RequestTimeout']);
});

test('uploads and downloads are counted for each user, and the refusal says when to come back', async () => {
  await start({ rateLimits: 'acs' });
  const statuses: number[] = [];
  for (let count = 0; count < 21; count++) statuses.push((await upload({})).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429]);
  const refused = await upload({});
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  const theirs = await caller.upload(scene.grace.token, scene.threadId);
  expect(theirs.status).toBe(201);
  for (let count = 0; count < 100; count++) {
    const response = await caller.download(scene.ada.token, theirs.body.url);
    expect(response.status).toBe(200);
    await response.body?.cancel();
  }
  expect((await caller.download(scene.ada.token, theirs.body.url)).status).toBe(429);
});

test('a file is taken piece by piece: the next one is asked for when the one before is stored', async () => {
  const memory = createMemoryStorage();
  let [given, stored, ahead] = [0, 0, 0];
  async function* watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      yield piece;
      stored += 1;
    }
  }
  const attachments: AttachmentStore = {
    ...memory.attachments,
    write: (id, bytes) => memory.attachments.write(id, watch(bytes)),
  };
  await start({ storage: { ...memory, attachments } });
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        ahead = Math.max(ahead, given - stored);
        if (given === 160) return controller.close();
        given += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    },
    { highWaterMark: 0 },
  );
  expect((await upload({ body })).body.bytes).toBe(10 * 1024 * 1024);
  expect([given, stored]).toEqual([160, 160]);
  expect(ahead).toBeLessThanOrEqual(2);
});

describe('an option that bounds nothing keeps the service from starting', () => {
  test.each([
    [{ maxBytes: 0 }, 'maxBytes'],
    [{ maxBytes: Number.NaN }, 'maxBytes'],
    [{ maxBytesPerThread: 1.5 }, 'maxBytesPerThread'],
    [{ types: [] }, 'types'],
    [{ types: ['image/png', 'png'] }, '"png"'],
    [{ types: ['*/*'] }, '"*/*"'],
  ])('%j', async (attachments, named) => {
    await start({});
    const starting = createChatService({ attachments });
    await expect(starting).rejects.toMatchObject({
      code: 'StartFailed',
      message: expect.stringContaining(named),
    });
  });
});
