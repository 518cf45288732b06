import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

let service: ChatService;
let scene: Scene;
beforeEach(async () => {
  service = await createChatService();
  scene = await setScene(service);
});

const inThread = (path: string): string => path.replace('{thread}', scene.threadId);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    communicationIdentifier: { rawId: `8:acs:x_${index}` },
  }));

const withPerson = (part: object) => ({
  topic: 'T',
  participants: [{ communicationIdentifier: { rawId: '8:acs:a_b' }, ...part }],
});

describe('bad input is refused in the error envelope and changes nothing', () => {
  const table: [status: number, method: string, path: string, body?: unknown][] = [
    [400, 'POST', '/chat/threads', '{"topic":'],
    [400, 'POST', '/chat/threads', '[]'],
    [400, 'POST', '/chat/threads', 'null'],
    [400, 'POST', '/chat/threads', '"text"'],
    [400, 'POST', '/chat/threads', {}],
    [400, 'POST', '/chat/threads', { topic: 1 }],
    [400, 'POST', '/chat/threads', { topic: 'x'.repeat(251) }],
    [400, 'POST', '/chat/threads', { topic: 'T', participants: {} }],
    [400, 'POST', '/chat/threads', { topic: 'T', participants: [{}] }],
    [400, 'POST', '/chat/threads', { topic: 'T', participants: [{ communicationIdentifier: {} }] }],
    [400, 'POST', '/chat/threads', { topic: 'T', participants: many(201) }],
    [400, 'POST', '/chat/threads', { topic: 'T', metadata: { a: 1 } }],
    [400, 'POST', '/chat/threads', { topic: 'T', metadata: { a: 'x'.repeat(1025) } }],
    [400, 'POST', '/chat/threads', withPerson({ metadata: { a: 'x'.repeat(1025) } })],
    [400, 'POST', '/chat/threads', withPerson({ displayName: 'x'.repeat(257) })],
    [400, 'POST', '/chat/threads', withPerson({ shareHistoryTime: 'yesterday' })],
    [400, 'PATCH', '/chat/threads/{thread}', { metadata: { a: 'x'.repeat(1025) } }],
    [
      400,
      'POST',
      '/chat/threads',
      { topic: 'T', retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 7 } },
    ],
    [400, 'POST', '/chat/threads', `{"topic":${'['.repeat(20)}${']'.repeat(20)}}`],
    [400, 'PATCH', '/chat/threads/{thread}', {}],
    [400, 'PATCH', '/chat/threads/{thread}', { topic: false }],
    [400, 'GET', '/chat/threads?maxPageSize=0'],
    [400, 'GET', '/chat/threads?maxPageSize=201'],
    [400, 'GET', '/chat/threads?maxPageSize=1.5'],
    [400, 'GET', '/chat/threads?startTime=yesterday'],
    [400, 'GET', '/chat/threads?api-version=1999-01-01'],
    [400, 'GET', '/chat/threads?api-version='],
    [400, 'POST', '/chat/threads/{thread}/messages', {}],
    [400, 'POST', '/chat/threads/{thread}/messages', { content: null }],
    [400, 'POST', '/chat/threads/{thread}/messages', { content: 'x', type: 'topicUpdated' }],
    [400, 'POST', '/chat/threads/{thread}/messages', '{"content":"\\ud800"}'],
    [400, 'POST', '/chat/threads/{thread}/messages', '{"content":"a\\u0000b"}'],
    [
      400,
      'POST',
      '/chat/threads/{thread}/messages',
      { content: 'x', metadata: { a: 'x'.repeat(4097) } },
    ],
    [413, 'POST', '/chat/threads/{thread}/messages', { content: 'ä'.repeat(14_001) }],
    [413, 'POST', '/chat/threads/{thread}/messages', { content: 'x', padding: 'x'.repeat(65_536) }],
    [400, 'GET', '/chat/threads/{thread}/messages?startTime=2026-13-40T00:00:00Z'],
    [400, 'GET', '/chat/threads/{thread}/messages?syncState=nonsense'],
    [404, 'GET', '/chat/threads/{thread}/messages/abc'],
    [404, 'GET', '/chat/threads/{thread}/messages/1'],
    [404, 'PATCH', '/chat/threads/{thread}/messages/%2e%2e', { content: 'x' }],
    [404, 'GET', '/chat/threads/nonsense'],
    [404, 'GET', '/chat/threads/%ff%fe'],
    [404, 'GET', "/chat/threads/19:'; DROP TABLE threads; --@thread.v2"],
    [400, 'GET', '/chat/threads/{thread}/participants?skip=-1'],
    [400, 'POST', '/chat/threads/{thread}/participants/:add', {}],
    [
      400,
      'POST',
      '/chat/threads/{thread}/participants/:add',
      { participants: [{ communicationIdentifier: { rawId: '' } }] },
    ],
    [404, 'POST', '/chat/threads/{thread}/participants/:replace', {}],
    [400, 'POST', '/chat/threads/{thread}/participants/:remove', {}],
    [400, 'POST', '/chat/threads/{thread}/typing', { senderDisplayName: 7 }],
    [400, 'POST', '/chat/threads/{thread}/readReceipts', {}],
    [404, 'POST', '/chat/threads/{thread}/readReceipts', { chatMessageId: '1' }],
    [404, 'PUT', '/chat/threads'],
    [404, 'GET', '/chat/unknown'],
    [404, 'GET', '/'],
  ];
  test.each(table)('%i for %s %s %#', async (status, method, path, body) => {
    const answer = await scene.ada.call(method, inThread(path), body);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(['error']);
    expect(answer.body.error).toEqual({
      code: expect.stringMatching(/^\w+$/),
      message: expect.any(String),
    });
    expect(answer.body.error.message).not.toMatch(/\n|SQL|\.ts|node_modules/);
    expect(await scene.listMessageIds(scene.ada)).toHaveLength(2);
    expect((await scene.ada.call('GET', '/chat/threads')).body.value).toHaveLength(1);
  });

  test('a body that is not announced as JSON is refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await scene.ada.call('POST', '/chat/threads', { topic: 'T' }, headers);
    expect([answer.status, answer.body.error.code]).toEqual([415, 'UnsupportedMediaType']);
  });

  test('bytes that are not UTF-8 are refused', async () => {
    const response = await service.fetch('http://localhost/chat/threads?api-version=2025-03-15', {
      method: 'POST',
      headers: { authorization: `Bearer ${scene.ada.token}`, 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    });
    expect(response.status).toBe(400);
  });

  test('a repeatability-request-id that could not be stored is refused', async () => {
    const headers = { 'repeatability-request-id': 'x'.repeat(101) };
    expect((await scene.ada.call('POST', '/chat/threads', { topic: 'T' }, headers)).status).toBe(
      400,
    );
  });

  test('exactly 28,000 bytes of text are taken', async () => {
    const body = { content: 'ä'.repeat(14_000) };
    expect(
      (await scene.ada.call('POST', inThread('/chat/threads/{thread}/messages'), body)).status,
    ).toBe(201);
  });
});

