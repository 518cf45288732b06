import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { DecodeError } from '../errors.ts';
import { anyMessage, anyParticipant } from '../test-support/model-arbitraries.ts';
import { writeWire } from '../test-support/write-wire.ts';
import { decodeEvent } from './decode-event.ts';

const ada = '8:acs:resource_ada';
const grace = '8:acs:resource_grace';
const threadId = '19:thread@thread.v2';
const on = '2026-01-01T10:00:00.1230000Z';
const onDate = new Date(Date.UTC(2026, 0, 1, 10, 0, 0, 123));
const version = '1767261600123';

const wireAda = { rawId: ada, communicationUser: { id: ada } };
const kindOfAda = { kind: 'communicationUser', communicationUserId: ada };
const kindOfGrace = { kind: 'communicationUser', communicationUserId: grace };
const wirePerson = { communicationIdentifier: wireAda };
const person = { id: kindOfAda, displayName: '', metadata: {} };
const wireGuest = {
  communicationIdentifier: wireAda,
  displayName: 'Ada',
  shareHistoryTime: on,
  metadata: { role: 'host' },
};
const guest = {
  id: kindOfAda,
  displayName: 'Ada',
  shareHistoryTime: onDate,
  metadata: { role: 'host' },
};

const wireMessage = {
  id: '7',
  type: 'text',
  sequenceId: '3',
  version,
  createdOn: on,
  senderCommunicationIdentifier: wireAda,
};
const head = {
  threadId,
  sender: kindOfAda,
  senderDisplayName: '',
  recipient: kindOfGrace,
  id: '7',
  type: 'text',
  sequenceId: '3',
  version,
  createdOn: onDate,
};
const attachments = [{ id: 'a', attachmentType: 'image', url: 'https://a.example/a' }];
const full = {
  ...wireMessage,
  senderDisplayName: 'Ada',
  content: { message: 'Hello', attachments },
  metadata: { a: '1' },
  editedOn: on,
};
const fullHead = { ...head, senderDisplayName: 'Ada' };
const said = { message: 'Hello', attachments, metadata: { a: '1' } };
const thread = { threadId, version };

/** Name, data, payload. */
const events: readonly (readonly [string, object, object])[] = [
  ['chatMessageReceived', { threadId, message: full }, { ...fullHead, ...said }],
  [
    'chatMessageReceived',
    { threadId, message: wireMessage },
    { ...head, message: '', metadata: {} },
  ],
  ['chatMessageEdited', { threadId, message: full }, { ...fullHead, ...said, editedOn: onDate }],
  [
    'chatMessageDeleted',
    { threadId, message: { ...full, deletedOn: on } },
    { ...fullHead, deletedOn: onDate },
  ],
  [
    'typingIndicatorReceived',
    { threadId, version, receivedOn: on, senderCommunicationIdentifier: wireAda },
    {
      threadId,
      version,
      receivedOn: onDate,
      sender: kindOfAda,
      senderDisplayName: '',
      recipient: kindOfGrace,
    },
  ],
  [
    'readReceiptReceived',
    {
      threadId,
      chatMessageId: '7',
      readOn: on,
      senderCommunicationIdentifier: wireAda,
      senderDisplayName: 'Ada',
    },
    {
      threadId,
      chatMessageId: '7',
      readOn: onDate,
      sender: kindOfAda,
      senderDisplayName: '',
      recipient: kindOfGrace,
    },
  ],
  [
    'chatThreadCreated',
    {
      ...thread,
      createdOn: on,
      createdBy: wirePerson,
      properties: { topic: 'Looms' },
      participants: [wirePerson, wireGuest],
    },
    {
      ...thread,
      createdOn: onDate,
      createdBy: person,
      properties: { topic: 'Looms', metadata: {} },
      participants: [person, guest],
      retentionPolicy: { kind: 'none' },
    },
  ],
  [
    'chatThreadPropertiesUpdated',
    {
      ...thread,
      updatedOn: on,
      updatedBy: wirePerson,
      properties: { topic: 'Looms', metadata: { a: '1' } },
      retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 40 },
    },
    {
      ...thread,
      updatedOn: onDate,
      updatedBy: person,
      properties: { topic: 'Looms', metadata: { a: '1' } },
      retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 40 },
    },
  ],
  [
    'chatThreadDeleted',
    { ...thread, deletedOn: on, deletedBy: wirePerson, reason: 'deletedByUser' },
    { ...thread, deletedOn: onDate, deletedBy: person, reason: 'deletedByUser' },
  ],
  [
    'chatThreadDeleted',
    { ...thread, deletedOn: on, reason: 'deletedByPolicy' },
    { ...thread, deletedOn: onDate, deletedBy: null, reason: 'deletedByPolicy' },
  ],
  [
    'participantsAdded',
    { ...thread, addedOn: on, addedBy: wirePerson, participantsAdded: [wireGuest] },
    { ...thread, addedOn: onDate, addedBy: person, participantsAdded: [guest] },
  ],
  [
    'participantsRemoved',
    { ...thread, removedOn: on, removedBy: wirePerson, participantsRemoved: [wirePerson] },
    { ...thread, removedOn: onDate, removedBy: person, participantsRemoved: [person] },
  ],
];

