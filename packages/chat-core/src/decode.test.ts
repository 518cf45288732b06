import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  decodeAddParticipantsResult,
  decodeCreateThreadResult,
  decodeMessage,
  decodePage,
  decodeParticipant,
  decodeReadReceipt,
  decodeSendResult,
  decodeThreadItem,
  decodeThreadProperties,
  type Decode,
} from './decode.ts';
import { DecodeError } from './errors.ts';
import { decodeEvent } from './realtime/decode-event.ts';
import { decodeFrame } from './realtime/frames.ts';

const decodeChatMessages: Decode<unknown> = (value, path) =>
  decodePage(value, path, decodeMessage, () => {});

const decoders: Readonly<Record<string, Decode<unknown>>> = {
  decodeAddParticipantsResult,
  decodeCreateThreadResult,
  decodeMessage,
  decodeChatMessages,
  decodeParticipant,
  decodeReadReceipt,
  decodeSendResult,
  decodeThreadItem,
  decodeThreadProperties,
};

const eventNames = [
  'chatMessageReceived',
  'chatMessageEdited',
  'chatMessageDeleted',
  'typingIndicatorReceived',
  'readReceiptReceived',
  'chatThreadCreated',
  'chatThreadPropertiesUpdated',
  'chatThreadDeleted',
  'participantsAdded',
  'participantsRemoved',
];

const rawId = '8:acs:resource_ada';
const identifier = { rawId, communicationUser: { id: rawId } };
const person = { communicationIdentifier: identifier, displayName: 'Ada' };
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

/** JSON that is nearly right: real field names, with values of any kind in their places. */
const fieldNames = fc.constantFrom(
  ...Object.keys(message),
  'value',
  'topic',
  'participants',
  'communicationIdentifier',
  'chatMessageId',
  'readOn',
  'metadata',
  'chatThread',
  'invalidParticipants',
  'rawId',
  'threadId',
  'message',
  'properties',
  'offset',
  'event',
  'epoch',
  '__proto__',
);
const leaf = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(createdOn, message, identifier, person, '7', 'ready', 'event'),
);
const nearJson = fc
  .array(fc.tuple(fieldNames, leaf), { maxLength: 12 })
  .map((fields): unknown => JSON.parse(JSON.stringify(Object.fromEntries(fields))));
const anyJson = fc.oneof(fc.jsonValue(), nearJson);

function expectModelOrDecodeError(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    expect(error).toBeInstanceOf(DecodeError);
  }
}

describe('arbitrary JSON', () => {
  test.each(Object.entries(decoders))('%s gives a model or a DecodeError', (_name, decode) => {
    fc.assert(
      fc.property(anyJson, (json) => expectModelOrDecodeError(() => decode(json, 'answer'))),
      { numRuns: 300 },
    );
  });

  test.each(eventNames)('as data of %s gives an event or a DecodeError', (name) => {
    fc.assert(
      fc.property(anyJson, (json) =>
        expectModelOrDecodeError(() => decodeEvent(name, json, rawId)),
      ),
      { numRuns: 200 },
    );
  });

  test('as a frame gives a frame or a DecodeError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyJson.map((json) => JSON.stringify(json)),
          fc.string(),
        ),
        (text) => expectModelOrDecodeError(() => decodeFrame(text)),
      ),
    );
  });
});

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

  test('keeps an id with more digits than a number has', () => {
    const id = '98765432109876543210';
    expect(decodeMessage({ ...message, id }, 'message').id).toBe(id);
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

  test.each([
    ['id', 7],
    ['createdOn', 'yesterday'],
    ['createdOn', 1767261600123],
    ['metadata', { key: 7 }],
    ['content', 'Hello'],
    ['senderCommunicationIdentifier', { communicationUser: {} }],
  ])('with a broken %s is a DecodeError that names it', (field, value) => {
    expect(() => decodeMessage({ ...message, [field]: value }, 'message')).toThrow(
      expect.objectContaining({ path: expect.stringContaining(`message.${field}`) }),
    );
  });
});

test('a retention policy that is not supported is a DecodeError', () => {
  const thread = { id: '19:a', topic: 'x', createdOn, retentionPolicy: { kind: 'forever' } };
  expect(() => decodeThreadProperties(thread, 'thread')).toThrow('is not supported');
});
