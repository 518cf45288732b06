import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

let service: ChatService;
let scene: Scene;
let thread: string;
beforeEach(async () => {
  service = await createChatService();
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  scene.ada.call('POST', path.replace('{thread}', thread), body, headers);
describe('a body', () => {
  test.each([
    ['/chat/threads', '{"topic":"A","topic":"B"}'],
    ['/chat/threads', '{"topic":"A","metadata":{"a":"1","\\u0061":"2"}}'],
    ['/chat/threads', '{"topic":"A","other":[[{"a":{"b":1,"b":1}}]]}'],
    ['{thread}/messages', '{"content":"A","content":"A"}'],
    ['{thread}/messages', '{"content":"A","metadata":{"__proto__":"1","__proto__":"2"}}'],
    ['{thread}/participants/:remove', '{"rawId":"a","communicationUser":{"id":"a","id":"b"}}'],
    ['{thread}/typing', '{"x":{"y":1,"y":2}}'],
  ])('that names a member twice is refused: POST %s %s', async (path, body) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('twice');
  });

  test.each([
    ['in a value', '{"content":"\\ud83d"}'],
    ['in a key', '{"content":"A","metadata":{"\\ude00":"x"}}'],
    ['in a member that is not read', '{"content":"A","other":["\\udfff"]}'],
    ['a NUL in a key', '{"content":"A","metadata":{"\\u0000":"x"}}'],
    ['a NUL in a member that is not read', '{"content":"A","other":"\\u0000"}'],
  ])('with half a character or a NUL is refused: %s', async (_where, body) => {
    expect((await post('{thread}/messages', body)).status).toBe(400);
    expect(await scene.listMessageIds(scene.ada)).toHaveLength(2);
  });

  test('may be nested 8 deep and no deeper', async () => {
    const nested = (depth: number) =>
      `{"content":"A","other":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    expect((await post('{thread}/messages', nested(8))).status).toBe(201);
    expect((await post('{thread}/messages', nested(9))).status).toBe(400);
  });

  test('may have 64 KB and not a byte more', async () => {
    const sized = (size: number) => `{"content":"A","other":"${'x'.repeat(size - 26)}"}`;
    expect((await post('{thread}/messages', sized(65_536))).status).toBe(201);
    expect((await post('{thread}/messages', sized(65_537))).status).toBe(413);
  });

  test('that never ends is not read to its end', async () => {
    let chunks = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        chunks += 1;
        controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      duplex: 'half',
      body: endless,
      headers: {
        authorization: `Bearer ${scene.ada.token}`,
        'content-type': 'application/json',
      },
    };
    const url = `http://localhost${thread}/messages?api-version=2025-03-15`;
    const response = await service.fetch(url, init);
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
    expect(isCancelled).toBe(true);
    expect(chunks).toBeLessThan(8);
  });

  test.each([{}, { 'content-length': '100' }])(
    'that breaks off is the caller’s business and no failure of the service: %j',
    async (length) => {
      const heard: unknown[] = [];
      const listening = await createChatService({ onError: (error) => heard.push(error) });
      const { token } = await listening.createUser('ada');
      const broken = new ReadableStream({
        pull: (controller) => controller.error(new Error('aborted')),
      });
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        duplex: 'half',
        body: broken,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...length,
        },
      };
      const url = 'http://localhost/chat/threads?api-version=2025-03-15';
      expect((await listening.fetch(url, init)).status).toBe(400);
      expect(heard).toEqual([]);
    },
  );

  test.each([
    ['application/json', 201],
    ['application/json; charset=utf-8', 201],
    ['APPLICATION/JSON', 201],
    ['application/merge-patch+json', 201],
    ['text/json', 415],
    ['application/jsonp', 415],
    ['multipart/form-data', 415],
    ['', 415],
  ])('announced as "%s" answers %i', async (type, status) => {
    const answer = await post('{thread}/messages', { content: 'A' }, { 'content-type': type });
    expect(answer.status).toBe(status);
  });
});
