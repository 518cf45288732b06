import type { OperationName } from '../rest/operations.ts';

/** Fields that take any text are filled in one request, those that take only some have one each. */
const freeIdentifiers = [
  '{"rawId":"§"}',
  '{"rawId":"a","kind":"§"}',
  '{"communicationUser":{"id":"§"}}',
  '{"phoneNumber":{"value":"§"}}',
  '{"microsoftTeamsUser":{"userId":"§"}}',
  '{"microsoftTeamsApp":{"appId":"§"}}',
];
const strictIdentifiers = [
  '{"microsoftTeamsUser":{"userId":"a","cloud":"§"}}',
  '{"microsoftTeamsUser":{"userId":"a","isAnonymous":"§"}}',
  '{"microsoftTeamsApp":{"appId":"a","cloud":"§"}}',
];

const wrapIdentifier = (identifier: string): string => `{"communicationIdentifier":${identifier}}`;
const extend = (member: string): string =>
  `{"communicationIdentifier":{"rawId":"{userId}"},${member}}`;
const people = [
  [...freeIdentifiers.map(wrapIdentifier), extend('"displayName":"§","metadata":{"x":"§"}')].join(
    ',',
  ),
  ...strictIdentifiers.map(wrapIdentifier),
  extend('"shareHistoryTime":"§"'),
  extend('"metadata":{"§":"x"}'),
  wrapIdentifier('"§"'),
  '"§"',
];

const threadFields = [
  '"metadata":"§"',
  '"metadata":{"§":"x"}',
  '"retentionPolicy":"§"',
  '"retentionPolicy":{"kind":"§"}',
  '"retentionPolicy":{"kind":"threadCreationDate","deleteThreadAfterDays":"§"}',
];

const messageFields = ['"metadata":"§"', '"metadata":{"§":"x"}', '"§":1'];

const tokenFields = ['"§"', '["§"]', '["chat"],"expiresInMinutes":"§"'];

/**
 * The bodies of every operation that reads one, each with the mark `"§"` in another field. `{userId}` stands for a
 * known user.
 */
export const fuzzBodies: Partial<Record<OperationName, readonly string[]>> = {
  createChatThread: [
    '{"topic":"§","metadata":{"x":"§"}}',
    '{"topic":"T","participants":"§"}',
    ...people.map((person) => `{"topic":"T","participants":[${person}]}`),
    ...threadFields.map((field) => `{"topic":"T",${field}}`),
  ],
  updateChatThreadProperties: [
    '{"topic":"§","metadata":{"x":"§"}}',
    ...threadFields.map((field) => `{${field}}`),
  ],
  sendMessage: [
    '{"content":"§","senderDisplayName":"§","metadata":{"x":"§"}}',
    '{"content":"§","type":"html"}',
    '{"content":"C","type":"§"}',
    ...messageFields.map((field) => `{"content":"C",${field}}`),
  ],
  updateMessage: [
    '{"content":"§","metadata":{"x":"§"}}',
    ...messageFields.map((field) => `{${field}}`),
  ],
  addParticipants: [
    '{"participants":"§"}',
    ...people.map((person) => `{"participants":[${person}]}`),
  ],
  removeParticipant: [...freeIdentifiers, ...strictIdentifiers],
  sendTypingNotification: ['{"senderDisplayName":"§"}', '{"§":1}'],
  sendReadReceipt: ['{"chatMessageId":"§"}'],
  createUser: [
    '{"customId":"§"}',
    ...tokenFields.map((field) => `{"createTokenWithScopes":${field}}`),
  ],
  getToken: tokenFields.map((field) => `{"scopes":${field}}`),
};

/** The template with this text, or with any other JSON, in the place of its mark. */
export function fillTemplate(template: string, json: string): string {
  return template.replaceAll('"§"', () => json);
}
