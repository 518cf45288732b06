import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import type { AttachmentCaller } from '../test-support/attachment-caller.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';

let time: ManualTime;
let service: ChatService;
let scene: Scene;
let caller: AttachmentCaller;
let participants: string;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  caller = createAttachmentCaller(service.fetch);
  participants = `/chat/threads/${scene.threadId}/participants`;
});
afterEach(() => service.close());

const uploadAs = async ({ token }: ScenePerson, name = 'hello.txt') =>
  await caller.upload(token, scene.threadId, { name });
const statusFor = async ({ token }: ScenePerson, url: string): Promise<number> =>
  (await caller.download(token, url)).status;

test('a participant attaches a file, and another one gets it back as it was', async () => {
  const body = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
  const {
    status,
    headers,
    body: answer,
  } = await caller.upload(scene.ada.token, scene.threadId, {
    name: 'photo of us.png',
    mime: 'image/png',
    body,
  });
  expect(status).toBe(201);
  expect(answer).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    url: `http://localhost/chat/threads/${encodeURIComponent(scene.threadId)}/attachments/${answer.id}`,
    name: 'photo of us.png',
    mime: 'image/png',
    bytes: 70_000,
  });
  expect(headers.get('location')).toBe(answer.url);
  const response = await caller.download(scene.grace.token, answer.url);
  expect(response.status).toBe(200);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
});

test('the address begins with the public one of the service', async () => {
  const endpoint = 'https://chat.example';
  service = await createChatService({ endpoint });
  scene = await setScene(service, endpoint);
  caller = createAttachmentCaller(service.fetch, endpoint);
  const { body } = await uploadAs(scene.ada);
  expect(body.url).toMatch(/^https:\/\/chat\.example\/chat\/threads\//);
  expect(await statusFor(scene.grace, body.url)).toBe(200);
});

describe('who may attach', () => {
  test('nobody without a token, and nothing of the file is read', async () => {
    let pulled = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_000));
      },
    });
    const headers = { authorization: undefined };
    const answer = await caller.upload('', scene.threadId, { body, headers });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'Unauthorized']);
    // A stream fills its own buffer of one before anybody reads.
    expect(pulled).toBeLessThanOrEqual(1);
  });

  test('a token in the address counts for nothing', async () => {
    const { body } = await uploadAs(scene.ada);
    const query = `?token=${scene.ada.token}&access_token=${scene.ada.token}`;
    expect((await service.fetch(body.url + query)).status).toBe(401);
  });

  test('no stranger, and he hears the same as for a thread that does not exist', async () => {
    const mallory = await scene.addPerson('mallory');
    const answer = await uploadAs(mallory);
    const missing = await caller.upload(mallory.token, '19:none@thread.v2');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(missing.body);
  });

  test('nobody who was removed', async () => {
    await scene.ada.call('POST', `${participants}/:remove`, { rawId: scene.grace.userId });
    const answer = await uploadAs(scene.grace);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'Forbidden']);
  });

  test('nobody who is removed while the file is on its way', async () => {
    let remove = (): Promise<unknown> => Promise.resolve();
    const body = new ReadableStream(
      {
        pull: async (controller) => {
          await remove();
          controller.enqueue(new Uint8Array(10));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    remove = () => scene.ada.call('POST', `${participants}/:remove`, { rawId: scene.grace.userId });
    const answer = await caller.upload(scene.grace.token, scene.threadId, { body });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'Forbidden']);
  });
});

