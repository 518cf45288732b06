import { setImmediate } from 'node:timers/promises';
import { expect, vi } from 'vitest';

import type { Clients, DifferentialCase } from '../differential-case.ts';
import { answerWith, page, readAll, refuse, wireThread } from './samples.ts';

const operation = 'getProperties';
const found = answerWith(200, wireThread);
const run: DifferentialCase['run'] = ({ thread }) => thread.getProperties();
const minuteMs = 60_000;

/** Aborts a call when its request has been sent, and whatever the client does at once with an answer is done. */
async function abortOnceSent(
  thread: Clients['thread'],
  requests: Clients['requests'],
): Promise<void> {
  const controller = new AbortController();
  const abort = async (): Promise<void> => {
    await vi.waitFor(() => expect(requests).toHaveLength(1), { interval: 1 });
    await setImmediate();
    controller.abort();
  };
  await Promise.all([thread.getProperties({ abortSignal: controller.signal }), abort()]);
}

/** Addresses, tokens, time limits and aborts. */
export const tokensAndTimeCases: readonly DifferentialCase[] = [
  ...[
    'https://contoso.communication.azure.com/',
    'https://CONTOSO.communication.azure.com',
    'https://contoso.communication.azure.com:443',
    'https://contoso.example:8443',
    'https://gateway.example/chat-of/contoso',
    'https://gateway.example/chat-of/contoso/',
  ].map((endpoint): DifferentialCase => ({
    name: `${endpoint} is an endpoint`,
    operation,
    endpoint,
    answers: [found],
    run,
  })),
  {
    name: 'one token serves many calls',
    operation,
    answers: [found],
    tokenLifetimesMs: [60 * minuteMs, 90 * minuteMs],
    isTimeSet: true,
    run: async ({ thread, advanceTime }) => {
      await thread.getProperties();
      advanceTime(57 * minuteMs);
      await thread.getProperties();
    },
  },
  {
    name: 'a token that has ended is replaced before the next call',
    operation,
    answers: [found],
    tokenLifetimesMs: [60 * minuteMs, 120 * minuteMs],
    isTimeSet: true,
    run: async ({ thread, advanceTime }) => {
      await thread.getProperties();
      advanceTime(60 * minuteMs);
      await thread.getProperties();
    },
  },
  {
    name: 'a chat client and its thread clients share one token',
    operation: 'deleteChatThread',
    answers: [{ status: 204 }],
    tokenLifetimesMs: [60 * minuteMs, 90 * minuteMs],
    run: async ({ chat, thread }) => {
      await chat.deleteChatThread('x');
      await thread.updateTopic('Looms');
    },
    difference: { id: 'clients-share-one-token', intended: { requestCount: 2 } },
  },
  {
    name: 'a refused token that stays the only one is an error',
    operation,
    answers: [refuse(401, 'Unauthorized')],
    run,
  },
  {
    name: 'a refused token without a body is an error',
    operation: 'sendMessage',
    answers: [{ status: 401, text: '' }],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  {
    name: 'an expired token is sent, because the local clock may be wrong',
    operation,
    answers: [found],
    tokenLifetimesMs: [-minuteMs],
    run,
  },
  ...(['getProperties', 'sendMessage'] as const).map((refused): DifferentialCase => ({
    name: `a ${refused} whose token is refused is made again with another token`,
    operation: refused,
    answers: [
      refuse(401, 'Unauthorized'),
      refused === 'sendMessage' ? answerWith(201, { id: '1' }) : found,
    ],
    tokenLifetimesMs: [60 * minuteMs, 61 * minuteMs],
    run: async ({ thread }) =>
      refused === 'sendMessage'
        ? (await thread.sendMessage({ content: 'x' })).id
        : (await thread.getProperties()).id,
    difference: {
      id: 'refused-tokens-are-replaced',
      intended: { requestCount: 2, value: refused === 'sendMessage' ? '1' : wireThread.id },
    },
  })),
  {
    name: 'a call whose token is refused twice is an error, and not made a third time',
    operation,
    answers: [refuse(401, 'Unauthorized')],
    tokenLifetimesMs: [60 * minuteMs, 61 * minuteMs, 62 * minuteMs],
    run,
    difference: {
      id: 'refused-tokens-are-replaced',
      intended: { requestCount: 2, error: { statusCode: 401, code: 'Unauthorized' } },
    },
  },
  {
    name: 'a token that is refused with a challenge for other claims is replaced',
    operation,
    answers: [
      refuse(401, 'Unauthorized', {
        'www-authenticate': 'Bearer error="insufficient_claims", claims="e30="',
      }),
      found,
    ],
    tokenLifetimesMs: [60 * minuteMs, 61 * minuteMs],
    run,
  },
  {
    name: 'a token that ends within two minutes is replaced before the next call',
    operation,
    answers: [found],
    tokenLifetimesMs: [minuteMs, 60 * minuteMs],
    run: async ({ thread }) => {
      await thread.getProperties();
      await thread.getProperties();
    },
    difference: {
      id: 'tokens-are-renewed-before-they-are-used',
      intended: { requestCount: 2 },
    },
  },
  {
    name: 'a credential that fails is an error of the one class, with the reason as its cause',
    operation,
    answers: [found],
    credentialError: new Error('The sign-in server is down.'),
    run,
    difference: {
      id: 'token-errors-are-typed',
      intended: {
        requestCount: 0,
        error: {
          name: 'RestError',
          code: 'token',
          cause: new Error('The sign-in server is down.'),
        },
      },
    },
  },
  {
    name: 'plain http is allowed with this machine',
    operation,
    endpoint: 'http://localhost:4830',
    answers: [found],
    run: async ({ thread }) => (await thread.getProperties()).topic,
    difference: {
      id: 'http-on-this-machine',
      intended: { requestCount: 1, value: 'Looms' },
    },
  },
  ...['http://chat.example', 'chat.example', ''].map((endpoint): DifferentialCase => ({
    name: `the endpoint "${endpoint}" is refused at once`,
    operation,
    endpoint,
    answers: [found],
    run,
    difference: {
      id: 'typed-argument-errors',
      intended: { requestCount: 0, error: { name: 'RestError', code: 'invalid-argument' } },
    },
  })),
  {
    name: 'a call that was aborted before it began is not made',
    operation,
    answers: [found],
    run: ({ thread }) => thread.getProperties({ abortSignal: AbortSignal.abort() }),
  },
  {
    name: 'a call that is aborted while it waits for the answer ends at once',
    operation,
    answers: [{ hangs: true }],
    run: ({ thread, requests }) => abortOnceSent(thread, requests),
  },
  {
    name: 'a call that is aborted while it waits for its next try ends at once',
    operation,
    answers: [refuse(500, 'Internal')],
    options: () => ({ retryOptions: { retryDelayInMs: 60_000 } }),
    run: ({ thread, requests }) => abortOnceSent(thread, requests),
  },
  {
    name: 'a signal that is not aborted changes nothing',
    operation: 'sendMessage',
    answers: [answerWith(201, { id: '1' })],
    run: ({ thread }) =>
      thread.sendMessage({ content: 'x' }, { abortSignal: new AbortController().signal }),
  },
  {
    name: 'a list that is aborted between two pages ends there',
    operation: 'listMessages',
    answers: [page([], '/next'), page([])],
    run: async ({ thread, notes }) => {
      const controller = new AbortController();
      const pages = thread.listMessages({ abortSignal: controller.signal }).byPage();
      notes.push(await pages.next());
      controller.abort();
      await pages.next();
    },
  },
  {
    name: 'a call that is answered in its time succeeds',
    operation: 'listParticipants',
    answers: [page([])],
    run: ({ thread }) => readAll(thread.listParticipants({ requestOptions: { timeout: 5_000 } })),
  },
  {
    name: 'a call that gets no answer in its time is an error that says so, not an abort',
    operation,
    answers: [{ hangs: true }],
    options: () => ({ retryOptions: { maxRetries: 0 } }),
    run: ({ thread }) => thread.getProperties({ requestOptions: { timeout: 20 } }),
    difference: {
      id: 'time-limits',
      intended: {
        requestCount: 1,
        error: { name: 'RestError', code: 'timeout', retryable: true, operation },
      },
    },
  },
];
