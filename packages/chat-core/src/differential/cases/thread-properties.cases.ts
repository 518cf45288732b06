import { expect } from 'vitest';

import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, refuse, wireThread, wireTime } from './samples.ts';

const changed = { status: 204, text: '' };

function reading(name: string, json: unknown): DifferentialCase {
  return {
    name,
    operation: 'getProperties',
    answers: [answerWith(200, json)],
    run: ({ thread }) => thread.getProperties(),
  };
}

const { retentionPolicy: _policy, ...withoutPolicy } = wireThread;

/** Reading and changing a thread, and deleting it. */
export const threadPropertiesCases: readonly DifferentialCase[] = [
  reading('all properties of a thread are read', wireThread),
  reading('a thread with only what it must have has no other keys', {
    id: 'x',
    topic: '',
    createdOn: wireTime,
  }),
  reading('a deleted thread has the time of its deletion', {
    ...wireThread,
    deletedOn: '2026-03-01T00:00:00Z',
  }),
  reading('a thread that is kept for ever says so', {
    ...wireThread,
    retentionPolicy: { kind: 'none' },
  }),
  reading('unknown fields of a retention policy are passed on', {
    ...wireThread,
    retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 30, note: 'x' },
  }),
  reading('a thread without a retention policy has no such key', withoutPolicy),
  reading('unknown properties are passed on', { ...wireThread, policy: { a: [1] }, mode: 'quiet' }),
  reading('empty metadata stay an empty object', { ...wireThread, metadata: {} }),
  {
    ...reading('a retention policy that is not known is an error of the one class', {
      ...wireThread,
      retentionPolicy: { kind: 'fullMoon' },
    }),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: {
        requestCount: 1,
        error: {
          name: 'RestError',
          code: 'invalid-response',
          message: expect.stringContaining('retentionPolicy'),
        },
      },
    },
  },
  {
    name: 'a thread id of special characters is encoded in the path',
    operation: 'getProperties',
    threadId: "19:a/b?c#d%e f&g@thread.v2'(x)*!~",
    answers: [answerWith(200, wireThread)],
    run: ({ thread }) => thread.getProperties(),
  },
  {
    name: 'a thread client knows its thread',
    operation: 'getProperties',
    threadId: '19:x@thread.v2',
    answers: [answerWith(200, wireThread)],
    run: async ({ thread, openThread }) => [thread.threadId, openThread('19:y').threadId],
  },
  {
    name: 'a thread client that is made by itself asks like one of the chat client',
    operation: 'getProperties',
    answers: [answerWith(200, wireThread)],
    run: ({ openThread }) => openThread('19:y@thread.v2').getProperties(),
  },
  {
    name: 'reading a thread is forbidden',
    operation: 'getProperties',
    answers: [refuse(403, 'Forbidden')],
    run: ({ thread }) => thread.getProperties(),
  },
  {
    name: 'a thread client without a thread id is refused',
    operation: 'getProperties',
    threadId: '',
    answers: [answerWith(200, wireThread)],
    run: ({ thread }) => thread.getProperties(),
    difference: {
      id: 'ids-that-name-something-else',
      intended: { requestCount: 0, error: { code: 'invalid-argument' } },
    },
  },
  {
    name: 'a topic is changed',
    operation: 'updateTopic',
    answers: [changed],
    run: ({ thread }) => thread.updateTopic('Carding'),
  },
  {
    name: 'a topic is changed to nothing',
    operation: 'updateTopic',
    answers: [changed],
    run: ({ thread }) => thread.updateTopic(''),
  },
  {
    name: 'options of a change of topic are not sent',
    operation: 'updateTopic',
    answers: [changed],
    run: ({ thread }) => {
      const options = { requestOptions: {}, metadata: { a: '1' }, topic: 'Another' };
      return thread.updateTopic('Carding', options);
    },
  },
  {
    name: 'a change of topic is repeated after a 503',
    operation: 'updateTopic',
    answers: [refuse(503, 'ServiceUnavailable'), changed],
    run: ({ thread }) => thread.updateTopic('Carding'),
  },
  {
    name: 'a change of topic that is answered with 200 is an error',
    operation: 'updateTopic',
    answers: [answerWith(200, wireThread)],
    run: ({ thread }) => thread.updateTopic('Carding'),
  },
  {
    name: 'a missing topic is refused, because the change would be none',
    operation: 'updateTopic',
    answers: [changed],
    run: ({ thread }) => thread.updateTopic(undefined as unknown as string),
    difference: {
      id: 'typed-argument-errors',
      intended: { requestCount: 0, error: { code: 'invalid-argument', operation: 'updateTopic' } },
    },
  },
  ...(
    [
      ['topic alone', { topic: 'Carding' }],
      ['metadata alone', { metadata: { mill: 'Ancoats' } }],
      [
        'a retention policy alone',
        { retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 30 } },
      ],
      ['no end of retention', { retentionPolicy: { kind: 'none' } }],
      ['all at once', { topic: 'Carding', metadata: {}, retentionPolicy: { kind: 'none' } }],
      ['nothing', {}],
    ] as const
  ).map(([what, options]): DifferentialCase => ({
    name: `properties are changed: ${what}`,
    operation: 'updateProperties',
    answers: [changed],
    run: ({ thread }) => thread.updateProperties(options),
  })),
  {
    name: 'properties are changed without options',
    operation: 'updateProperties',
    answers: [changed],
    run: ({ thread }) => thread.updateProperties(),
  },
  {
    name: 'unknown fields of a retention policy are not sent',
    operation: 'updateProperties',
    answers: [changed],
    run: ({ thread }) => {
      const retentionPolicy = { kind: 'none', deleteThreadAfterDays: 30, note: 'x' } as const;
      return thread.updateProperties({ retentionPolicy });
    },
  },
  {
    name: 'a change of properties that comes too often is an error',
    operation: 'updateProperties',
    answers: [refuse(429, 'TooManyRequests')],
    run: ({ thread }) => thread.updateProperties({ topic: 'x' }),
  },
  {
    name: 'a thread is deleted',
    operation: 'deleteChatThread',
    answers: [changed],
    run: ({ chat }) => chat.deleteChatThread('19:looms-1843@thread.v2'),
  },
  {
    name: 'a deletion of a thread is repeated after a server error',
    operation: 'deleteChatThread',
    answers: [refuse(500, 'Internal'), refuse(502, 'BadGateway'), changed],
    run: ({ chat }) => chat.deleteChatThread('19:x@thread.v2'),
  },
  {
    name: 'a deletion of a thread that is not there is an error',
    operation: 'deleteChatThread',
    answers: [refuse(404, 'NotFound')],
    run: ({ chat }) => chat.deleteChatThread('19:x@thread.v2'),
  },
  {
    name: 'the id of a deleted thread is encoded',
    operation: 'deleteChatThread',
    answers: [changed],
    run: ({ chat }) => chat.deleteChatThread('a/b c?d'),
  },
  {
    name: 'a deletion of a thread that is answered with 200 is an error',
    operation: 'deleteChatThread',
    answers: [{ status: 200, text: '' }],
    run: ({ chat }) => chat.deleteChatThread('19:x@thread.v2'),
  },
  ...['', '..'].map((id): DifferentialCase => ({
    name: `a deletion of the thread "${id}" is refused, because the path would name something else`,
    operation: 'deleteChatThread',
    answers: [changed],
    run: ({ chat }) => chat.deleteChatThread(id),
    difference: {
      id: 'ids-that-name-something-else',
      intended: { requestCount: 0, error: { code: 'invalid-argument' } },
    },
  })),
];
