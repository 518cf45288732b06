import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, refuse, wireAda, wireMessage, wireSystemMessage } from './samples.ts';

const operation = 'getMessage';
const id = '1767261600123';

function reading(name: string, json: unknown): DifferentialCase {
  return {
    name,
    operation,
    answers: [answerWith(200, json)],
    run: ({ thread }) => thread.getMessage(id),
  };
}

function sentBy(name: string, identifier: unknown): DifferentialCase {
  return reading(name, { ...wireMessage, senderCommunicationIdentifier: identifier });
}

const { content: _content, ...withoutContent } = wireMessage;

/** Reading one message. */
export const getMessageCases: readonly DifferentialCase[] = [
  reading('a message with all its fields is read', wireMessage),
  reading('a message of the service with participants and an initiator is read', wireSystemMessage),
  reading('a change of topic is read', {
    ...wireSystemMessage,
    type: 'topicUpdated',
    content: { topic: 'New looms', initiatorCommunicationIdentifier: wireAda },
  }),
  reading('a deleted message without content has no such key', {
    ...withoutContent,
    deletedOn: '2026-01-02T00:00:00.0000001Z',
  }),
  reading('a message with nothing but what it must have has no other keys', {
    id,
    type: 'text',
    sequenceId: '1',
    version: id,
    createdOn: '2026-01-01T10:00:00Z',
  }),
  reading('empty content stays an empty object', { ...wireMessage, content: {} }),
  reading('empty text, name and metadata stay as they are', {
    ...wireMessage,
    content: { message: '' },
    senderDisplayName: '',
    metadata: {},
  }),
  reading('a type that is not known is passed on', { ...wireMessage, type: 'poll' }),
  reading('a type of attachment that is not known is passed on', {
    ...wireMessage,
    content: { attachments: [{ id: 'a', attachmentType: 'hologram', size: 3 }] },
  }),
  reading('unknown fields are passed on as they are, at every level', {
    ...wireMessage,
    policyViolation: { result: 'contentBlocked' },
    content: {
      message: 'x',
      reactions: [{ emoji: '\u{1F9F5}', createdOn: '2026-01-01T10:00:00Z' }],
      participants: [{ communicationIdentifier: wireAda, pronouns: 'she' }],
    },
  }),
  reading('unknown fields that are null, false or zero are passed on', {
    ...wireMessage,
    a: null,
    b: false,
    c: 0,
    d: '',
    e: [],
  }),
  reading('an unknown field named __proto__ reaches no prototype', {
    ...wireMessage,
    ...Object.fromEntries([['__proto__', { polluted: true }]]),
  }),
  reading('a key of metadata named __proto__ is an ordinary key', {
    ...wireMessage,
    metadata: Object.fromEntries([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]),
  }),
  reading('ids of more digits than a number can hold stay exact', {
    ...wireMessage,
    id: '92233720368547758079007199254740993',
    sequenceId: '18446744073709551616',
  }),
  ...['2026-01-01T10:00:00Z', '2026-01-01T12:00:00+02:00', '2026-01-01T10:00:00.1234567Z'].map(
    (createdOn) => reading(`the time ${createdOn} is read`, { ...wireMessage, createdOn }),
  ),
  sentBy('a sender with a raw id and a user is a user without a raw id', wireAda),
  sentBy('a sender whose kind is given is of that kind', { kind: 'communicationUser', ...wireAda }),
  sentBy('a sender with a user, but no raw id, is a user', { communicationUser: { id: 'x' } }),
  sentBy('a sender with a phone number is read', {
    rawId: '4:+441632960001',
    phoneNumber: { value: '+441632960001' },
  }),
  sentBy('a phone number with an asserted id is read', {
    rawId: '4:+441632960001_7',
    phoneNumber: { value: '+441632960001', isAnonymous: false, assertedId: '7' },
  }),
  sentBy('an anonymous phone number is read', {
    rawId: '4:anonymous',
    phoneNumber: { value: 'anonymous', isAnonymous: true },
  }),
  sentBy('a sender from Teams is read', {
    kind: 'microsoftTeamsUser',
    rawId: '8:orgid:ada',
    microsoftTeamsUser: { userId: 'ada', isAnonymous: false, cloud: 'public' },
  }),
  sentBy('an anonymous sender from a national cloud of Teams is read', {
    rawId: '8:teamsvisitor:ada',
    microsoftTeamsUser: { userId: 'ada', isAnonymous: true, cloud: 'gcch' },
  }),
  sentBy('a Teams app is read', {
    rawId: '28:dod:app',
    microsoftTeamsApp: { appId: 'app', cloud: 'dod' },
  }),
  sentBy('a Teams phone extension user is read', {
    kind: 'teamsExtensionUser',
    rawId: '8:acs:r_t_u',
    teamsExtensionUser: { userId: 'u', tenantId: 't', resourceId: 'r', cloud: 'public' },
  }),
  sentBy('a sender of a form that is not known is read by the raw id', { rawId: '99:someone' }),
  sentBy('a sender of a kind that is not known is read by the raw id', {
    kind: 'robot',
    rawId: '99:robot',
    robot: { id: 'x' },
  }),
  sentBy('a sender whose kind says unknown is unknown, whatever else there is', {
    kind: 'unknown',
    ...wireAda,
  }),
  sentBy('unknown fields of an identifier are left out', { ...wireAda, extra: 1 }),
  ...[
    [400, 'BadRequest'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
  ].map(([status, code]): DifferentialCase => ({
    name: `a message that is refused with ${status} is the service's error`,
    operation,
    // The table above has a number and a text in each row.
    answers: [refuse(Number(status), String(code))],
    run: ({ thread }) => thread.getMessage(id),
  })),
  {
    name: 'an id of special characters is encoded in the path',
    operation,
    answers: [answerWith(200, wireMessage)],
    run: ({ thread }) =>
      thread.getMessage("a/b?c#d%e f&g=h+i:j@k,l;m'n(o)p*q!r~s[t]u|v\\w\u00e9x\u{1F9F5}"),
  },
  {
    name: 'an id that is encoded already is encoded again',
    operation,
    answers: [answerWith(200, wireMessage)],
    run: ({ thread }) => thread.getMessage('a%2Fb'),
  },
  {
    name: 'an empty id is refused, because the path would name the list',
    operation,
    answers: [answerWith(200, wireMessage)],
    run: ({ thread }) => thread.getMessage(''),
    difference: {
      id: 'ids-that-name-something-else',
      intended: { requestCount: 0, error: { code: 'invalid-argument', operation } },
    },
  },
  ...['.', '..'].map((messageId): DifferentialCase => ({
    name: `an id of ${messageId} is refused, because the path would name something else`,
    operation,
    answers: [answerWith(200, wireMessage)],
    run: ({ thread }) => thread.getMessage(messageId),
    difference: {
      id: 'ids-that-name-something-else',
      intended: { requestCount: 0, error: { code: 'invalid-argument', operation } },
    },
  })),
  {
    name: 'an id with half a character is an argument error',
    operation,
    answers: [answerWith(200, wireMessage)],
    run: ({ thread }) => thread.getMessage('a\ud800'),
    difference: {
      id: 'typed-argument-errors',
      intended: { requestCount: 0, error: { code: 'invalid-argument', operation } },
    },
  },
  {
    name: 'a missing id is an argument error',
    operation,
    answers: [answerWith(200, wireMessage)],
    run: ({ thread }) => thread.getMessage(undefined as unknown as string),
    difference: {
      id: 'typed-argument-errors',
      intended: { requestCount: 0, error: { code: 'invalid-argument', operation } },
    },
  },
  {
    ...sentBy('a phone number without an asserted id has no such key', {
      rawId: '4:+1',
      phoneNumber: { value: '+1' },
    }),
    run: async ({ thread }) => (await thread.getMessage(id)).sender,
    difference: {
      id: 'absent-is-absent',
      intended: {
        requestCount: 1,
        value: { kind: 'phoneNumber', phoneNumber: '+1', rawId: '4:+1', isAnonymous: false },
      },
    },
  },
  {
    ...reading('optional fields that are null are absent', {
      ...wireMessage,
      content: null,
      senderDisplayName: null,
      senderCommunicationIdentifier: null,
      deletedOn: null,
      editedOn: null,
      metadata: null,
    }),
    difference: {
      id: 'null-is-absent',
      intended: {
        requestCount: 1,
        value: {
          id,
          type: 'text',
          sequenceId: '7',
          version: '1767261600999',
          createdOn: new Date('2026-01-01T10:00:00.123Z'),
        },
      },
    },
  },
  ...[
    ['no object', ['x']],
    ['with a time that is none', { ...wireMessage, createdOn: 'yesterday' }],
    ['with a text that is a number', { ...wireMessage, content: { message: 7 } }],
  ].map(([what, json]): DifferentialCase => ({
    ...reading(`a message that is ${String(what)} is an error`, json),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: { requestCount: 1, error: { name: 'RestError', code: 'invalid-response' } },
    },
  })),
  ...['id', 'type', 'sequenceId', 'version', 'createdOn'].map((field): DifferentialCase => ({
    ...reading(`a message whose ${field} is missing is an error`, {
      ...wireMessage,
      [field]: undefined,
    }),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: { requestCount: 1, error: { name: 'RestError', code: 'invalid-response' } },
    },
  })),
  {
    ...sentBy('a sender of two kinds at once is an error of the one class', {
      ...wireAda,
      phoneNumber: { value: '1' },
    }),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: { requestCount: 1, error: { name: 'RestError', code: 'invalid-response' } },
    },
  },
];
