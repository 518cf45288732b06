import type { ChatParticipant, ChatRetentionPolicy } from '@azure/communication-chat';
import type { CommunicationIdentifier } from '@azure/communication-common';
import fc from 'fast-check';

import type { DrivenMethod } from '../differential-case.ts';

const { constantFrom, date, dictionary, integer, record, string, tuple, oneof } = fc;

/** Text of any characters that can be sent. */
const text: fc.Arbitrary<string> = string({ unit: 'grapheme', maxLength: 40 });
/** Ids of any characters, but for those that our client refuses. */
export const id: fc.Arbitrary<string> = string({
  unit: 'grapheme',
  minLength: 1,
  maxLength: 12,
}).filter((value) => value !== '.' && value !== '..');
const moment: fc.Arbitrary<Date> = date({
  min: new Date(0),
  max: new Date('2100-01-01'),
  noInvalidDate: true,
});
const metadata: fc.Arbitrary<Record<string, string>> = dictionary(
  oneof(text, constantFrom('__proto__', 'constructor', 'toString')),
  text,
  { maxKeys: 4, noNullPrototype: true },
);
const cloud = constantFrom('public' as const, 'dod' as const, 'gcch' as const);

/** An identifier of one of the six kinds, with or without what is optional. */
const identifier: fc.Arbitrary<CommunicationIdentifier> = oneof(
  record({ communicationUserId: id }),
  tuple(
    record({ phoneNumber: id }),
    record({ rawId: id, isAnonymous: fc.boolean(), assertedId: id }, { requiredKeys: [] }),
  ).map(join),
  tuple(
    record({ microsoftTeamsUserId: id }),
    record({ rawId: id, isAnonymous: fc.boolean(), cloud }, { requiredKeys: [] }),
  ).map(join),
  tuple(record({ teamsAppId: id }), record({ rawId: id, cloud }, { requiredKeys: [] })).map(join),
  tuple(
    record({ userId: id, tenantId: id, resourceId: id }),
    record({ rawId: id, cloud }, { requiredKeys: [] }),
  ).map(join),
  record({ id }),
);

function join<Must extends object, May extends object>([must, may]: [Must, May]): Must & May {
  return { ...must, ...may };
}

const participant: fc.Arbitrary<ChatParticipant> = record(
  { id: identifier, displayName: text, shareHistoryTime: moment, metadata },
  { requiredKeys: ['id'] },
);
const participants: fc.Arbitrary<ChatParticipant[]> = fc.array(participant, { maxLength: 3 });
const retentionPolicy: fc.Arbitrary<ChatRetentionPolicy> = oneof(
  record({ kind: fc.constant('none' as const) }),
  record({
    kind: fc.constant('threadCreationDate' as const),
    deleteThreadAfterDays: integer({ min: 30, max: 90 }),
  }),
);
const customHeaders = dictionary(
  constantFrom('x-trace', 'X-App', 'accept'),
  string({ unit: constantFrom('a', 'B', '7', '-', ' ', ';'), maxLength: 12 }),
  { noNullPrototype: true },
);
const requestOptions = record({ customHeaders });

/** Options of a call, all of them optional. */
function options(fields: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<object> {
  return record({ ...fields, requestOptions }, { requiredKeys: [] });
}

const pageSize = integer({ min: 1, max: 200 });
const inTime = options({ maxPageSize: pageSize, startTime: moment });
const bySkipping = options({ maxPageSize: pageSize, skip: integer({ min: 0, max: 250 }) });
const type = constantFrom('text', 'html', 'topicUpdated', 'participantAdded');
const content = oneof(text, string({ unit: 'grapheme', maxLength: 2_000 }));

/** What each method is called with. */
export const argumentsOf: Readonly<Record<DrivenMethod, fc.Arbitrary<unknown[]>>> = {
  createChatThread: tuple(
    record({ topic: text }),
    options({ participants, metadata, retentionPolicy, idempotencyToken: fc.uuid({ version: 1 }) }),
  ),
  listChatThreads: tuple(inTime),
  deleteChatThread: tuple(id, options()),
  getProperties: tuple(options()),
  updateTopic: tuple(text, options()),
  updateProperties: tuple(options({ topic: text, metadata, retentionPolicy })),
  sendMessage: tuple(record({ content }), options({ senderDisplayName: text, type, metadata })),
  getMessage: tuple(id, options()),
  listMessages: tuple(inTime),
  updateMessage: tuple(id, options({ content, metadata })),
  deleteMessage: tuple(id, options()),
  listParticipants: tuple(bySkipping),
  addParticipants: tuple(record({ participants }), options()),
  removeParticipant: tuple(identifier, options()),
  sendTypingNotification: tuple(options({ senderDisplayName: text })),
  sendReadReceipt: tuple(record({ chatMessageId: id }), options()),
  listReadReceipts: tuple(bySkipping),
};
