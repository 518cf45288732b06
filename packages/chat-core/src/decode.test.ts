import { describe, expect, test } from 'vitest';

import {
  decodeCreateThreadResult,
  decodeMessage,
  decodePage,
  decodeParticipant,
  decodeThreadItem,
  decodeThreadProperties,
} from './decode.ts';
import { readIdentifier as decodeIdentifier } from './decode-identifier.ts';
import type { DecodeError } from './errors.ts';

const rawId = '8:acs:resource_ada';
const identifier = { rawId, communicationUser: { id: rawId } };
const createdOn = '2026-01-01T10:00:00.1230000Z';
const message = {
  id: '1767261600123',
  type: 'text',
  sequenceId: '3',
  version: '1767261600123',
  content: { message: 'Hello' },
  createdOn,
  senderCommunicationIdentifier: identifier,
};

describe('a message', () => {
  test('has dates, an identifier with its kind, and no key for what is absent', () => {
    expect(decodeMessage(message, 'message')).toStrictEqual({
      id: '1767261600123',
      type: 'text',
      sequenceId: '3',
      version: '1767261600123',
      content: { message: 'Hello' },
      createdOn: new Date(Date.UTC(2026, 0, 1, 10, 0, 0, 123)),
      sender: { kind: 'communicationUser', communicationUserId: rawId },
    });
  });

  test('keeps an unknown type, and fields that this version does not know', () => {
    const decoded = decodeMessage(
      { ...message, type: 'poll', votes: { yes: 3 }, content: { message: 'x', mood: 'good' } },
      'message',
    );
    expect(decoded).toMatchObject({
      type: 'poll',
      votes: { yes: 3 },
      content: { message: 'x', mood: 'good' },
    });
  });

  test('keeps an attachment of an unknown type', () => {
    const attachments = [{ id: 'a', attachmentType: 'hologram', depth: 3 }];
    const decoded = decodeMessage({ ...message, content: { attachments } }, 'message');
    expect(decoded.content).toStrictEqual({ attachments });
  });

  test('treats null as absent', () => {
    const decoded = decodeMessage(
      { ...message, content: null, deletedOn: null, metadata: null, senderDisplayName: null },
      'message',
    );
    expect(Object.keys(decoded)).not.toContain('deletedOn');
    expect(Object.keys(decoded)).not.toContain('content');
  });

  test('cannot change a prototype', () => {
    const wire: unknown = JSON.parse(
      JSON.stringify(message).replace(
        /}$/,
        ',"metadata":{"__proto__":"x"},"__proto__":{"evil":1}}',
      ),
    );
    const decoded = decodeMessage(wire, 'message');
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(decoded.metadata)).toBe(Object.prototype);
    expect(decoded).not.toHaveProperty('evil');
    expect(Object.entries(decoded.metadata ?? {})).toEqual([['__proto__', 'x']]);
  });

  test('does not take a field for the sender that only has the name which the model gives to him', () => {
    expect(decodeMessage({ ...message, sender: 'Mallory' }, 'message').sender).toStrictEqual({
      kind: 'communicationUser',
      communicationUserId: rawId,
    });
    const { senderCommunicationIdentifier: _sender, ...unsent } = message;
    expect(decodeMessage({ ...unsent, sender: 'Mallory' }, 'message')).not.toHaveProperty('sender');
  });

  test.each([
    ['id', 7, 'message.id is not text'],
    ['createdOn', 'yesterday', 'message.createdOn is not a date'],
    ['createdOn', '7', 'message.createdOn is not a date'],
    ['createdOn', 1767261600123, 'message.createdOn is not a date'],
    ['metadata', { key: 7 }, 'message.metadata is not an object of texts'],
    ['metadata', ['x'], 'message.metadata is not an object'],
    ['content', 'Hello', 'message.content is not an object'],
    ['content', { participants: {} }, 'message.content.participants is not a list'],
    [
      'content',
      { participants: [{ communicationIdentifier: identifier }, {}] },
      'message.content.participants[1].communicationIdentifier is not an object',
    ],
    [
      'senderCommunicationIdentifier',
      { communicationUser: {} },
      'message.senderCommunicationIdentifier.communicationUser.id is not text',
    ],
  ])('with a broken %s (%j) is a DecodeError that names it', (field, value, problem) => {
    expect(() => decodeMessage({ ...message, [field]: value }, 'message')).toThrow(
      expect.objectContaining({
        path: problem.slice(0, problem.indexOf(' ')),
        code: 'invalid-response',
        operation: 'message',
        message: expect.stringContaining(problem),
      }),
    );
  });

  test.each(['id', 'type', 'sequenceId', 'version', 'createdOn'])(
    'without its %s is a DecodeError that names it',
    (field) => {
      expect(() => decodeMessage({ ...message, [field]: undefined }, 'message')).toThrow(
        expect.objectContaining({ path: `message.${field}` }),
      );
    },
  );
});

