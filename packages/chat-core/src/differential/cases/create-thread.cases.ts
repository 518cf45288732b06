import type { DifferentialCase } from '../differential-case.ts';
import { ada, adaId, answerWith, refuse, wireAda, wireThread } from './samples.ts';

const created = answerWith(201, { chatThread: wireThread });
const operation = 'createChatThread';

/** Creating a thread. */
export const createThreadCases: readonly DifferentialCase[] = [
  {
    name: 'a thread is created with its topic alone',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a thread with participants, metadata and a retention policy is created',
    operation,
    answers: [created],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'Looms' },
        {
          participants: [{ id: ada, displayName: 'Ada' }],
          metadata: { mill: 'Ancoats', 'key with space': 'ünïcode' },
          retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
        },
      ),
  },
  {
    name: 'a thread that is kept for ever is created',
    operation,
    answers: [
      answerWith(201, { chatThread: { ...wireThread, retentionPolicy: { kind: 'none' } } }),
    ],
    run: ({ chat }) =>
      chat.createChatThread({ topic: 'Looms' }, { retentionPolicy: { kind: 'none' } }),
  },
  {
    name: 'a participant sees the history from a time on and has metadata',
    operation,
    answers: [created],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'Looms' },
        {
          participants: [
            { id: ada, shareHistoryTime: new Date('2026-01-01T10:00:00.5Z'), metadata: { a: '1' } },
          ],
        },
      ),
  },
  {
    name: 'participants of all six kinds are written',
    operation,
    answers: [created],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'Looms' },
        {
          participants: [
            { id: { communicationUserId: adaId } },
            { id: { phoneNumber: '+441632960001' } },
            { id: { microsoftTeamsUserId: 'teams-user', cloud: 'gcch' } },
            { id: { teamsAppId: 'teams-app', cloud: 'dod' } },
            { id: { userId: 'u', tenantId: 't', resourceId: 'r', cloud: 'public' } },
            { id: { id: '99:someone' } },
          ],
        },
      ),
  },
  {
    name: 'an empty list of participants is sent as an empty list',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }, { participants: [] }),
  },
  {
    name: 'empty metadata is sent as an empty object',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }, { metadata: {} }),
  },
  {
    name: 'a key of metadata named __proto__ is sent like any other',
    operation,
    answers: [created],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'Looms' },
        { metadata: Object.fromEntries([['__proto__', 'loom']]) },
      ),
  },
  {
    name: 'options that are undefined are not sent',
    operation,
    answers: [created],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'Looms' },
        // An app without exactOptionalPropertyTypes may write this.
        { metadata: undefined, participants: undefined } as unknown as object,
      ),
  },
  {
    name: 'unknown fields of a request are not sent',
    operation,
    answers: [created],
    run: ({ chat }) => {
      const request = { topic: 'Looms', colour: 'red' };
      const participant = { id: ada, colour: 'red' };
      return chat.createChatThread(request, { participants: [participant] });
    },
  },
  {
    name: 'an empty topic is sent',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({ topic: '' }),
  },
  {
    name: 'a topic of any characters arrives as it is',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({ topic: '"</script>\u2028\0 \u{1F9F5} "' }),
  },
  {
    name: 'an idempotency token is sent as it is',
    operation,
    answers: [created],
    run: ({ chat }) =>
      chat.createChatThread({ topic: 'Looms' }, { idempotencyToken: 'order-1843' }),
  },
  {
    name: 'each creation has an idempotency token of its own when none is given',
    operation,
    answers: [created],
    run: async ({ chat }) => {
      await chat.createChatThread({ topic: 'Looms' });
      await chat.createChatThread({ topic: 'Looms' });
    },
  },
  {
    name: 'all tries of one creation have the same idempotency token and request id',
    operation,
    answers: [refuse(500, 'Internal'), { status: 502, text: '' }, created],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'participants who could not be added are named, with all that is said of them',
    operation,
    answers: [
      answerWith(201, {
        chatThread: wireThread,
        invalidParticipants: [
          {
            target: adaId,
            code: '403',
            message: 'Permissions check failed',
            details: [{ code: 'a', message: 'b', innererror: { code: 'c', message: 'd' } }],
            innererror: { code: 'Deep', message: 'Deeper', target: 't' },
            extra: 1,
          },
        ],
      }),
    ],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'an empty list of refused participants stays an empty list',
    operation,
    answers: [answerWith(201, { chatThread: wireThread, invalidParticipants: [] })],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a created thread with a time of deletion and unknown fields is passed on whole',
    operation,
    answers: [
      answerWith(201, {
        chatThread: {
          ...wireThread,
          deletedOn: '2026-02-01T00:00:00Z',
          messagingPolicy: { textOnlyChat: true },
        },
        quota: { left: 3 },
      }),
    ],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a creation whose answer has no thread resolves without one',
    operation,
    answers: [answerWith(201, {})],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a thread without a creator, metadata or policy has no such keys',
    operation,
    answers: [
      answerWith(201, {
        chatThread: { id: wireThread.id, topic: 'Looms', createdOn: wireThread.createdOn },
      }),
    ],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'the creator may be of any kind',
    operation,
    answers: [
      answerWith(201, {
        chatThread: {
          ...wireThread,
          createdByCommunicationIdentifier: { kind: 'communicationUser', ...wireAda },
        },
      }),
    ],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a 200 in place of the 201 is an error',
    operation,
    answers: [answerWith(200, { chatThread: wireThread })],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a 207 is an error',
    operation,
    answers: [answerWith(207, { chatThread: wireThread })],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a creation that the service forbids is its error',
    operation,
    answers: [refuse(403, 'Forbidden')],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
  },
  {
    name: 'a missing topic is an argument error that is of the one class',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({} as { topic: string }),
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: { name: 'RestError', code: 'invalid-argument', operation },
      },
    },
  },
  {
    name: 'a topic of null is an argument error that is of the one class',
    operation,
    answers: [created],
    run: ({ chat }) => chat.createChatThread({ topic: null } as unknown as { topic: string }),
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: { name: 'RestError', code: 'invalid-argument', operation },
      },
    },
  },
  {
    name: 'a creation that is answered with nothing is an error, because nobody knows the thread',
    operation,
    answers: [{ status: 201, text: '' }],
    run: ({ chat }) => chat.createChatThread({ topic: 'Looms' }),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: { requestCount: 1, error: { name: 'RestError', statusCode: 201 } },
    },
  },
];
