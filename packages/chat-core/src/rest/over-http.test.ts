import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createDefaultHttpClient, exponentialRetryPolicy } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { createToken } from '../test-support/create-token.ts';
import { catchError } from '../test-support/scripted-client.ts';
import { createTokenCredential } from '../token-credential.ts';

const servers: Server[] = [];
let arrived: string[];

async function listen(answer: (url: string) => [number, Record<string, string>]): Promise<string> {
  const server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.headers.host}${request.url}`);
    const [status, headers] = answer(request.url ?? '');
    response.writeHead(status, headers).end('{"id":"7","value":[]}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => {
  arrived = [];
});
afterEach(() =>
  Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))),
);

test.each([301, 302, 307, 308])(
  'a redirect with %i to another origin is not followed: neither the token nor the message goes there',
  async (status) => {
    const elsewhere = await listen(() => [201, {}]);
    const endpoint = await listen((url) => [status, { location: `${elsewhere}${url}` }]);
    const credential = createTokenCredential(createToken(Date.now() + 3_600_000));
    const thread = new ChatClient(endpoint, credential).getChatThreadClient('19:a');
    const error = await catchError(thread.sendMessage({ content: 'Hello' }));
    expect(error).toMatchObject({ code: 'network', operation: 'sendMessage', retryable: true });
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toContain(new URL(endpoint).host);
  },
);

test('a redirect that an HTTP client hands on is an error that names its status', async () => {
  const credential = createTokenCredential(createToken(Date.now() + 3_600_000));
  const client = new ChatClient('https://chat.example', credential, {
    fetch: async () =>
      new Response(null, { status: 302, headers: { location: 'https://evil.example' } }),
  });
  expect(await catchError(client.deleteChatThread('19:a'))).toMatchObject({
    code: 'unexpected-status',
    statusCode: 302,
  });
});

test('the official HTTP client and policies work in place of fetch, also over plain http on this machine', async () => {
  const statuses = [503, 201];
  const endpoint = await listen(() => [statuses.shift() ?? 500, {}]);
  const credential = createTokenCredential(createToken(Date.now() + 3_600_000));
  const client = new ChatClient(endpoint, credential, {
    httpClient: createDefaultHttpClient(),
    additionalPolicies: [
      {
        policy: exponentialRetryPolicy({ maxRetries: 1, retryDelayInMs: 1 }),
        position: 'perRetry',
      },
    ],
  });
  const sent = client.getChatThreadClient('19:a').sendMessage({ content: 'Hello' });
  expect(await sent).toMatchObject({ id: '7' });
  expect(arrived).toHaveLength(2);
});
