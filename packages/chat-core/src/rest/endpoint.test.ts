import { expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { isChatClientError } from '../errors.ts';
import { parseEndpoint } from './endpoint.ts';

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
])('%s is refused', (endpoint, reason) => {
  const error = catchError(() => parseEndpoint(endpoint));
  expect(isChatClientError(error)).toBe(true);
  expect(error).toMatchObject({
    code: 'invalid-argument',
    message: expect.stringContaining(reason),
  });
});

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('plain http to another machine stays refused, whatever the options allow', () => {
  const credential = { getToken: () => Promise.reject(new Error('unused')), dispose() {} };
  const create = (): ChatClient =>
    new ChatClient('http://chat.example', credential, { allowInsecureConnection: true });
  expect(create).toThrow(
    expect.objectContaining({ name: 'RestError', code: 'invalid-argument', retryable: false }),
  );
});
