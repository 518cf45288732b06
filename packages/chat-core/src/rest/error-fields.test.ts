import {
  createHttpHeaders,
  isRestError,
  RestError,
  type HttpClient,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { ChatClientError } from '../errors.ts';
import { createChatFixture, type ChatFixture } from '../test-support/chat-fixture.ts';
import { catchError, describeError } from '../test-support/scripted-client.ts';

let chat: ChatFixture;

beforeEach(async () => {
  chat = await createChatFixture();
});
afterEach(() => chat.close());

/** The error of one call that the HTTP client answers. */
function fail(sendRequest: HttpClient['sendRequest']): Promise<ChatClientError> {
  const client = chat.createClient(chat.ada, {
    httpClient: { sendRequest },
    retryOptions: { maxRetries: 0 },
  });
  const customHeaders = { Authorization: 'Bearer of another', 'X-Trace': '7' };
  return catchError(
    client.createChatThread({ topic: 'Looms' }, { requestOptions: { customHeaders } }),
  );
}

/** An answer in which a careless proxy repeats the whole request. */
function echo(request: PipelineRequest, status: number, bodyAsText: string) {
  const authorization = request.headers.get('Authorization') ?? '';
  const headers = createHttpHeaders({ 'X-Echo': authorization, 'X-Ms-Trace': 'abc' });
  return { request, status, headers, bodyAsText: bodyAsText.replace('%s', authorization) };
}

test('an error has the request and the answer, as RestError has them, and neither has the token', async () => {
  const error = await fail(async (request) =>
    echo(request, 403, '{"error":{"code":"Forbidden","message":"You sent %s","target":"%s"}}'),
  );
  expect(isRestError(error)).toBe(true);
  expect(error).toMatchObject({ name: 'RestError', code: 'Forbidden', statusCode: 403 });
  expect(error.request).toMatchObject({ method: 'POST', body: '{"topic":"Looms"}' });
  expect(error.request?.headers.get('X-Trace')).toBe('7');
  expect(error.request?.headers.get('Authorization')).toBe('REDACTED');
  expect(error.response).toMatchObject({ status: 403, request: error.request });
  expect(error.response?.headers.get('X-Ms-Trace')).toBe('abc');
  expect(error.response?.headers.get('X-Echo')).toBe('Bearer <token>');
  expect(describeError(error)).not.toContain(chat.ada.token);
  expect(describeError(error)).not.toContain('of another');
});

test('request and answer are not in what console.log and JSON show', async () => {
  const error = await fail(async (request) => echo(request, 500, 'oops'));
  expect(Object.keys(error)).not.toEqual(expect.arrayContaining(['request', 'response']));
  expect(JSON.stringify(error)).not.toContain('Looms');
  expect(Object.keys(error).toSorted()).toEqual([
    'code',
    'details',
    'name',
    'operation',
    'retryable',
    'statusCode',
  ]);
});

test('an answer that is not JSON has its request and its text in the error, too', async () => {
  const error = await fail(async (request) => echo(request, 201, '<html>'));
  expect(error).toMatchObject({ code: 'invalid-response', statusCode: 201 });
  expect(error.response?.bodyAsText).toBe('<html>');
  expect(error.request?.headers.get('Authorization')).toBe('REDACTED');
});

test.each([
  ['an answer that is not JSON', 201, '<html>%s'],
  ['an answer of another shape', 201, '{"chatThread":{"id":"%s"}}'],
  ['an error page', 502, '<html>%s'],
])('%s that repeats the token does not bring it into the error', async (_what, status, body) => {
  const error = await fail(async (request) => echo(request, status, body));
  expect(describeError(error)).not.toContain(chat.ada.token);
});

test('the error of an HTTP client that holds the request does not bring the token into ours', async () => {
  const error = await fail(async (request) => {
    const authorization = request.headers.get('Authorization');
    const cause = new Error(`connect ECONNREFUSED with ${authorization}`);
    throw Object.assign(new RestError(`Sent ${authorization}`, { request }), { cause });
  });
  expect(error).toMatchObject({ code: 'network', operation: 'createChatThread' });
  expect(String(error.cause)).toContain('ECONNREFUSED with Bearer <token>');
  expect(error.request?.headers.get('Authorization')).toBe('REDACTED');
  expect(error).not.toHaveProperty('response');
  expect(describeError(error)).not.toContain(chat.ada.token);
});

test('a chain of causes that leads back to its beginning is cut', async () => {
  const error = await fail(async () => {
    const cause = new Error('round');
    cause.cause = cause;
    throw cause;
  });
  expect(String(error.cause)).toContain('round, caused by Error: round');
});
