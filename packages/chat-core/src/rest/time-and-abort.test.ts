import { expect, test, vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { fixtureEndpoint } from '../test-support/chat-fixture.ts';
import { collect } from '../test-support/collect.ts';
import { createToken } from '../test-support/create-token.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createErrorAnswer } from '../test-support/recording-fetch.ts';
import { catchError, describeError } from '../test-support/scripted-client.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';
import { createTokenCredential } from '../token-credential.ts';

const scene = setThreadScene();

test('a send without an answer ends after 15 seconds', async () => {
  const clock = createManualClock(Date.now());
  const { thread, requests } = scene.script(['hang'], { clock });
  const sent = thread.sendMessage({ content: 'Hello' });
  const timedOut = expect(sent).rejects.toMatchObject({ code: 'timeout', retryable: true });
  await clock.advance(14_999);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1);
  await timedOut;
  expect(requests).toHaveLength(1);
  expect(clock.pendingTimers).toBe(0);
});

test.each([
  ['at once', []],
  ['after its first token was refused', [createToken(Date.now() + 86_400_000)]],
])(
  'a refresher that hangs %s ends after 15 seconds too, with no token in the error',
  async (_when, tokens) => {
    const clock = createManualClock(Date.now());
    const answers = tokens.map((token) => Promise.resolve(token));
    const refresher = vi.fn(() => answers.shift() ?? new Promise<string>(() => {}));
    const credential = createTokenCredential(refresher, clock);
    const client = new ChatClient(fixtureEndpoint, credential, {
      fetch: scene.chat.service.fetch,
      clock,
    });
    const sent = client.getChatThreadClient(scene.threadId).sendMessage({ content: 'Hello' });
    const failed = catchError(sent);
    await vi.waitFor(() => expect(refresher).toHaveBeenCalledTimes(tokens.length + 1));
    await clock.advance(15_000);
    const error = await failed;
    expect(error).toMatchObject({ code: 'timeout' });
    for (const token of tokens) expect(describeError(error)).not.toContain(token);
  },
);

test('a send that was aborted while the credential was asked never leaves', async () => {
  let answer: (token: string) => void = () => {};
  const credential = createTokenCredential(() => new Promise((resolve) => (answer = resolve)));
  const requests: string[] = [];
  const client = new ChatClient(fixtureEndpoint, credential, {
    retryOptions: { maxRetries: 0 },
    // Like many an HTTP client, it does not look at a signal that has fired already.
    httpClient: {
      sendRequest: ({ url }) => {
        requests.push(url);
        return Promise.reject(new Error('This request should not have left.'));
      },
    },
  });
  const controller = new AbortController();
  const options = { abortSignal: controller.signal };
  const thread = client.getChatThreadClient(scene.threadId);
  const sent = thread.sendMessage({ content: 'Hello' }, options);
  controller.abort();
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  answer(scene.chat.ada.token);
  // Whoever asks next gets this token, so by then it has been given to all who waited.
  await expect(thread.getProperties()).rejects.toMatchObject({ code: 'network' });
  expect(requests.filter((url) => url.includes('/messages'))).toEqual([]);
});

test('a list may take 20 seconds', async () => {
  const clock = createManualClock(Date.now());
  const { client } = scene.script(['hang'], {
    clock,
    retryOptions: { maxRetries: 0 },
  });
  const listed = collect(client.listChatThreads());
  const timedOut = expect(listed).rejects.toMatchObject({ code: 'timeout' });
  await clock.advance(19_999);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1);
  await timedOut;
});

test('an abort ends a request that is on its way', async () => {
  const { thread, requests } = scene.script(['hang']);
  const controller = new AbortController();
  const read = thread.getProperties({ abortSignal: controller.signal });
  const aborted = expect(read).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  controller.abort();
  await aborted;
  expect(requests).toHaveLength(1);
});

test('an abort ends the wait for a retry', async () => {
  const clock = createManualClock(Date.now());
  const { thread, requests } = scene.script([createErrorAnswer(503)], {
    clock,
  });
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
  const { thread } = scene.script([createErrorAnswer(500)], {
    retryOptions: { retryDelayInMs: 1 },
  });
  const listeners = new Set<unknown>();
  const abortSignal = {
    aborted: false,
    addEventListener: (_type: 'abort', listener: unknown) => void listeners.add(listener),
    removeEventListener: (_type: 'abort', listener: unknown) => void listeners.delete(listener),
  };
  await thread.getProperties({ abortSignal });
  expect(listeners.size).toBe(0);
});

test('a signal that has been aborted sends nothing', async () => {
  const { thread, requests } = scene.script();
  const read = thread.getProperties({ abortSignal: AbortSignal.abort() });
  await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  expect(requests).toHaveLength(0);
});

test('a 429 is repeated when the service says when to come back, and not before', async () => {
  const clock = createManualClock(Date.now());
  const { thread, requests } = scene.script([createErrorAnswer(429, { 'retry-after': '7' })], {
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
  const { thread, requests } = scene.script(answers, {
    retryOptions: { retryDelayInMs: 1 },
  });
  await expect(thread.getProperties()).rejects.toMatchObject({ statusCode: 408 });
  expect(requests).toHaveLength(4);
});

test('an abort does not wait for a credential that hangs', async () => {
  const refresher = vi.fn(() => new Promise<string>(() => {}));
  const credential = createTokenCredential(refresher);
  const client = new ChatClient(fixtureEndpoint, credential, { fetch: scene.chat.service.fetch });
  const controller = new AbortController();
  const sent = client
    .getChatThreadClient(scene.threadId)
    .sendMessage({ content: 'Hello' }, { abortSignal: controller.signal });
  const aborted = expect(sent).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
  await vi.waitFor(() => expect(refresher).toHaveBeenCalledOnce());
  controller.abort();
  await aborted;
});

test('a time limit of one call replaces the default; 0 keeps it, and one beyond all timers is no limit at all', async () => {
  const clock = createManualClock(Date.now());
  const { thread } = scene.script(['hang', 'hang', 'hang'], {
    clock,
    retryOptions: { maxRetries: 0 },
  });
  const ends: string[] = [];
  const read = (timeout: number): void => {
    const ended = thread.getProperties({ requestOptions: { timeout } });
    void ended.catch((error: Error) => ends.push(`${timeout}: ${error.message}`));
  };
  read(500);
  read(0);
  read(Infinity);
  await clock.advance(500);
  expect(ends).toEqual([expect.stringContaining('500: getProperties got no answer within 0.5')]);
  await clock.advance(14_500);
  expect(ends).toHaveLength(2);
  await clock.advance(3_600_000);
  expect(ends).toHaveLength(2);
  expect(clock.pendingTimers).toBe(1);
});
