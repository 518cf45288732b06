import { expect } from 'vitest';

import type { SendMessageOptions, SendMessageRequest } from '@azure/communication-chat';

import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, refuse } from './samples.ts';

const sent = answerWith(201, { id: '1767261600123' });
const operation = 'sendMessage';

/** Sending a message. */
export const sendMessageCases: readonly DifferentialCase[] = [
  {
    name: 'a message is sent with its content alone',
    operation,
    answers: [sent],
    run: ({ thread }) => thread.sendMessage({ content: 'The loom is free' }),
  },
  {
    name: 'a message is sent with display name, type and metadata',
    operation,
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage(
        { content: '<b>Free</b>' },
        { senderDisplayName: 'Ada', type: 'html', metadata: { room: '7' } },
      ),
  },
  ...(['text', 'html', 'topicUpdated', 'participantAdded', 'participantRemoved'] as const).map(
    (type): DifferentialCase => ({
      name: `a message of type ${type} is sent`,
      operation,
      answers: [sent],
      run: ({ thread }) => thread.sendMessage({ content: 'x' }, { type }),
    }),
  ),
  {
    name: 'a type in capitals is sent as it was given',
    operation,
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage({ content: 'x' }, { type: 'HTML' } as unknown as SendMessageOptions),
  },
  {
    name: 'empty content is sent',
    operation,
    answers: [sent],
    run: ({ thread }) => thread.sendMessage({ content: '' }),
  },
  {
    name: 'content of any characters arrives as it is',
    operation,
    answers: [sent],
    run: ({ thread }) => thread.sendMessage({ content: '\u{1F9F5} "\\\n\t\u2029\0 \ud800 ünï' }),
  },
  {
    name: 'content of just the greatest size is sent',
    operation,
    answers: [sent],
    run: ({ thread }) => thread.sendMessage({ content: 'x'.repeat(28_000) }),
  },
  {
    name: 'an empty display name and empty metadata are sent',
    operation,
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage({ content: 'x' }, { senderDisplayName: '', metadata: {} }),
  },
  {
    name: 'a key of metadata named __proto__ is sent like any other',
    operation,
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage(
        { content: 'x' },
        { metadata: Object.fromEntries([['__proto__', 'loom']]) },
      ),
  },
  {
    name: 'unknown fields of a request and its options are not sent',
    operation,
    answers: [sent],
    run: ({ thread }) => {
      const request = { content: 'x', colour: 'red' };
      const options = { senderDisplayName: 'Ada', shade: 'dark' };
      return thread.sendMessage(request, options);
    },
  },
  {
    name: 'unknown fields of the answer are passed on',
    operation,
    answers: [answerWith(201, { id: '1', version: '2', nested: { createdOn: 'x' } })],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  {
    name: 'two messages have request ids of their own',
    operation,
    answers: [sent],
    run: async ({ thread }) => {
      await thread.sendMessage({ content: 'one' });
      await thread.sendMessage({ content: 'two' });
    },
  },
  ...[400, 403, 404, 409, 413, 422, 501, 505].map((status): DifferentialCase => ({
    name: `a message that is refused with ${status} is an error at once`,
    operation,
    answers: [refuse(status, `Code${status}`)],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  })),
  {
    name: 'a message that meets a 429 without a time to wait is an error at once',
    operation,
    answers: [refuse(429, 'TooManyRequests')],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  {
    name: 'a 200 in place of the 201 is an error',
    operation,
    answers: [answerWith(200, { id: '1' })],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  {
    name: 'with retries turned off, a server error is an error at once',
    operation,
    answers: [refuse(503, 'ServiceUnavailable')],
    options: () => ({ retryOptions: { maxRetries: 0 } }),
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  ...[408, 500, 502, 503, 504].map((status): DifferentialCase => ({
    name: `a message that meets a ${status} is not sent again`,
    operation,
    answers: [refuse(status, `Code${status}`), sent],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
    difference: {
      id: 'sends-are-never-repeated',
      intended: { requestCount: 1, error: { code: `Code${status}`, statusCode: status } },
    },
  })),
  {
    name: 'a message that meets a 429 with a time to wait is not sent again, and the error has the time',
    operation,
    answers: [refuse(429, 'TooManyRequests', { 'retry-after-ms': '1' }), sent],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
    difference: {
      id: 'sends-are-never-repeated',
      intended: { requestCount: 1, error: { code: 'TooManyRequests', retryAfterMs: 1 } },
    },
  },
  {
    name: 'a message whose connection fails is not sent again',
    operation,
    answers: [{ failsWith: 'ECONNRESET' }, sent],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
    difference: {
      id: 'sends-are-never-repeated',
      intended: { requestCount: 1, error: { name: 'RestError', retryable: true } },
    },
  },
  {
    name: 'content over the limit is refused before anything is sent',
    operation,
    answers: [refuse(413, 'TooLarge')],
    run: ({ thread }) => thread.sendMessage({ content: 'ü'.repeat(14_001) }),
    difference: {
      id: 'too-large-is-refused-here',
      intended: { requestCount: 0, error: { code: 'too-large' } },
    },
  },
  ...[{}, { content: null }, { content: undefined }].map((request): DifferentialCase => ({
    name: `a message whose request is ${JSON.stringify(request)}${'content' in request ? ' with the key' : ''} is an argument error`,
    operation,
    answers: [sent],
    run: ({ thread }) => thread.sendMessage(request as unknown as SendMessageRequest),
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: {
          code: 'invalid-argument',
          operation,
          message: expect.stringContaining('content cannot be null or undefined.'),
        },
      },
    },
  })),
  {
    name: 'a type that does not exist is an argument error that lists those that do',
    operation,
    answers: [sent],
    run: ({ thread }) =>
      thread.sendMessage({ content: 'x' }, { type: 'audio' } as unknown as SendMessageOptions),
    difference: {
      id: 'typed-argument-errors',
      intended: { requestCount: 0, error: { code: 'invalid-argument', operation } },
    },
  },
  {
    name: 'an answer without an id is an error, because the message cannot be named',
    operation,
    answers: [answerWith(201, {})],
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: { requestCount: 1, error: { name: 'RestError', code: 'invalid-response' } },
    },
  },
];