describe('ids with more digits than a number has', () => {
  const digits = '98765432109876543210';

  test('are kept when they are text, as the protocol has it', () => {
    expect(decodeMessage({ ...message, id: digits }, 'message').id).toBe(digits);
  });

  test.each(['id', 'version', 'sequenceId'])(
    'are a DecodeError that names the %s when they are numbers, which have lost digits',
    (field) => {
      const json = JSON.stringify({ ...message, [field]: '?' }).replace('"?"', digits);
      expect(() => decodeMessage(JSON.parse(json), 'getMessage')).toThrow(
        expect.objectContaining({ path: `getMessage.${field}`, code: 'invalid-response' }),
      );
    },
  );

  test('are a row that is left out of a page, and reported', () => {
    const errors: DecodeError[] = [];
    const json = `{"value":[{"id":${digits},"topic":"Looms"},{"id":"19:b","topic":"Yarn"}]}`;
    const page = decodePage(JSON.parse(json), 'listChatThreads', decodeThreadItem, (error) =>
      errors.push(error),
    );
    expect(page.items).toEqual([{ id: '19:b', topic: 'Yarn' }]);
    expect(errors.map((error) => error.path)).toEqual(['listChatThreads.value[0].id']);
  });
});

describe('a page', () => {
  const decode = (value: unknown): unknown =>
    decodePage(value, 'list', decodeThreadItem, (error) => {
      throw error;
    });

  test('has no items, not even none, when the answer has no list', () => {
    const nextLink = 'https://a.example/next';
    expect(decode({ nextLink })).toStrictEqual({ items: undefined, nextLink });
    expect(decode({ value: null })).toStrictEqual({ items: undefined, nextLink: undefined });
    expect(decode({ value: [] })).toStrictEqual({ items: [], nextLink: undefined });
  });

  test('has no link when that is null', () => {
    const page = decode({ value: [], nextLink: null });
    expect(page).toStrictEqual({ items: [], nextLink: undefined });
  });

  test.each([
    [{ value: {} }, 'list.value is not a list'],
    [{ value: [], nextLink: 7 }, 'list.nextLink is not text'],
    [undefined, 'list is not an object'],
    [[], 'list is not an object'],
  ])('that is %j is a DecodeError', (value, problem) => {
    expect(() => decode(value)).toThrow(problem);
  });
});

describe('a retention policy', () => {
  const thread = { id: '19:a', topic: 'x', createdOn };

  test('keeps the fields that this version does not know', () => {
    const retentionPolicy = { kind: 'none', reason: 'audit' };
    const decoded = decodeThreadProperties({ ...thread, retentionPolicy }, 'thread');
    expect(decoded.retentionPolicy).toStrictEqual(retentionPolicy);
  });

  test.each([
    [{ kind: 'forever' }, 'thread.retentionPolicy is not supported'],
    [{ kind: 'constructor' }, 'thread.retentionPolicy is not supported'],
    [{}, 'thread.retentionPolicy is not supported'],
    [
      { kind: 'threadCreationDate' },
      'thread.retentionPolicy.deleteThreadAfterDays is not an integer',
    ],
  ])('that is %j is a DecodeError', (retentionPolicy, problem) => {
    expect(() => decodeThreadProperties({ ...thread, retentionPolicy }, 'thread')).toThrow(problem);
  });
});

describe('an identifier', () => {
  test('has none of the fields that this version does not know, as in the official client', () => {
    const wire = { rawId: 'x', teamsAppId: 'y', communicationUser: { id: rawId, shoe: 43 } };
    expect(decodeIdentifier(wire, 'identifier')).toStrictEqual({
      kind: 'communicationUser',
      communicationUserId: rawId,
    });
  });

  test('is unknown when the service names a kind that this version does not know', () => {
    const wire = { kind: 'robot', rawId: '9:robot', robot: { id: 'r' } };
    expect(decodeIdentifier(wire, 'identifier')).toStrictEqual({ kind: 'unknown', id: '9:robot' });
  });

  test('of a cloud that this version does not know keeps it', () => {
    const wire = { rawId: 'x', microsoftTeamsApp: { appId: 'a', cloud: 'moon' } };
    expect(decodeIdentifier(wire, 'identifier')).toMatchObject({ cloud: 'moon' });
  });

  test.each([
    { rawId, communicationUser: { id: rawId }, phoneNumber: { value: '1' } },
    { ...identifier, kind: 'communicationUser', phoneNumber: { value: '1' } },
    { kind: 'communicationUser', communicationUser: { id: rawId }, phoneNumber: { value: '1' } },
  ])('with two models is a DecodeError: %j', (id) => {
    expect(() => decodeParticipant({ communicationIdentifier: id }, 'person')).toThrow(
      'person.communicationIdentifier is not of one kind',
    );
  });

  test('without the id of its user is a DecodeError that says where', () => {
    const id = { kind: 'communicationUser', rawId, communicationUser: {} };
    expect(() => decodeIdentifier(id, 'identifier')).toThrow(
      'identifier.communicationUser.id is not text',
    );
  });
});

test('errors within errors without end are a DecodeError, not an exhausted stack', () => {
  const depth = 50_000;
  const open = '{"code":"c","message":"m","innererror":'.repeat(depth);
  const json = `{"invalidParticipants":[${open}null${'}'.repeat(depth)}]}`;
  expect(() => decodeCreateThreadResult(JSON.parse(json), 'createChatThread')).toThrow(
    'createChatThread is nested too deeply',
  );
});