describe('who may read, looked at with every request', () => {
  test('no stranger, whatever he knows: it looks like an attachment that does not exist', async () => {
    const { body } = await uploadAs(scene.ada);
    const mallory = await scene.addPerson('mallory');
    const answers = await Promise.all(
      [body.url, body.url.replace(body.id, 'f'.repeat(32))].map(async (url) => {
        const response = await caller.download(mallory.token, url);
        return [response.status, await response.text()];
      }),
    );
    expect(answers[0]?.[0]).toBe(404);
    expect(answers[0]).toEqual(answers[1]);
  });

  test('nobody through a thread of his own', async () => {
    const { body } = await uploadAs(scene.ada);
    const mallory = await scene.addPerson('mallory');
    const created = await mallory.call('POST', '/chat/threads', { topic: 'Mine' });
    const mine = `http://localhost/chat/threads/${created.body.chatThread.id}/attachments/${body.id}`;
    expect(await statusFor(mallory, mine)).toBe(404);
  });

  test('somebody who was removed: what was attached until then, and nothing later', async () => {
    const early = await uploadAs(scene.ada);
    time.advance(1_000);
    await scene.ada.call('POST', `${participants}/:remove`, { rawId: scene.grace.userId });
    const late = await uploadAs(scene.ada);
    expect(await statusFor(scene.grace, early.body.url)).toBe(200);
    expect(await statusFor(scene.grace, late.body.url)).toBe(404);
    expect(await statusFor(scene.ada, late.body.url)).toBe(200);
  });

  test('nothing later either when the clock steps back after the removal', async () => {
    await scene.ada.call('POST', `${participants}/:remove`, { rawId: scene.grace.userId });
    time.set(time.clock.now() - 60_000);
    const late = await uploadAs(scene.ada);
    expect(late.status).toBe(201);
    expect(await statusFor(scene.grace, late.body.url)).toBe(404);
  });

  test('somebody with a share history time: what was attached from then on', async () => {
    const early = await uploadAs(scene.ada);
    time.advance(1_000);
    const linus = await scene.addPerson('linus');
    const person = {
      communicationIdentifier: { rawId: linus.userId },
      shareHistoryTime: new Date(time.clock.now()).toISOString(),
    };
    await scene.ada.call('POST', `${participants}/:add`, { participants: [person] });
    const late = await uploadAs(scene.ada);
    expect(await statusFor(linus, early.body.url)).toBe(404);
    expect(await statusFor(linus, late.body.url)).toBe(200);
  });

  test('nobody once the thread is deleted', async () => {
    const { body } = await uploadAs(scene.ada);
    await scene.ada.call('DELETE', `/chat/threads/${scene.threadId}`);
    expect(await statusFor(scene.ada, body.url)).toBe(404);
  });

  test('nobody with what a browser has kept: it has to ask again, and is told to use it only then', async () => {
    const { body } = await uploadAs(scene.ada);
    const first = await caller.download(scene.grace.token, body.url);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await caller.download(scene.grace.token, body.url, { headers });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const mallory = await scene.addPerson('mallory');
    const refused = await caller.download(mallory.token, body.url, { headers });
    expect(refused.status).toBe(404);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(refused.headers.get('etag')).toBeNull();
  });
});

describe('ids that are none', () => {
  test.each(['x', '..', '%2e%2e%2f%2e%2e%2fchat.db', 'a%00b', '%ff', 'CON', 'F'.repeat(32)])(
    '%s is answered like a missing attachment',
    async (id) => {
      const url = `http://localhost/chat/threads/${scene.threadId}/attachments/${id}`;
      const response = await caller.download(scene.ada.token, url);
      expect(response.status).toBe(404);
      expect((await response.json()).error.code).toBe('NotFound');
    },
  );
});

describe('a service that takes no attachments', () => {
  test.each([{ attachments: false }, { realtime: 'azure' }] as const)(
    'does not announce them and has no such operations: %j',
    async (options) => {
      service = await createChatService(options);
      scene = await setScene(service);
      caller = createAttachmentCaller(service.fetch);
      const config = await scene.ada.call('GET', '/chat/config/realTimeNotifications');
      expect(JSON.stringify(config.body)).not.toContain('attachments');
      expect((await uploadAs(scene.ada)).status).toBe(404);
      const large = { body: new Uint8Array(70_000) };
      expect((await caller.upload(scene.ada.token, scene.threadId, large)).status).toBe(413);
    },
  );
});