const names = [...new Set(events.map(([name]) => name))];

test.each(events)('%s has the payload of the official client', (id, data, payload) => {
  expect(decodeEvent(id, data, grace)).toStrictEqual({ id, payload });
});

test.each(events)('%s has no field that its type does not name', (id, data, payload) => {
  const more = { ...data, mood: 'good', recipient: 'Mallory', editedOn: 'yesterday' };
  expect(decodeEvent(id, more, grace)).toStrictEqual({ id, payload });
});

test('a message without its place in the thread is an event all the same', () => {
  const { sequenceId: _place, ...message } = wireMessage;
  const event = decodeEvent('chatMessageReceived', { threadId, message }, grace);
  expect(event?.payload).not.toHaveProperty('sequenceId');
});

test('an event of a name that is not known is none', () => {
  for (const name of ['poll', 'constructor', '__proto__']) {
    expect(decodeEvent(name, {}, grace)).toBeUndefined();
  }
});

test('a default is not shared between events', () => {
  const read = (): unknown => decodeEvent('chatThreadDeleted', events[8]?.[1], grace)?.payload;
  expect(read()).not.toBe(read());
  const [first, second] = [1, 2].map(() =>
    decodeEvent('chatMessageReceived', { threadId, message: wireMessage }, grace),
  );
  // Both are of the name that was asked for.
  const metadata = [first, second].map(
    (event) => event && 'metadata' in event.payload && event.payload.metadata,
  );
  expect(metadata[0]).not.toBe(metadata[1]);
});

describe('an event that is not in the protocol is a DecodeError', () => {
  const { senderCommunicationIdentifier: _sender, ...unsent } = wireMessage;
  test.each([
    ['chatMessageReceived', null, 'chatMessageReceived is not an object'],
    ['chatMessageReceived', { threadId }, 'chatMessageReceived.message is not an object'],
    [
      'chatMessageReceived',
      { threadId: 7, message: wireMessage },
      'chatMessageReceived.threadId is not text',
    ],
    [
      'chatMessageReceived',
      { threadId, message: unsent },
      'chatMessageReceived.message.senderCommunicationIdentifier is not an object',
    ],
    [
      'chatMessageEdited',
      { threadId, message: wireMessage },
      'chatMessageEdited.message.editedOn is not a date',
    ],
    [
      'chatMessageDeleted',
      { threadId, message: wireMessage },
      'chatMessageDeleted.message.deletedOn is not a date',
    ],
    [
      'participantsAdded',
      { ...thread, addedOn: on, addedBy: wirePerson, participantsAdded: [{}] },
      'participantsAdded.participantsAdded[0].communicationIdentifier is not an object',
    ],
  ])('%s of %j', (name, data, problem) => {
    expect(() => decodeEvent(name, data, grace)).toThrow(problem);
  });
});

test('arbitrary and damaged data give an event or a DecodeError', () => {
  const fields = Object.keys(Object.assign({}, ...events.map(([, data]) => data)) as object);
  const parts = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    anyMessage.map(writeWire),
    anyParticipant.map(writeWire),
    fc.constantFrom(on, version, wireAda, wireMessage, [wirePerson], { topic: 'x' }),
  );
  const data = fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(
        fc.constantFrom(...events),
        fc.dictionary(fc.constantFrom(...fields), parts, { maxKeys: 2 }),
      )
      .map(([[, right], damage]) => ({ ...right, ...damage })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), data, (name, json) => {
      try {
        expect(decodeEvent(name, json, grace)).toMatchObject({ id: name });
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
    }),
    { numRuns: 1_000 },
  );
});
