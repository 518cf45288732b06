import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientError, DecodeError } from '../errors.ts';
import type { ChatClientOptions } from '../options.ts';
import {
  createChatFixture,
  fixtureEndpoint,
  type ChatFixture,
} from '../test-support/chat-fixture.ts';
import { collect } from '../test-support/collect.ts';
import { createToken } from '../test-support/create-token.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import {
  createErrorAnswer,
  createRecordingFetch,
  type Interference,
  type RecordingFetch,
} from '../test-support/recording-fetch.ts';
import { createTokenCredential } from '../token-credential.ts';

let chat: ChatFixture;
let threadId: string;

beforeEach(async () => {
  chat = await createChatFixture();
  threadId = (await chat.createThread()).threadId;
});
afterEach(() => chat.close());

/** Ada's client for the thread, whose first requests meet what `script` says. */
function createAda(
  script: readonly Interference[],
  options: ChatClientOptions = {},
): RecordingFetch & { readonly thread: ChatThreadClient; readonly client: ChatClient } {
  const recording = createRecordingFetch(chat.service.fetch, script);
  const client = chat.createClient(chat.ada, { fetch: recording.fetch, ...options });
  return { ...recording, client, thread: client.getChatThreadClient(threadId) };
}

describe('what a request carries', () => {
  test('the token, the content type and a request id are in its headers, and it is never cached', async () => {
    let cache: string | undefined;
    const client = chat.createClient(chat.ada, {
      fetch(url, init) {
        cache = init.cache;
        expect(init.headers).toMatchObject({
          authorization: `Bearer ${chat.ada.token}`,
          accept: 'application/json',
          'content-type': 'application/json',
          'x-ms-client-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        });
        return chat.service.fetch(url, init);
      },
    });
    await client.getChatThreadClient(threadId).sendMessage({ content: 'Hello' });
    expect(cache).toBe('no-store');
  });

  test('a change is a merge patch', async () => {
    const { thread, requests } = createAda([]);
    await thread.updateTopic('Looms');
    expect(requests[0]).toMatchObject({
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: '{"topic":"Looms"}',
    });
  });

  test('the order of the query is that of the official client', async () => {
    const { client, thread, requests } = createAda([]);
    const startTime = new Date(0);
    await collect(client.listChatThreads({ maxPageSize: 2, startTime }));
    await collect(thread.listParticipants({ maxPageSize: 5, skip: 1 }));
    expect(requests.map((request) => request.url)).toEqual([
      `${fixtureEndpoint}/chat/threads?maxPageSize=2&api-version=2025-03-15&startTime=1970-01-01T00%3A00%3A00.000Z`,
      `${fixtureEndpoint}/chat/threads/${encodeURIComponent(threadId)}/participants?maxPageSize=5&skip=1&api-version=2025-03-15`,
    ]);
  });

  test('another API version is asked for on every request, also on those for further pages', async () => {
    const { thread, requests } = createAda([], { apiVersion: '2024-03-07' });
    await thread.sendMessage({ content: 'One more' });
    await collect(thread.listMessages({ maxPageSize: 2 }));
    const versions = requests.map(({ url }) => new URL(url).searchParams.get('api-version'));
    expect(versions).toEqual(['2024-03-07', '2024-03-07', '2024-03-07']);
  });

  test('the request id stays the same over retries', async () => {
    const { thread, requests } = createAda([createErrorAnswer(500), 'cut-before'], {
      retryOptions: { retryDelayInMs: 1 },
    });
    await thread.getProperties();
    const ids = requests.map((request) => request.headers['x-ms-client-request-id']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  test('custom headers are added, but cannot replace the token', async () => {
    const { thread, requests } = createAda([]);
    const customHeaders = { 'X-Trace': '7', Authorization: 'Bearer of another' };
    await thread.getProperties({ requestOptions: { customHeaders } });
    expect(requests[0]?.headers).toMatchObject({
      'x-trace': '7',
      authorization: `Bearer ${chat.ada.token}`,
    });
  });
});

describe('tokens', () => {
  const day = 86_400_000;

  test('a refused token is replaced once and the request made again, also that of a message', async () => {
    const tokens = [createToken(Date.now() + day), chat.ada.token];
    const questions: unknown[] = [];
    const recording = createRecordingFetch(chat.service.fetch);
    const client = new ChatClient(
      fixtureEndpoint,
      createTokenCredential(async (options) => {
        questions.push(options);
        return tokens.shift() ?? 'no more tokens';
      }),
      { fetch: recording.fetch },
    );
    const { id } = await client.getChatThreadClient(threadId).sendMessage({ content: 'Hello' });
    expect(id).toMatch(/^\d+$/);
    expect(questions).toEqual([{}, { forceRefresh: true }]);
    expect(recording.requests).toHaveLength(2);
  });

  test('a token that stays refused is an error that says so, and does not quote it', async () => {
    const token = createToken(Date.now() + day);
    const { client } = createAda([]);
    const stranger = chat.createClient({ token }, {});
    const error = await stranger
      .getChatThreadClient(threadId)
      .getProperties()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'Unauthorized', statusCode: 401, retryable: false });
    expect(describeError(error)).not.toContain(token);
    await collect(client.listChatThreads());
  });

  test('a proxy that echoes the token cannot get it into an error', async () => {
    const echo = new Response(`<h1>Bad: Bearer ${chat.ada.token}</h1>`, { status: 400 });
    const { thread } = createAda([echo]);
    const error = await thread.getProperties().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unexpected-status', statusCode: 400 });
    expect(describeError(error)).not.toContain(chat.ada.token);
    expect(describeError(error)).toContain('<token>');
  });

  test('a token that cannot be in a header is refused before anything is sent, and not quoted', async () => {
    const recording = createRecordingFetch(chat.service.fetch);
    const credential = {
      getToken: async () => ({ token: 'secret\ntoken', expiresOnTimestamp: Date.now() + day }),
      dispose() {},
    };
    const client = new ChatClient(fixtureEndpoint, credential, { fetch: recording.fetch });
    const error = await client.createChatThread({ topic: 'x' }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'token' });
    expect(describeError(error)).not.toContain('secret');
    expect(recording.requests).toHaveLength(0);
  });

  test('a refresher that throws is an error with its cause', async () => {
    const cause = new Error('The token server is down.');
    const credential = createTokenCredential(() => Promise.reject(cause));
    const client = new ChatClient(fixtureEndpoint, credential, { fetch: chat.service.fetch });
    await expect(collect(client.listChatThreads())).rejects.toMatchObject({
      code: 'token',
      retryable: true,
      cause,
    });
  });

  test('calls at the same time ask for one token', async () => {
    let questions = 0;
    const credential = createTokenCredential(async () => {
      questions += 1;
      return chat.ada.token;
    });
    const client = new ChatClient(fixtureEndpoint, credential, { fetch: chat.service.fetch });
    const thread = client.getChatThreadClient(threadId);
    await Promise.all([
      collect(client.listChatThreads()),
      thread.getProperties(),
      collect(thread.listMessages()),
    ]);
    expect(questions).toBe(1);
  });
});

describe('time and aborts', () => {
  test('a send without an answer ends after 15 seconds', async () => {
    const clock = createManualClock(Date.now());
    const { thread, requests } = createAda(['hang'], { clock });
    const sent = thread.sendMessage({ content: 'Hello' });
    const timedOut = expect(sent).rejects.toMatchObject({ code: 'timeout', retryable: true });
    await clock.advance(14_999);
    expect(clock.pendingTimers).toBe(1);
    await clock.advance(1);
    await timedOut;
    expect(requests).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a refresher that hangs ends after 15 seconds too', async () => {
    const clock = createManualClock(Date.now());
    const credential = createTokenCredential(() => new Promise(() => {}), clock);
    const client = new ChatClient(fixtureEndpoint, credential, {
      fetch: chat.service.fetch,
      clock,
    });
    const sent = client.getChatThreadClient(threadId).sendMessage({ content: 'Hello' });
    const timedOut = expect(sent).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(15_000);
    await timedOut;
  });

  test('a list may take 20 seconds', async () => {
    const clock = createManualClock(Date.now());
    const { client } = createAda(['hang'], { clock, retryOptions: { maxRetries: 0 } });
    const listed = collect(client.listChatThreads());
    const timedOut = expect(listed).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(19_999);
    expect(clock.pendingTimers).toBe(1);
    await clock.advance(1);
    await timedOut;
  });

  test('an abort ends a request that is on its way', async () => {
    const { thread, requests } = createAda(['hang']);
    const controller = new AbortController();
    const read = thread.getProperties({ abortSignal: controller.signal });
    const aborted = expect(read).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
    await Promise.resolve();
    controller.abort();
    await aborted;
    expect(requests.length).toBeLessThanOrEqual(1);
  });

  test('an abort ends the wait for a retry', async () => {
    const clock = createManualClock(Date.now());
    const { thread, requests } = createAda([createErrorAnswer(503)], { clock });
    const controller = new AbortController();
    const read = thread.getProperties({ abortSignal: controller.signal });
    const aborted = expect(read).rejects.toMatchObject({ name: 'AbortError' });
    await clock.settle();
    expect(clock.pendingTimers).toBe(1);
    controller.abort();
    await aborted;
    expect(requests).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a signal that lives longer than its calls keeps nothing of them', async () => {
    const { thread } = createAda([createErrorAnswer(500)], { retryOptions: { retryDelayInMs: 1 } });
    const listeners = new Set<() => void>();
    const abortSignal = {
      aborted: false,
      addEventListener: (_type: 'abort', listener: () => void) => void listeners.add(listener),
      removeEventListener: (_type: 'abort', listener: () => void) =>
        void listeners.delete(listener),
    };
    await thread.getProperties({ abortSignal });
    expect(listeners.size).toBe(0);
  });

  test('a signal that has been aborted sends nothing', async () => {
    const { thread, requests } = createAda([]);
    const read = thread.getProperties({ abortSignal: AbortSignal.abort() });
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toHaveLength(0);
  });

  test('a 429 is repeated when the service says when to come back, and not before', async () => {
    const clock = createManualClock(Date.now());
    const { thread, requests } = createAda([createErrorAnswer(429, { 'retry-after': '7' })], {
      clock,
      random: { next: () => 0, createUuid: () => 'uuid' },
    });
    const read = thread.getProperties();
    await clock.settle();
    await clock.advance(6_999);
    expect(requests).toHaveLength(1);
    await clock.advance(1);
    await read;
    expect(requests).toHaveLength(2);
  });

  test('a call gives up after three retries', async () => {
    const answers = [500, 502, 504, 408].map((status) => createErrorAnswer(status));
    const { thread, requests } = createAda(answers, { retryOptions: { retryDelayInMs: 1 } });
    await expect(thread.getProperties()).rejects.toMatchObject({ statusCode: 408 });
    expect(requests).toHaveLength(4);
  });
});

describe('answers that are not in the protocol', () => {
  test.each([
    ['a success with another status', new Response('{}', { status: 207 }), 'invalid-response', 207],
    ['a sign-in page', new Response('<html>', { status: 200 }), 'invalid-response', 200],
    ['a body of another shape', Response.json(['x']), 'invalid-response', undefined],
    ['an error page', new Response('<html>', { status: 404 }), 'unexpected-status', 404],
  ])('%s is a typed error', async (_what, answer, code, statusCode) => {
    const { thread } = createAda([answer]);
    await expect(thread.getProperties()).rejects.toMatchObject({
      name: 'RestError',
      code,
      operation: 'getProperties',
      ...(statusCode === undefined ? {} : { statusCode }),
    });
  });

  test('an error of the service keeps its code and details, as RestError has them', async () => {
    const body = { error: { code: 'Forbidden', message: 'No', innererror: { code: 'Deep' } } };
    const { thread } = createAda([Response.json(body, { status: 403 })]);
    await expect(thread.getProperties()).rejects.toMatchObject({
      name: 'RestError',
      code: 'Forbidden',
      statusCode: 403,
      operation: 'getProperties',
      retryable: false,
      message: expect.stringContaining('Check that the user is a participant'),
      details: { error: { code: 'Forbidden', message: 'No', innerError: { code: 'Deep' } } },
    });
  });

  test('a broken row of a list is left out and reported', async () => {
    const reported: DecodeError[] = [];
    const good = { id: '19:a@thread.v2', topic: 'Looms', extra: { kept: true } };
    const page = { value: [{ id: 7 }, good, null] };
    const { client } = createAda([Response.json(page)], {
      onDecodeError: (error) => reported.push(error),
    });
    expect(await collect(client.listChatThreads())).toEqual([good]);
    expect(reported.map((error) => error.path)).toEqual([
      'listChatThreads.value[0].id',
      'listChatThreads.value[2]',
    ]);
  });
});

describe('links to further pages', () => {
  test('a relative link is followed below the endpoint', async () => {
    const first = { value: [], nextLink: '/chat/threads?api-version=2025-03-15' };
    const { client, requests } = createAda([Response.json(first)]);
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
    const { client, requests } = createAda([Response.json({ value: [], nextLink })]);
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
    const { client } = createAda(pages);
    await expect(collect(client.listChatThreads())).rejects.toMatchObject({
      code: 'invalid-response',
    });
  });
});

/** All that a log could show of an error. */
function describeError(error: unknown): string {
  // What was caught above is an error of the client.
  const { message, stack, details, cause } = error as ChatClientError;
  return [message, stack, JSON.stringify(details), String(cause)].join('\n');
}
