import {
  createHttpHeaders as createOfficialHeaders,
  type PipelinePolicy,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';

import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientOptions } from '../options.ts';
import { fixtureEndpoint } from '../test-support/chat-fixture.ts';
import { catchError } from '../test-support/scripted-client.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';

const scene = setThreadScene();

/** An answer as the HTTP clients of Azure's packages give it. */
function createAnswer(
  request: PipelineRequest,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): PipelineResponse {
  const bodyAsText = JSON.stringify(body);
  return { request, status, headers: createOfficialHeaders(headers), bodyAsText };
}

function createThread(options: ChatClientOptions): ChatThreadClient {
  const fast = { retryOptions: { retryDelayInMs: 1 }, ...options };
  return scene.chat.createClient(scene.chat.ada, fast).getChatThreadClient(scene.threadId);
}

test('an HTTP client gets each request in the form of the official pipeline', async () => {
  const seen: PipelineRequest[] = [];
  const thread = createThread({
    httpClient: {
      async sendRequest(request) {
        seen.push(request);
        return createAnswer(request, 201, { id: '7' });
      },
    },
  });
  expect(await thread.sendMessage({ content: 'Hello' })).toEqual({ id: '7' });
  const [request] = seen;
  expect(seen).toHaveLength(1);
  expect(request).toMatchObject({
    method: 'POST',
    url: `${fixtureEndpoint}/chat/threads/${encodeURIComponent(scene.threadId)}/messages?api-version=2025-03-15`,
    body: '{"content":"Hello"}',
    timeout: 0,
    withCredentials: false,
    // The endpoint is this machine's; the official default client asks for this.
    allowInsecureConnection: true,
  });
  expect(request?.requestId).toBe(request?.headers.get('X-MS-Client-Request-Id'));
  expect(request?.headers.get('Authorization')).toBe(`Bearer ${scene.chat.ada.token}`);
  expect(request?.headers.get('Content-Type')).toBe('application/json');
  expect(request?.abortSignal).toBeInstanceOf(AbortSignal);
});

test('what an HTTP client throws is a lost request: repeated, but not for a message', async () => {
  let requests = 0;
  const thread = createThread({
    httpClient: {
      sendRequest() {
        requests += 1;
        return Promise.reject(new Error('socket hang up', { cause: new Error('ECONNRESET') }));
      },
    },
  });
  const error = await catchError(thread.getProperties());
  expect(error).toMatchObject({ code: 'network', retryable: true });
  expect(String(error.cause)).toBe('Error: Error: socket hang up, caused by Error: ECONNRESET');
  expect(requests).toBe(4);
  await catchError(thread.sendMessage({ content: 'Once' }));
  expect(requests).toBe(5);
});

describe('additional policies', () => {
  function createPolicy(
    name: string,
    seen: string[],
    change: (request: PipelineRequest) => void = () => {},
  ): PipelinePolicy {
    return {
      name,
      async sendRequest(request, next) {
        change(request);
        seen.push(`${name} ${request.headers.has('Authorization') ? 'with' : 'without'} token`);
        const answer = await next(request);
        seen.push(`${name} ${answer.status}`);
        return answer;
      },
    };
  }

  test('per call they run once, outside of the tries, and per try each time, with the token', async () => {
    const seen: string[] = [];
    const statuses = [503, 200];
    const thread = createThread({
      httpClient: {
        async sendRequest(request) {
          seen.push(`sent ${request.headers.get('x-a')} ${request.headers.get('x-b')}`);
          const status = statuses.shift() ?? 500;
          return createAnswer(request, status, { value: [] });
        },
      },
      additionalPolicies: [
        {
          policy: createPolicy('try', seen, ({ headers }) => headers.set('X-B', 2)),
          position: 'perRetry',
        },
        {
          policy: createPolicy('outer', seen, ({ headers }) => headers.set('X-A', 1)),
          position: 'perCall',
        },
        { policy: createPolicy('inner', seen), position: 'perCall' },
      ],
    });
    await thread.listMessages().next();
    expect(seen).toEqual([
      'outer without token',
      'inner without token',
      'try with token',
      'sent 1 2',
      'try 503',
      'try with token',
      'sent 1 2',
      'try 200',
      'inner 200',
      'outer 200',
    ]);
  });

  test('what a policy does to the request of a call holds for each of its tries', async () => {
    const urls: string[] = [];
    const thread = createThread({
      async fetch(url, init) {
        urls.push(`${url} ${init.credentials} ${String(init.body)}`);
        return urls.length === 1
          ? new Response('', { status: 500 })
          : new Response(null, { status: 204 });
      },
      additionalPolicies: [
        {
          position: 'perCall',
          policy: {
            name: 'proxy',
            sendRequest: (request, next) =>
              next({
                ...request,
                url: 'https://proxy.example/x',
                withCredentials: true,
                body: '{}',
              }),
          },
        },
      ],
    });
    await thread.updateTopic('Looms');
    const expected = 'https://proxy.example/x include {}';
    expect(urls).toEqual([expected, expected]);
  });

  test('a policy may answer itself, and what it answers is checked like any answer', async () => {
    const answers: [number, unknown][] = [
      [201, { id: '7' }],
      [403, { error: { code: 'Forbidden', message: 'Not now' } }],
    ];
    const thread = createThread({
      httpClient: { sendRequest: () => Promise.reject(new Error('must not be called')) },
      additionalPolicies: [
        {
          position: 'perCall',
          policy: {
            name: 'stub',
            async sendRequest(request) {
              const [status, body] = answers.shift() ?? [500, {}];
              return createAnswer(request, status, body);
            },
          },
        },
      ],
    });
    expect(await thread.sendMessage({ content: 'x' })).toEqual({ id: '7' });
    expect(await catchError(thread.sendMessage({ content: 'x' }))).toMatchObject({
      code: 'Forbidden',
      statusCode: 403,
    });
  });

  test('what a policy throws reaches the caller as it is, and is not repeated', async () => {
    const refusal = new Error('The user must accept the terms first.');
    let requests = 0;
    const policy: PipelinePolicy = {
      name: 'terms',
      sendRequest() {
        requests += 1;
        throw refusal;
      },
    };
    for (const position of ['perCall', 'perRetry'] as const) {
      const thread = createThread({ additionalPolicies: [{ policy, position }] });
      await expect(thread.getProperties()).rejects.toBe(refusal);
    }
    expect(requests).toBe(2);
  });
});

describe('onResponse', () => {
  test('is called once with the last answer, its parsed body, and no token', async () => {
    const calls: unknown[][] = [];
    const statuses = [500, 200];
    const thread = createThread({
      httpClient: {
        sendRequest: async (request) =>
          createAnswer(request, statuses.shift() ?? 500, { id: scene.threadId, more: 1 }),
      },
    });
    await catchError(
      thread.getProperties({
        onResponse(raw, flat, error) {
          const authorization = raw.request.headers.get('Authorization');
          calls.push([raw.status, raw.parsedBody, flat, authorization, error]);
        },
      }),
    );
    const body = { id: scene.threadId, more: 1 };
    expect(calls).toEqual([[200, body, body, 'REDACTED', undefined]]);
  });

  test('is called with the error that an answer became', async () => {
    const calls: unknown[][] = [];
    const thread = createThread({
      httpClient: {
        sendRequest: async (request) =>
          createAnswer(request, 403, { error: { code: 'Forbidden', message: 'No' } }),
      },
    });
    const error = await catchError(
      thread.updateTopic('x', {
        onResponse: (raw, _flat, cause) => calls.push([raw.status, cause]),
      }),
    );
    expect(calls).toEqual([[403, error]]);
  });
});