test('without a token every chat operation answers 401', async () => {
  for (const authorization of [undefined, 'Basic x', 'Bearer', 'Bearer not-a-token']) {
    const response = await service.fetch('http://localhost/chat/threads?api-version=2025-03-15', {
      ...(authorization !== undefined && { headers: { authorization } }),
    });
    expect(response.status).toBe(401);
    expect((await response.json()).error.code).toBe('Unauthorized');
  }
});

test.each([
  '2021-03-07',
  '2021-09-07',
  '2023-11-07',
  '2024-03-07',
  '2025-03-15',
  '2025-05-01-preview.1',
])('api-version %s is spoken', async (version) => {
  expect((await scene.ada.call('GET', `/chat/threads?api-version=${version}`)).status).toBe(200);
});

test('answers are not cached, not sniffed, dated, and carry the caller’s request id', async () => {
  const headers = { 'x-ms-client-request-id': 'abc-123' };
  const answer = await scene.ada.call('GET', '/chat/threads', undefined, headers);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    date: expect.stringMatching(/GMT$/),
    'x-ms-client-request-id': 'abc-123',
  });
});

describe('pages', () => {
  const preflight = (origin: string, host: string = 'localhost') =>
    service.fetch(`http://${host}/chat/threads?api-version=2025-03-15`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization',
      },
    });

  test('of this computer may call with all the headers that clients send', async () => {
    const response = await preflight('http://localhost:5173');
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-headers': 'authorization',
      'access-control-allow-methods': 'GET,POST,PATCH,DELETE',
    });
    const origin = { origin: 'http://127.0.0.1:5173' };
    const answer = await scene.ada.call('GET', '/chat/threads', undefined, origin);
    expect(answer.headers.get('access-control-expose-headers')).toContain('Date');
  });

  test('of other origins may not', async () => {
    expect(
      (await preflight('https://evil.example')).headers.get('access-control-allow-origin'),
    ).toBeNull();
    const origin = { origin: 'https://localhost.evil.example' };
    expect((await scene.ada.call('GET', '/chat/threads', undefined, origin)).status).toBe(403);
  });

  test('of exactly the named origins may, when some are named', async () => {
    service = await createChatService({ cors: ['https://app.example'] });
    const allowed = async (origin: string) =>
      (await preflight(origin)).headers.get('access-control-allow-origin');
    expect(await allowed('https://app.example')).toBe('https://app.example');
    expect(await allowed('http://localhost:5173')).toBeNull();
  });
});

