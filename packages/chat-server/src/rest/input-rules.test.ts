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
const keys = (count: number, from: number = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${from + index}`, 'x']));

describe('metadata of a message', () => {
  test('may have 32 keys, at once or change by change', async () => {
    const refused = await post('{thread}/messages', { content: 'A', metadata: keys(33) });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringContaining('limit is 32'),
    ]);
    const sent = await post('{thread}/messages', { content: 'A', metadata: keys(32) });
    expect(sent.status).toBe(201);
    const path = `${thread}/messages/${sent.body.id}`;
    const patch = (metadata: object) => scene.ada.call('PATCH', path, { metadata });
    expect((await patch(keys(1, 32))).status).toBe(400);
    expect((await patch({ ...keys(1, 32), key0: null })).status).toBe(204);
    expect(Object.keys((await scene.ada.call('GET', path)).body.metadata)).toHaveLength(32);
  });

  test('keeps __proto__ and constructor as data', async () => {
    const text = '{"content":"A","metadata":{"__proto__":"p","constructor":"c"}}';
    const { body } = await post('{thread}/messages', text);
    const response = await service.fetch(
      `http://localhost${thread}/messages/${body.id}?api-version=2025-03-15`,
      { headers: { authorization: `Bearer ${scene.grace.token}` } },
    );
    expect(await response.text()).toContain('"metadata":{"__proto__":"p","constructor":"c"}');
  });
});

describe('a query', () => {
  const odd = ['', '0', '-1', '201', '1.5', '1e1', ' 5', '5 ', '0x10', '٣', '5,5', 'NaN', 'null'];
  test.each([
    '/chat/threads',
    '{thread}/messages',
    '{thread}/participants',
    '{thread}/readReceipts',
  ])('with an odd page size is refused: %s', async (path) => {
    for (const size of odd) {
      const query = `?maxPageSize=${encodeURIComponent(size)}`;
      const { status } = await scene.ada.call('GET', path.replace('{thread}', thread) + query);
      expect([size, status]).toEqual([size, 400]);
    }
    for (const size of [1, 200]) {
      const query = `?maxPageSize=${size}`;
      const { status } = await scene.ada.call('GET', path.replace('{thread}', thread) + query);
      expect([size, status]).toEqual([size, 200]);
    }
  });

  test.each(['/chat/threads', '{thread}/messages'])(
    'with a date that does not exist is refused: %s',
    async (path) => {
      for (const [date, expected] of [
        ['2026-02-30T00:00:00Z', 400],
        ['2026-02-28T00:00:00', 400],
        ['2026-02-28', 400],
        ['', 400],
        ['2026-02-28T00:00:00+02:00', 200],
        ['2026-02-28T00:00:00.0000000Z', 200],
      ] as const) {
        const query = `?startTime=${encodeURIComponent(date)}`;
        const { status } = await scene.ada.call('GET', path.replace('{thread}', thread) + query);
        expect([date, status]).toEqual([date, expected]);
      }
    },
  );

  test.each(['-1', '1.5', 'x', '', '99999999'])('with skip=%s is refused', async (skip) => {
    for (const list of ['participants', 'readReceipts']) {
      expect((await scene.ada.call('GET', `${thread}/${list}?skip=${skip}`)).status).toBe(400);
    }
  });

  test.each(['2020-01-01', '2025-03-15 ', 'latest', '2025-03-15-beta', '9999-99-99'])(
    'with api-version %s is refused, also where the access key is needed',
    async (version) => {
      for (const path of ['/chat/threads', '/identities']) {
        const url = `http://localhost${path}?api-version=${encodeURIComponent(version)}`;
        const response = await service.fetch(url, { method: 'POST' });
        expect([response.status, (await response.json()).error.code]).toEqual([400, 'BadRequest']);
      }
    },
  );
});

describe('an id', () => {
  test.each(['0', '01', '1e3', '+1', ' 1', '-1', '1'.repeat(16), '1.0', '١', '1%00', '..%2f1'])(
    'of a message that cannot be one answers like one that does not exist: %s',
    async (id) => {
      const missing = await scene.ada.call('GET', `${thread}/messages/1`);
      const answer = await scene.ada.call('GET', `${thread}/messages/${id}`);
      expect([answer.status, answer.body]).toEqual([404, missing.body]);
    },
  );

  test.each([
    '19:@thread.v2',
    '19:a@thread.v1',
    '20:a@thread.v2',
    '19:a@thread.v2x',
    '19:a%00@thread.v2',
    '19:a%2f..@thread.v2',
    '19%253Aa@thread.v2',
    `19:${'a'.repeat(101)}@thread.v2`,
    '%ed%a0%80',
  ])('of a thread that cannot be one answers like one that does not exist: %s', async (id) => {
    const missing = await scene.ada.call('GET', '/chat/threads/19:none@thread.v2');
    const answer = await scene.ada.call('GET', `/chat/threads/${id}`);
    expect([answer.status, answer.body]).toEqual([404, missing.body]);
  });

  test('may be percent-encoded or plain, and the path may begin with two slashes', async () => {
    for (const id of [scene.threadId, encodeURIComponent(scene.threadId)]) {
      for (const slashes of ['/', '//', '///']) {
        const { status } = await scene.ada.call('GET', `${slashes}chat/threads/${id}`);
        expect(status).toBe(200);
      }
    }
    const rawId = scene.grace.userId;
    expect((await post(`${thread}/participants/%3Aremove`, { rawId })).status).toBe(204);
  });
});

