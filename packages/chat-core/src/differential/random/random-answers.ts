import fc from 'fast-check';

import { restOperations } from '../../rest/operations.ts';
import type { Answer, DrivenMethod } from '../differential-case.ts';
import { id } from './random-arguments.ts';

const { constantFrom, date, dictionary, jsonValue, oneof, record, string, tuple } = fc;

const text = string({ unit: 'grapheme', maxLength: 30 });
const time = date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map(
  // The service prints seven digits of a second.
  (value) => value.toISOString().replace('Z', '0000Z'),
);
const strings = dictionary(oneof(text, constantFrom('__proto__', 'constructor')), text, {
  maxKeys: 3,
  noNullPrototype: true,
});
const cloud = constantFrom('public', 'dod', 'gcch');

const additionNames = ['policyViolation', 'x-extra', 'gr\u00fcn', 'value2'];

/** What a newer service might add. */
function additions(names: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  return dictionary(constantFrom(...names), jsonValue({ maxDepth: 2 }), {
    maxKeys: 2,
    noNullPrototype: true,
  });
}

/** An object of the service: fields that it must have, fields that it may have, and some that nobody knows. */
function model(
  must: Record<string, fc.Arbitrary<unknown>>,
  may: Record<string, fc.Arbitrary<unknown>> = {},
  added: fc.Arbitrary<Record<string, unknown>> = additions([...additionNames, '__proto__']),
): fc.Arbitrary<Record<string, unknown>> {
  return tuple(added, record(must), record(may, { requiredKeys: [] })).map(
    ([unknown, required, optional]) => ({ ...unknown, ...required, ...optional }),
  );
}

const identifier = oneof(
  record({ rawId: id, communicationUser: record({ id }) }),
  record({
    rawId: id,
    phoneNumber: model({ value: id }, { isAnonymous: fc.boolean(), assertedId: id }),
  }),
  record({
    rawId: id,
    microsoftTeamsUser: model({ userId: id, isAnonymous: fc.boolean(), cloud }),
  }),
  record({ rawId: id, microsoftTeamsApp: model({ appId: id, cloud }) }),
  record({
    kind: fc.constant('teamsExtensionUser'),
    rawId: id,
    teamsExtensionUser: model({ userId: id, tenantId: id, resourceId: id, cloud }),
  }),
  record({ rawId: id }),
  record({ rawId: id, kind: constantFrom('unknown', 'robot', 'communicationUser') }),
);
const participant = model(
  { communicationIdentifier: identifier },
  { displayName: text, shareHistoryTime: time, metadata: strings },
);
const attachment = model(
  { id, attachmentType: constantFrom('image', 'file', 'hologram') },
  { name: text, url: text, previewUrl: text },
);
const content = model(
  {},
  {
    message: text,
    topic: text,
    participants: fc.array(participant, { maxLength: 2 }),
    initiatorCommunicationIdentifier: identifier,
    attachments: fc.array(attachment, { maxLength: 2 }),
  },
);
const message = model(
  {
    id,
    type: constantFrom('text', 'html', 'topicUpdated', 'participantRemoved', 'poll'),
    sequenceId: id,
    version: id,
    createdOn: time,
  },
  {
    content,
    senderDisplayName: text,
    senderCommunicationIdentifier: identifier,
    deletedOn: time,
    editedOn: time,
    metadata: strings,
  },
);
const retentionPolicy = oneof(
  model({ kind: fc.constant('none') }),
  model({
    kind: fc.constant('threadCreationDate'),
    deleteThreadAfterDays: fc.integer({ min: 30, max: 90 }),
  }),
);
const thread = model(
  { id, topic: text, createdOn: time },
  {
    createdByCommunicationIdentifier: identifier,
    deletedOn: time,
    metadata: strings,
    retentionPolicy,
  },
);
const chatError = model(
  { code: text, message: text },
  {
    target: text,
    details: fc.array(model({ code: text, message: text }), { maxLength: 2 }),
    innererror: model({ code: text, message: text }),
  },
);
const invalidParticipants = fc.array(chatError, { maxLength: 2 });

/** Body of a success that is no list. */
export const bodyOf: Readonly<Partial<Record<DrivenMethod, fc.Arbitrary<object>>>> = {
  createChatThread: model({}, { chatThread: thread, invalidParticipants }),
  getProperties: thread,
  sendMessage: model({ id }),
  getMessage: message,
  addParticipants: model({}, { invalidParticipants }),
};

/** A row of each list. */
export const rowOf: Readonly<Partial<Record<DrivenMethod, fc.Arbitrary<object>>>> = {
  listChatThreads: model({ id, topic: text }, { deletedOn: time, lastMessageReceivedOn: time }),
  listMessages: message,
  listParticipants: participant,
  listReadReceipts: model({
    senderCommunicationIdentifier: identifier,
    chatMessageId: id,
    readOn: time,
  }),
};

/** The optional fields of the bodies and rows above. A service may write null in place of leaving one out. */
export const optionalFieldsOf: Readonly<Partial<Record<DrivenMethod, readonly string[]>>> = {
  createChatThread: ['chatThread', 'invalidParticipants'],
  getProperties: ['createdByCommunicationIdentifier', 'deletedOn', 'metadata', 'retentionPolicy'],
  getMessage: ['content', 'senderDisplayName', 'deletedOn', 'editedOn', 'metadata'],
  addParticipants: ['invalidParticipants'],
  listChatThreads: ['deletedOn', 'lastMessageReceivedOn'],
  listMessages: ['content', 'senderCommunicationIdentifier', 'editedOn', 'metadata'],
  listParticipants: ['displayName', 'shareHistoryTime', 'metadata'],
};

/** Bodies of errors: the service's, and what proxies send. */
const errorBody: fc.Arbitrary<Pick<Extract<Answer, { status: number }>, 'json' | 'text'>> = oneof(
  {
    weight: 4,
    arbitrary: model({ code: id, message: id }, {}, additions(additionNames)).map((error) => ({
      json: { error },
    })),
  },
  { weight: 1, arbitrary: constantFrom({ text: '' }, { text: '<html>No</html>' }) },
);

function errorOf(statuses: readonly number[]): fc.Arbitrary<Answer> {
  return tuple(constantFrom(...statuses), errorBody).map(([status, body]) => ({ status, ...body }));
}

/** What may pass with another try. */
export const trouble: fc.Arbitrary<Answer> = oneof(
  errorOf([408, 500, 502, 503, 504]),
  errorOf([429, 503]).map((answer) => ({ ...answer, headers: { 'retry-after-ms': '0' } })),
  constantFrom({ failsWith: 'ECONNRESET' }, { failsWith: 'ETIMEDOUT' }),
);

/** What does not pass with another try. */
export function refusalOf(method: DrivenMethod): fc.Arbitrary<Answer> {
  const wrongSuccesses = [200, 201, 202, 204, 207].filter(
    (status) => status !== restOperations[method].successStatus,
  );
  return oneof(
    { weight: 3, arbitrary: errorOf([400, 401, 403, 404, 409, 413, 422, 429, 501, 505]) },
    {
      weight: 1,
      arbitrary: constantFrom(...wrongSuccesses).map((status) => ({ status, json: {} })),
    },
  );
}
