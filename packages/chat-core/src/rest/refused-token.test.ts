import { expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { fixtureEndpoint } from '../test-support/chat-fixture.ts';
import { collect } from '../test-support/collect.ts';
import { createToken } from '../test-support/create-token.ts';
import { createRecordingFetch } from '../test-support/recording-fetch.ts';
import { catchError, describeError } from '../test-support/scripted-client.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';
import { createTokenCredential } from '../token-credential.ts';

const scene = setThreadScene();

const day = 86_400_000;

test('a refused token is replaced once and the request made again, also that of a message', async () => {
  const tokens = [createToken(Date.now() + day), scene.chat.ada.token];
  const questions: unknown[] = [];
  const recording = createRecordingFetch(scene.chat.service.fetch);
  const client = new ChatClient(
    fixtureEndpoint,
    createTokenCredential(async (options) => {
      questions.push(options);
      return tokens.shift() ?? 'no more tokens';
    }),
    { fetch: recording.fetch },
  );
  const { id } = await client.getChatThreadClient(scene.threadId).sendMessage({ content: 'Hello' });
  expect(id).toMatch(/^\d+$/);
  expect(questions).toEqual([{}, { forceRefresh: true }]);
  expect(recording.requests).toHaveLength(2);
});

test('a token that stays refused is an error that says so, and does not quote it', async () => {
  const token = createToken(Date.now() + day);
  const stranger = scene.chat.createClient({ token }, {});
  const error = await catchError(stranger.getChatThreadClient(scene.threadId).getProperties());
  expect(error).toMatchObject({ code: 'Unauthorized', statusCode: 401, retryable: false });
  expect(describeError(error)).not.toContain(token);
});

test('a proxy that echoes the token cannot get it into an error', async () => {
  const echo = new Response(`<h1>Bad: Bearer ${scene.chat.ada.token}</h1>`, { status: 400 });
  const { thread } = scene.script([echo]);
  const error = await catchError(thread.getProperties());
  expect(error).toMatchObject({ code: 'unexpected-status', statusCode: 400 });
  expect(describeError(error)).not.toContain(scene.chat.ada.token);
  expect(describeError(error)).toContain('<token>');
});

test('a token that cannot be in a header is refused before anything is sent, and not quoted', async () => {
  const recording = createRecordingFetch(scene.chat.service.fetch);
  const credential = {
    getToken: async () => ({ token: 'secret\ntoken', expiresOnTimestamp: Date.now() + day }),
    dispose() {},
  };
  const client = new ChatClient(fixtureEndpoint, credential, { fetch: recording.fetch });
  const error = await catchError(client.createChatThread({ topic: 'x' }));
  expect(error).toMatchObject({ code: 'token' });
  expect(describeError(error)).not.toContain('secret');
  expect(recording.requests).toHaveLength(0);
});

test.each([
  ['at once', []],
  ['after its first token was refused', [createToken(Date.now() + day)]],
])('a refresher that throws %s is an error with its cause, and no token', async (_when, tokens) => {
  const cause = new Error('The token server is down.');
  const given: string[] = [];
  const credential = createTokenCredential(async () => {
    const token = tokens[given.length];
    if (token === undefined) throw cause;
    given.push(token);
    return token;
  });
  const client = new ChatClient(fixtureEndpoint, credential, { fetch: scene.chat.service.fetch });
  const error = await catchError(collect(client.listChatThreads()));
  expect(error).toMatchObject({ code: 'token', retryable: true, cause });
  expect(given).toEqual(tokens);
  for (const token of tokens) expect(describeError(error)).not.toContain(token);
});

test('a token that has ended is sent all the same, because only the service can judge it', async () => {
  const token = createToken(Date.now() - day);
  const credential = createTokenCredential(token);
  const late = new ChatClient(fixtureEndpoint, credential, { fetch: scene.chat.service.fetch });
  const error = await catchError(
    late.getChatThreadClient(scene.threadId).sendMessage({ content: 'x' }),
  );
  expect(error).toMatchObject({ code: 'Unauthorized', statusCode: 401, retryable: false });
  expect(describeError(error)).not.toContain(token);
  expect(error.message).toContain('Get a new token');
});

test('a credential that gives no token at all is an error, and nothing is sent', async () => {
  const recording = createRecordingFetch(scene.chat.service.fetch);
  // What an app without types may pass.
  const credential = { getToken: () => Promise.resolve(undefined as never), dispose() {} };
  const client = new ChatClient(fixtureEndpoint, credential, { fetch: recording.fetch });
  expect(await catchError(client.createChatThread({ topic: 'x' }))).toMatchObject({
    code: 'token',
    operation: 'getToken',
    retryable: false,
  });
  expect(recording.requests).toHaveLength(0);
});

test('ten calls that meet a 401 at the same time ask for one new token and are made once more', async () => {
  const tokens = [createToken(Date.now() + day), scene.chat.ada.token];
  let questions = 0;
  const recording = createRecordingFetch(scene.chat.service.fetch);
  const credential = createTokenCredential(async () => {
    questions += 1;
    return tokens.shift() ?? 'no more tokens';
  });
  const client = new ChatClient(fixtureEndpoint, credential, { fetch: recording.fetch });
  const thread = client.getChatThreadClient(scene.threadId);
  await Promise.all(Array.from({ length: 10 }, () => thread.getProperties()));
  expect(questions).toBe(2);
  expect(recording.requests).toHaveLength(20);
});

test('calls at the same time ask for one token', async () => {
  let questions = 0;
  const credential = createTokenCredential(async () => {
    questions += 1;
    return scene.chat.ada.token;
  });
  const client = new ChatClient(fixtureEndpoint, credential, { fetch: scene.chat.service.fetch });
  const thread = client.getChatThreadClient(scene.threadId);
  await Promise.all([
    collect(client.listChatThreads()),
    thread.getProperties(),
    collect(thread.listMessages()),
  ]);
  expect(questions).toBe(1);
});
