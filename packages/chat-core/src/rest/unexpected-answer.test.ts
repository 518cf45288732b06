import { inspect } from 'node:util';
import { expect, test } from 'vitest';

import type { DecodeError } from '../errors.ts';
import { collect } from '../test-support/collect.ts';
import { catchError, describeError } from '../test-support/scripted-client.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';

const scene = setThreadScene();

const signInPage = '<!doctype html><title>Hotel WiFi</title>';

test.each([
  ['a 207', Response.json({ value: [] }, { status: 207 }), 'invalid-response', 207],
  [
    'a 204 where the protocol has a 200',
    new Response(null, { status: 204 }),
    'invalid-response',
    204,
  ],
  ['a captive portal’s page with 200', new Response(signInPage), 'invalid-response', 200],
  ['broken JSON', new Response('{"id":"19:'), 'invalid-response', 200],
  ['an empty body', new Response(''), 'invalid-response', 200],
  ['a body of another shape', Response.json(['x']), 'invalid-response', undefined],
  ['an error page', new Response('<html>', { status: 404 }), 'unexpected-status', 404],
])('%s is a typed error', async (_what, answer, code, statusCode) => {
  const { thread } = scene.script([answer]);
  await expect(thread.getProperties()).rejects.toMatchObject({
    name: 'RestError',
    code,
    operation: 'getProperties',
    ...(statusCode === undefined ? {} : { statusCode }),
  });
});

test.each([
  ['a 207', (echo: string) => Response.json({ value: echo }, { status: 207 })],
  ['a captive portal’s page', (echo: string) => new Response(`<title>${echo}</title>`)],
  ['broken JSON', (echo: string) => new Response(`{"id":"${echo}`)],
  ['a field of another type', (echo: string) => Response.json({ id: { echo }, value: echo })],
  ['an error page', (echo: string) => new Response(echo, { status: 502 })],
  ['a list without an end', (echo: string) => Response.json({ value: [], nextLink: `/x?${echo}` })],
])('%s that repeats the request leaks no token', async (_what, answer) => {
  const { client, thread } = scene.script([], {
    retryOptions: { maxRetries: 0 },
    fetch: (_url, { headers }) => Promise.resolve(answer(headers['authorization'] ?? '')),
  });
  const errors = [
    await catchError(thread.getProperties()),
    await catchError(collect(client.listChatThreads())),
  ];
  expect(errors.map(describeError).join()).not.toContain(scene.chat.ada.token);
});

test('what people wrote, in an answer that breaks off, is not printed with the error', async () => {
  const text = '{"value":[{"content":{"message":"Our secret"';
  const { thread } = scene.script([new Response(text)]);
  const error = await catchError(collect(thread.listMessages()));
  expect(`${inspect(error, { depth: Infinity })} ${JSON.stringify(error)}`).not.toContain('secret');
  expect(error.response?.bodyAsText).toBe(text);
});

test('an error of the service keeps its code and details, as RestError has them', async () => {
  const body = { error: { code: 'Forbidden', message: 'No', innererror: { code: 'Deep' } } };
  const { thread } = scene.script([Response.json(body, { status: 403 })]);
  await expect(thread.getProperties()).rejects.toMatchObject({
    name: 'RestError',
    code: 'Forbidden',
    statusCode: 403,
    operation: 'getProperties',
    retryable: false,
    message: expect.stringContaining('Check that the user is in the thread'),
    details: { error: { code: 'Forbidden', message: 'No', innerError: { code: 'Deep' } } },
  });
});

test('a broken row of a list is left out and reported', async () => {
  const reported: DecodeError[] = [];
  const good = { id: '19:a@thread.v2', topic: 'Looms', extra: { kept: true } };
  const page = { value: [{ id: 7 }, good, null] };
  const { client } = scene.script([Response.json(page)], {
    onDecodeError: (error) => reported.push(error),
  });
  expect(await collect(client.listChatThreads())).toEqual([good]);
  expect(reported.map((error) => error.path)).toEqual([
    'listChatThreads.value[0].id',
    'listChatThreads.value[2]',
  ]);
});

test('a message whose answer is broken JSON is not sent again, and the error says that it may have arrived', async () => {
  const answer = new Response('{"id":', { status: 201 });
  const { thread, requests } = scene.script([answer]);
  const error = await catchError(thread.sendMessage({ content: 'Once' }));
  expect(error).toMatchObject({ code: 'invalid-response', statusCode: 201, retryable: false });
  expect(error.message).toContain('It may have taken effect');
  expect(requests).toHaveLength(1);
});

test('an id that is a number is refused, because a number cannot hold every id', async () => {
  const id = '{"id":1593107077683123456789}';
  const answers = [new Response(id, { status: 201 }), new Response(id)];
  const { thread } = scene.script(answers);
  const errors = [
    await catchError(thread.sendMessage({ content: 'x' })),
    await catchError(thread.getMessage('1593107077683')),
  ];
  expect(errors).toMatchObject([
    { code: 'invalid-response', path: 'sendMessage.id' },
    { code: 'invalid-response', path: 'getMessage.id' },
  ]);
  expect(errors.map(describeError).join()).not.toContain(scene.chat.ada.token);
});

test('an id longer than any number goes out and comes back digit by digit', async () => {
  const id = '15931070776831234567890123456789';
  const { thread, requests } = scene.script([
    new Response(null, { status: 204 }),
    Response.json({ id }, { status: 201 }),
  ]);
  await thread.deleteMessage(id);
  expect(new URL(requests[0]?.url ?? '').pathname).toMatch(new RegExp(`/messages/${id}$`));
  expect(await thread.sendMessage({ content: 'x' })).toEqual({ id });
});

test('a key __proto__ in metadata is sent and read as data, and reaches no prototype', async () => {
  const metadata: Record<string, string> = JSON.parse('{"__proto__":"a","constructor":"b"}');
  const { thread, requests } = scene.script();
  const { id } = await thread.sendMessage({ content: 'x' }, { metadata });
  expect(requests[0]?.body).toContain('"metadata":{"__proto__":"a","constructor":"b"}');
  const read = await thread.getMessage(id);
  expect(Object.entries(read.metadata ?? {})).toEqual(Object.entries(metadata));
  expect(Object.getPrototypeOf(read.metadata)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('polluted');
});

test('metadata whose __proto__ is an object is refused', async () => {
  const message = await scene
    .script()
    .thread.getMessage(
      (
        await scene.chat.ada.client
          .getChatThreadClient(scene.threadId)
          .sendMessage({ content: 'x' })
      ).id,
    );
  const wire = JSON.stringify({ ...message, sender: undefined }).replace(
    /}$/,
    ',"metadata":{"__proto__":{"polluted":"yes"}}}',
  );
  const { thread } = scene.script([new Response(wire)]);
  const error = await catchError(thread.getMessage(message.id));
  expect(error).toMatchObject({ code: 'invalid-response' });
  expect(describeError(error)).not.toContain(scene.chat.ada.token);
  expect({}).not.toHaveProperty('polluted');
});
