import { expect, test } from 'vitest';

import packageJson from '../../package.json' with { type: 'json' };
import { fixtureEndpoint } from '../test-support/chat-fixture.ts';
import { collect } from '../test-support/collect.ts';
import { createErrorAnswer } from '../test-support/recording-fetch.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';

const scene = setThreadScene();

test('metadata that JSON cannot hold is a typed error, and nothing is sent', async () => {
  const { thread, requests } = scene.script();
  // An app without types may pass anything.
  const metadata = { size: 1n } as unknown as Record<string, string>;
  await expect(thread.updateProperties({ metadata })).rejects.toMatchObject({
    code: 'invalid-argument',
    operation: 'updateProperties',
  });
  expect(requests).toEqual([]);
});

test('the token, the content type and a request id are in its headers, and it is never cached', async () => {
  let cache: string | undefined;
  const client = scene.chat.createClient(scene.chat.ada, {
    fetch(url, init) {
      cache = init.cache;
      expect(init.headers).toMatchObject({
        authorization: `Bearer ${scene.chat.ada.token}`,
        accept: 'application/json',
        'content-type': 'application/json',
        'x-ms-client-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      return scene.chat.service.fetch(url, init);
    },
  });
  await client.getChatThreadClient(scene.threadId).sendMessage({ content: 'Hello' });
  expect(cache).toBe('no-store');
});

test('a change is a merge patch', async () => {
  const { thread, requests } = scene.script();
  await thread.updateTopic('Looms');
  expect(requests[0]).toMatchObject({
    method: 'PATCH',
    headers: { 'content-type': 'application/merge-patch+json' },
    body: '{"topic":"Looms"}',
  });
});

test('the order of the query is that of the official client', async () => {
  const { client, thread, requests } = scene.script();
  const startTime = new Date(0);
  await collect(client.listChatThreads({ maxPageSize: 2, startTime }));
  await collect(thread.listParticipants({ maxPageSize: 5, skip: 1 }));
  expect(requests.map((request) => request.url)).toEqual([
    `${fixtureEndpoint}/chat/threads?maxPageSize=2&api-version=2025-03-15&startTime=1970-01-01T00%3A00%3A00.000Z`,
    `${fixtureEndpoint}/chat/threads/${encodeURIComponent(scene.threadId)}/participants?maxPageSize=5&skip=1&api-version=2025-03-15`,
  ]);
});

test('another API version is asked for on every request, also on those for further pages', async () => {
  const { thread, requests } = scene.script([], {
    apiVersion: '2024-03-07',
  });
  await thread.sendMessage({ content: 'One more' });
  await collect(thread.listMessages({ maxPageSize: 2 }));
  const versions = requests.map(({ url }) => new URL(url).searchParams.get('api-version'));
  expect(versions).toEqual(['2024-03-07', '2024-03-07', '2024-03-07']);
});

test('the request id stays the same over retries', async () => {
  const { thread, requests } = scene.script([createErrorAnswer(500), 'cut-before'], {
    retryOptions: { retryDelayInMs: 1 },
  });
  await thread.getProperties();
  const ids = requests.map((request) => request.headers['x-ms-client-request-id']);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

test('custom headers are added, but cannot replace the token', async () => {
  const { thread, requests } = scene.script();
  const customHeaders = { 'X-Trace': '7', Authorization: 'Bearer of another' };
  await thread.getProperties({ requestOptions: { customHeaders } });
  expect(requests[0]?.headers).toMatchObject({
    'x-trace': '7',
    authorization: `Bearer ${scene.chat.ada.token}`,
  });
});

test('a custom header replaces one of the client, whatever its case', async () => {
  const { thread, requests } = scene.script();
  const customHeaders = { ACCEPT: 'application/json;x=1', 'x-ms-client-request-id': 'mine' };
  await thread.getProperties({ requestOptions: { customHeaders } });
  expect(requests[0]?.headers).toMatchObject({
    accept: 'application/json;x=1',
    'x-ms-client-request-id': 'mine',
  });
});

test('the request names this package and its version, after the app’s own name', async () => {
  const name = `confab-chat-core/${packageJson.version}`;
  const { thread, requests } = scene.script();
  await thread.getProperties();
  const named = scene.script([], {
    userAgentOptions: { userAgentPrefix: 'Looms/2.1' },
  });
  await named.thread.getProperties();
  expect(requests[0]?.headers['user-agent']).toBe(name);
  expect(named.requests[0]?.headers['user-agent']).toBe(`Looms/2.1 ${name}`);
});

test('the request id can be sent under another name', async () => {
  const { thread, requests } = scene.script([], {
    telemetryOptions: { clientRequestIdHeaderName: 'x-correlation' },
  });
  await thread.getProperties();
  expect(requests[0]?.headers['x-correlation']).toMatch(/^[0-9a-f-]{36}$/);
  expect(requests[0]?.headers).not.toHaveProperty('x-ms-client-request-id');
});
