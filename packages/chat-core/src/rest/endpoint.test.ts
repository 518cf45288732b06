import { expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { isChatClientError } from '../errors.ts';
import type { ChatClientOptions } from '../options.ts';
import { createToken } from '../test-support/create-token.ts';
import { catchError, describeError } from '../test-support/scripted-client.ts';
import { createTokenCredential } from '../token-credential.ts';
import { parseEndpoint } from './endpoint.ts';

const token = createToken(Date.now() + 86_400_000);

/** Creates a client that has a token. It rejects with what the constructor throws. */
async function createClient(endpoint: string, options?: ChatClientOptions): Promise<ChatClient> {
  return new ChatClient(endpoint, createTokenCredential(token), options);
}

test.each([
  ['https://res.communication.azure.com', 'https://res.communication.azure.com'],
  ['https://res.communication.azure.com/', 'https://res.communication.azure.com'],
  ['https://chat.example/base/', 'https://chat.example/base'],
  ['http://localhost:4830', 'http://localhost:4830'],
  ['http://app.localhost', 'http://app.localhost'],
  ['http://127.0.0.1:1/', 'http://127.0.0.1:1'],
  ['http://[::1]:4830', 'http://[::1]:4830'],
])('%s is an endpoint', (endpoint, expected) => {
  expect(parseEndpoint(endpoint)).toBe(expected);
});

test.each([
  ['http://chat.example', 'https'],
  ['http://127.0.0.1.evil.example', 'https'],
  ['http://localhost.evil.example', 'https'],
  ['http://192.168.0.7:4830', 'https'],
  ['ftp://chat.example', 'not a URL'],
  ['chat.example', 'not a URL'],
  ['', 'not a URL'],
])('%s is refused, and the error does not quote the token', async (endpoint, reason) => {
  const error = await catchError(createClient(endpoint));
  expect(isChatClientError(error)).toBe(true);
  expect(error).toMatchObject({
    code: 'invalid-argument',
    message: expect.stringContaining(reason),
  });
  expect(describeError(error)).not.toContain(token);
});

test('plain http to another machine stays refused, whatever the options allow', async () => {
  // Also an address into which somebody has put the token is not quoted whole.
  const endpoint = `http://${token}@chat.example/?token=${token}`;
  const error = await catchError(createClient(endpoint, { allowInsecureConnection: true }));
  expect(error).toMatchObject({ name: 'RestError', code: 'invalid-argument', retryable: false });
  expect(describeError(error)).not.toContain(token);
});
