import { describe, expect, test } from 'vitest';
import type { EventRow } from '../storage/rows.ts';
import { formatDate, formatIdentifier } from '../wire/format.ts';
import { formatPushBody } from './push-bodies.ts';

const [ada, grace] = ['8:acs:r_ada', '8:acs:r_grace'];
const threadId = '19:t@thread.v2';
const at = Date.UTC(2026, 0, 5, 9);
const date = formatDate(at);
const version = String(at);
const adaPerson = { communicationIdentifier: formatIdentifier(ada), displayName: 'Ada' };
const adaField = '{"participantId":"8:acs:r_ada","displayName":"Ada"}';

const rowOf = (event: string, data: object): EventRow => ({
  offset: 1,
  event,
  threadId,
  data: JSON.stringify({ threadId, ...data }),
  expiresAt: null,
  messageId: null,
  exceptUserId: null,
  alsoTo: [],
});
const bodyOf = (event: string, data: object) =>
  JSON.parse(formatPushBody(rowOf(event, data), grace) ?? 'null');

const message = {
  id: version,
  type: 'text',
  sequenceId: '3',
  version,
  content: { message: '100% %41' },
  senderDisplayName: 'Ada',
  createdOn: date,
  senderCommunicationIdentifier: formatIdentifier(ada),
  metadata: { tone: '50%' },
};
const messageHead = {
  senderId: ada,
  recipientMri: grace,
  groupId: threadId,
  messageId: version,
  clientMessageId: '',
  senderDisplayName: 'Ada',
  messageType: 'Text',
  version,
  originalArrivalTime: date,
};
const messageFields = {
  ...messageHead,
  messageBody: '100% %41',
  acsChatMessageMetadata: '{"tone":"50%"}',
};

describe('the push of', () => {
  test.each<[string, number, object, object]>([
    ['chatMessageReceived', 200, { message }, messageFields],
    [
      'chatMessageEdited',
      247,
      { message: { ...message, editedOn: date, type: 'html', metadata: undefined } },
      {
        ...messageFields,
        messageType: 'RichText/Html',
        acsChatMessageMetadata: '{}',
        edittime: date,
      },
    ],
    [
      'chatMessageDeleted',
      248,
      { message: { ...message, content: undefined, metadata: undefined, deletedOn: date } },
      { ...messageHead, deletetime: date },
    ],
    [
      'typingIndicatorReceived',
      245,
      {
        senderCommunicationIdentifier: formatIdentifier(ada),
        senderDisplayName: 'Ada',
        receivedOn: date,
        version,
      },
      {
        senderId: ada,
        recipientMri: grace,
        groupId: threadId,
        senderDisplayName: 'Ada',
        version,
        originalArrivalTime: date,
      },
    ],
    [
      'readReceiptReceived',
      246,
      {
        senderCommunicationIdentifier: formatIdentifier(ada),
        chatMessageId: '1700000000000',
        readOn: date,
      },
      {
        senderId: ada,
        recipientMri: grace,
        groupId: threadId,
        messageId: '1700000000000',
        clientMessageId: '',
        messageBody: JSON.stringify({
          user: ada,
          consumptionhorizon: `1700000000000;${at};0`,
          messageVisibilityTime: at,
          version,
        }),
      },
    ],
    [
      'chatThreadCreated',
      257,
      {
        version,
        createdOn: date,
        createdBy: adaPerson,
        properties: { topic: 'Lunch', metadata: {} },
        participants: [adaPerson],
        retentionPolicy: { kind: 'none' },
      },
      {
        threadId,
        version,
        createTime: date,
        createdBy: adaField,
        members: `[${adaField}]`,
        properties: '{"topic":"Lunch","acsChatThreadMetadata":"{}"}',
      },
    ],
    [
      'chatThreadPropertiesUpdated',
      258,
      {
        version,
        updatedOn: date,
        updatedBy: adaPerson,
        properties: { topic: '점심', metadata: { a: 'b' } },
        retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 90 },
      },
      {
        threadId,
        version,
        editTime: date,
        editedBy: adaField,
        properties: JSON.stringify({
          topic: '점심',
          acsChatThreadMetadata: '{"a":"b"}',
          retentionPolicy:
            '{"retentionPolicyType":"DeleteAfterCreationTime","executeAfter":"90.00:00:00"}',
        }),
      },
    ],
    [
      'chatThreadDeleted',
      259,
      { version, deletedOn: date, deletedBy: adaPerson, reason: 'deletedByUser' },
      { threadId, version, deleteTime: date, deletedBy: adaField, reason: 'deletedByUser' },
    ],
    [
      'participantsAdded',
      260,
      { version, addedOn: date, addedBy: adaPerson, participantsAdded: [adaPerson] },
      { threadId, version, time: date, addedBy: adaField, participantsAdded: `[${adaField}]` },
    ],
    [
      'participantsRemoved',
      261,
      { version, removedOn: date, removedBy: adaPerson, participantsRemoved: [adaPerson] },
      { threadId, version, time: date, removedBy: adaField, participantsRemoved: `[${adaField}]` },
    ],
  ])('%s has the number %d and these fields', (event, eventId, data, fields) => {
    expect(bodyOf(event, data)).toEqual({ eventId, ...fields });
  });

  test('a thread that its policy deleted names nobody', () => {
    expect(
      bodyOf('chatThreadDeleted', { version, deletedOn: date, reason: 'deletedByPolicy' }),
    ).toEqual({ eventId: 259, threadId, version, deleteTime: date, reason: 'deletedByPolicy' });
  });

  test('a participant tells from when he may read, and his metadata as text', () => {
    const person = { ...adaPerson, shareHistoryTime: date, metadata: { role: 'host' } };
    const { participantsAdded } = bodyOf('participantsAdded', {
      version,
      addedOn: date,
      addedBy: adaPerson,
      participantsAdded: [person],
    });
    expect(JSON.parse(participantsAdded)).toEqual([
      {
        participantId: ada,
        displayName: 'Ada',
        shareHistoryTime: date,
        memberMetaData: '{"role":"host"}',
      },
    ]);
  });

  test.each(['%41', '100%', '%u0041%22', '점심 50% 🎉', '"%25"'])(
    'a thread with the topic %j is the same after the client has unescaped it',
    (topic) => {
      const { properties } = bodyOf('chatThreadPropertiesUpdated', {
        version,
        updatedOn: date,
        updatedBy: adaPerson,
        properties: { topic, metadata: { topic } },
      });
      const { topic: read, acsChatThreadMetadata } = JSON.parse(unescape(properties));
      expect([read, JSON.parse(acsChatThreadMetadata)]).toEqual([topic, { topic }]);
    },
  );

  test('an event that the client does not know is none', () => {
    expect(formatPushBody(rowOf('tokensRevoked', {}), grace)).toBeUndefined();
    expect(formatPushBody(rowOf('constructor', {}), grace)).toBeUndefined();
  });
});
