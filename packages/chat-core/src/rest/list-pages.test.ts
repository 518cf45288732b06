import { expect, test } from 'vitest';

import { fixtureEndpoint } from '../test-support/chat-fixture.ts';
import { collect } from '../test-support/collect.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';

const scene = setThreadScene();

test('a relative link is followed below the endpoint', async () => {
  const first = { value: [], nextLink: '/chat/threads?api-version=2025-03-15' };
  const { client, requests } = scene.script([Response.json(first)]);
  expect(await collect(client.listChatThreads())).toHaveLength(1);
  expect(requests[1]?.url).toBe(`${fixtureEndpoint}/chat/threads?api-version=2025-03-15`);
});

test.each([
  'https://evil.example/chat/threads',
  '//evil.example/chat/threads',
  String.raw`\\evil.example/chat`,
  'http://localhost:9999/chat/threads',
  'javascript:alert(1)',
])('the token does not go to %s', async (nextLink) => {
  const { client, requests } = scene.script([Response.json({ value: [], nextLink })]);
  await expect(collect(client.listChatThreads())).rejects.toMatchObject({
    code: 'foreign-link',
    operation: 'listChatThreads',
  });
  expect(requests).toHaveLength(1);
});

test('a list whose pages go round in a circle is ended', async () => {
  const pages = [1, 2, 1].map((page) =>
    Response.json({ value: [], nextLink: `${fixtureEndpoint}/chat/threads?page=${page}` }),
  );
  const { client } = scene.script(pages);
  await expect(collect(client.listChatThreads())).rejects.toMatchObject({
    code: 'invalid-response',
  });
});

test('an empty page is handed out and the next one read', async () => {
  const { client, requests } = scene.script([
    Response.json({ value: [], nextLink: '/chat/threads?page=2' }),
    Response.json({ value: [], nextLink: '/chat/threads?page=3' }),
    Response.json({ value: [{ id: '19:a', topic: 'Looms' }] }),
  ]);
  const pages = await collect(client.listChatThreads().byPage());
  expect(pages).toEqual([[], [], [{ id: '19:a', topic: 'Looms' }]]);
  expect(requests).toHaveLength(3);
});

test('a list that gives ever more pages is ended after 1,000', async () => {
  let page = 0;
  const { client } = scene.script([], {
    fetch: async () => Response.json({ value: [], nextLink: `/chat/threads?page=${(page += 1)}` }),
  });
  await expect(collect(client.listChatThreads())).rejects.toMatchObject({
    code: 'invalid-response',
    operation: 'listChatThreads',
    message: expect.stringContaining('1000 pages'),
  });
  expect(page).toBe(1_000);
});

test('byPage begins where a continuation token says, and keeps it up to date', async () => {
  const second = '/chat/threads?page=2&api-version=2025-03-15';
  const third = `${fixtureEndpoint}/chat/threads?page=3`;
  const { client, requests } = scene.script([
    Response.json({ value: [], nextLink: third }),
    Response.json({ value: [] }),
  ]);
  const settings: { continuationToken?: string } = { continuationToken: second };
  const tokens: unknown[] = [];
  for await (const page of client.listChatThreads().byPage(settings)) {
    tokens.push([page.length, settings.continuationToken]);
  }
  expect(requests.map(({ url }) => url)).toEqual([`${fixtureEndpoint}${second}`, third]);
  expect(tokens).toEqual([
    [0, third],
    [0, undefined],
  ]);
  expect(settings).toEqual({});
});

test('an empty link names no page, and an empty continuation token the first one', async () => {
  const rows = [{ id: '19:a', topic: 'Looms' }];
  const { client, requests } = scene.script([Response.json({ value: rows, nextLink: '' })]);
  const settings = { continuationToken: '' };
  expect(await collect(client.listChatThreads().byPage(settings))).toEqual([rows]);
  expect(requests.map(({ url }) => url)).toEqual([
    `${fixtureEndpoint}/chat/threads?api-version=2025-03-15`,
  ]);
  expect(settings).toEqual({});
});

test('an answer without rows is no page; after the first one it is the end', async () => {
  const { client, requests } = scene.script([
    Response.json({ nextLink: '/chat/threads?page=2' }),
    Response.json({ nextLink: '/chat/threads?page=3' }),
  ]);
  expect(await collect(client.listChatThreads().byPage())).toEqual([]);
  expect(requests).toHaveLength(2);
});

test('a start that is no date is refused before anything is sent', async () => {
  const { client, requests } = scene.script();
  await expect(
    collect(client.listChatThreads({ startTime: new Date('soon') })),
  ).rejects.toMatchObject({ code: 'invalid-argument', operation: 'listChatThreads' });
  expect(requests).toHaveLength(0);
});

test('nothing is read before the first step, and a list can be left in the middle', async () => {
  const { thread, requests } = scene.script();
  const list = thread.listMessages({ maxPageSize: 1 });
  expect(requests).toHaveLength(0);
  for await (const message of list) {
    expect(message.type).toBe('topicUpdated');
    break;
  }
  expect(requests).toHaveLength(1);
});