test('the service answers only under its own names', async () => {
  const call = (host: string) =>
    service.fetch(`http://${host}/chat/threads?api-version=2025-03-15`, {
      headers: { authorization: `Bearer ${scene.ada.token}` },
    });
  expect((await call('rebound.example')).status).toBe(403);
  expect((await call('127.0.0.1:4830')).status).toBe(200);
});

test('a service that is to be like Azure names Azure’s addresses only, and refuses sockets of the kit’s own protocol', async () => {
  service = await createChatService({ endpoint: 'https://chat.example', realtime: 'azure' });
  scene = await setScene(service, 'https://chat.example');
  const { body } = await scene.ada.call(
    'GET',
    '/chat/config/realTimeNotifications?api-version=2024-09-01',
  );
  expect(body).toEqual({
    trouterServiceUrl: 'https://chat.example/trouter',
    registrarServiceUrl: 'https://chat.example/registrar',
    cloudType: 'confab',
  });
  const realtime = new URL('wss://chat.example/realtime');
  expect(service.acceptUpgrade(realtime, undefined)).toBeUndefined();
});

test('realtime settings name Azure’s two addresses, the kit’s own and what the service can do', async () => {
  service = await createChatService({ endpoint: 'https://chat.example/' });
  scene = await setScene(service, 'https://chat.example');
  const { body } = await scene.ada.call(
    'GET',
    '/chat/config/realTimeNotifications?api-version=2024-09-01',
  );
  expect(body).toEqual({
    trouterServiceUrl: 'https://chat.example/trouter',
    registrarServiceUrl: 'https://chat.example/registrar',
    cloudType: 'confab',
    webSocketUrl: 'wss://chat.example/realtime',
    capabilities: ['idempotent-send', 'attachments'],
    attachments: {
      maxBytes: 10 * 1024 * 1024,
      maxBytesPerThread: 1024 * 1024 * 1024,
      types: expect.arrayContaining(['image/png', 'application/pdf', 'text/plain']),
    },
  });
  expect(service.connectionString).toMatch(
    /^endpoint=https:\/\/chat\.example\/;accesskey=[\w+/]+=*$/,
  );
});

test('an unexpected failure answers 500 and tells nothing of the inside', async () => {
  const storage = createMemoryStorage();
  service = await createChatService({ storage });
  scene = await setScene(service);
  storage.read = () => Promise.reject(new Error('SELECT secret FROM /var/lib'));
  const answer = await scene.ada.call('GET', '/chat/threads');
  expect([answer.status, answer.body.error.code]).toEqual([500, 'InternalError']);
  expect(JSON.stringify(answer.body)).not.toMatch(/SELECT|var/);
});

describe('fetch', () => {
  test('rejects as the platform does when the caller gives up', async () => {
    service.setFaults({ rules: [{ where: 'rest', fault: 'delay', ms: 60_000 }] });
    const controller = new AbortController();
    const url = 'http://localhost/chat/threads';
    const pending = service.fetch(url, { signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toThrow(/abort/);
  });

  test('rejects after the service has closed', async () => {
    await service.close();
    await service.close();
    await expect(service.fetch('http://localhost/')).rejects.toThrow(TypeError);
  });

  test('a request that has begun is answered before the service closes', async () => {
    const sent = scene.ada.call('POST', inThread('/chat/threads/{thread}/messages'), {
      content: 'Last words',
    });
    await Promise.resolve();
    await service.close();
    expect((await sent).status).toBe(201);
  });
});