test('the link to the next page of one list opens no other list, not even of the same thread', async () => {
  const { body } = await scene.ada.call('GET', `${thread}/participants?maxPageSize=1`);
  expect((await scene.ada.call('GET', body.nextLink)).status).toBe(200);
  expect((await scene.grace.call('GET', body.nextLink)).status).toBe(400);
  for (const list of ['readReceipts', 'messages']) {
    const elsewhere = body.nextLink.replace('/participants?', `/${list}?`);
    expect((await scene.ada.call('GET', elsewhere)).status).toBe(400);
  }
  expect((await scene.ada.call('GET', `${body.nextLink}&syncState=x`)).status).toBe(200);
  expect(
    (await scene.ada.call('GET', body.nextLink.replace('syncState=', 'syncState=x'))).status,
  ).toBe(400);
});

test('a sent message is found at its Location', async () => {
  const sent = await post('{thread}/messages', { content: 'Here' });
  const location = sent.headers.get('location') ?? '';
  expect(location).toBe(
    `http://localhost/chat/threads/${encodeURIComponent(scene.threadId)}/messages/${sent.body.id}`,
  );
  expect((await scene.grace.call('GET', location)).body).toMatchObject({ id: sent.body.id });
});

test('people of other kinds, and unknown ones, are named as invalid, and removing them changes nothing', async () => {
  const unknown = `${scene.ada.userId.slice(0, -1)}_`;
  const others: [identifier: object, target: string, code: string][] = [
    [{ phoneNumber: { value: '+49123' } }, '4:+49123', '403'],
    [{ microsoftTeamsUser: { userId: 'abc' } }, '8:orgid:abc', '403'],
    [{ microsoftTeamsApp: { appId: 'abc' } }, '28:orgid:abc', '403'],
    [{ rawId: '8:acs:elsewhere_abc' }, '8:acs:elsewhere_abc', '403'],
    [{ communicationUser: { id: unknown } }, unknown, '404'],
  ];
  const added = await post('{thread}/participants/:add', {
    participants: others.map(([communicationIdentifier]) => ({ communicationIdentifier })),
  });
  expect([added.status, added.body.invalidParticipants]).toEqual([
    201,
    others.map(([, target, code]) => ({ target, code, message: expect.any(String) })),
  ]);
  for (const [identifier] of others) {
    expect((await post('{thread}/participants/:remove', identifier)).status).toBe(204);
  }
  expect(await scene.listMessageIds(scene.ada)).toHaveLength(2);
});

test('an identifier of two kinds is refused', async () => {
  const both = { communicationUser: { id: scene.grace.userId }, phoneNumber: { value: '+49' } };
  expect((await post('{thread}/participants/:remove', both)).status).toBe(400);
  const participants = [{ communicationIdentifier: both }];
  expect((await post('{thread}/participants/:add', { participants })).status).toBe(400);
});

test('a thread takes 250 people, 200 in one request, and not one more', async () => {
  const people = await Promise.all(
    Array.from({ length: 249 }, (_, index) => service.createUser(`person ${index}`)),
  );
  const add = (from: number, to: number) =>
    post('{thread}/participants/:add', {
      participants: people
        .slice(from, to)
        .map(({ userId }) => ({ communicationIdentifier: { rawId: userId } })),
    });
  expect((await add(0, 201)).status).toBe(400);
  expect((await add(0, 200)).status).toBe(201);
  expect((await add(200, 249)).status).toBe(400);
  expect((await add(200, 248)).status).toBe(201);
  expect((await add(248, 249)).status).toBe(400);
});

test('a topic takes 250 characters and not one more', async () => {
  expect((await post('/chat/threads', { topic: 'x'.repeat(250) })).status).toBe(201);
  expect((await post('/chat/threads', { topic: 'x'.repeat(251) })).status).toBe(400);
});

test('texts that are made to keep a careless pattern busy are answered at once', async () => {
  const texts = [
    'a'.repeat(60_000),
    '<'.repeat(60_000),
    `${'=('.repeat(9_000)}!`,
    '0'.repeat(60_000),
  ];
  for (const text of texts) {
    const startedAt = performance.now();
    await post('{thread}/readReceipts', { chatMessageId: text });
    await post('/chat/threads', { topic: text });
    await post('{thread}/participants/:remove', { rawId: text });
    const query = encodeURIComponent(text.slice(0, 8_000));
    await scene.ada.call('GET', `/chat/threads?startTime=${query}&maxPageSize=${query}`);
    await scene.ada.call('GET', `/chat/threads?syncState=${query}`);
    await scene.ada.call('GET', '/chat/threads', undefined, { authorization: `Bearer ${text}` });
    await service.fetch('http://localhost/identities?api-version=2023-10-01', {
      method: 'POST',
      headers: { authorization: `HMAC-SHA256 ${text}`, 'x-ms-date': text },
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  }
});
