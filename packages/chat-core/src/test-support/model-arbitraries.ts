import fc from 'fast-check';

import type { CommunicationIdentifierKind } from '../model/identifiers.ts';
import type {
  ChatAttachment,
  ChatError,
  ChatMessage,
  ChatMessageContent,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadItem,
  ChatThreadProperties,
} from '../models.ts';

// Every model as the client gives it: all that the service may leave out is sometimes missing.

/** Prototypes as those of what was parsed. */
const plain = { noNullPrototype: true } as const;
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const metadata = fc.dictionary(fc.oneof(text, fc.constant('__proto__')), text, {
  maxKeys: 3,
  ...plain,
});
const date = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2199-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const cloud = fc.constantFrom('public' as const, 'dod' as const, 'gcch' as const);

/** An identifier of each kind. */
export const anyIdentifier: fc.Arbitrary<CommunicationIdentifierKind> = fc.oneof(
  fc.record({ kind: fc.constant('communicationUser' as const), communicationUserId: text }, plain),
  fc.record(
    {
      kind: fc.constant('phoneNumber' as const),
      phoneNumber: text,
      rawId: text,
      isAnonymous: fc.boolean(),
      assertedId: text,
    },
    { requiredKeys: ['kind', 'phoneNumber', 'rawId', 'isAnonymous'], ...plain },
  ),
  fc.record(
    {
      kind: fc.constant('microsoftTeamsUser' as const),
      microsoftTeamsUserId: text,
      rawId: text,
      isAnonymous: fc.boolean(),
      cloud,
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('microsoftTeamsApp' as const),
      teamsAppId: text,
      rawId: text,
      cloud,
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('teamsExtensionUser' as const),
      userId: text,
      tenantId: text,
      resourceId: text,
      rawId: text,
      cloud,
    },
    plain,
  ),
  fc.record({ kind: fc.constant('unknown' as const), id: text }, plain),
);

/** A participant. */
export const anyParticipant: fc.Arbitrary<ChatParticipant> = fc.record(
  { id: anyIdentifier, displayName: text, shareHistoryTime: date, metadata },
  { requiredKeys: ['id'], ...plain },
);

const anyAttachment: fc.Arbitrary<ChatAttachment> = fc.record(
  {
    id: text,
    attachmentType: fc.constantFrom('image' as const, 'file' as const, 'unknown' as const),
    name: text,
    url: text,
    previewUrl: text,
  },
  { requiredKeys: ['id', 'attachmentType'], ...plain },
);

const anyContent: fc.Arbitrary<ChatMessageContent> = fc.record(
  {
    message: text,
    topic: text,
    participants: fc.array(anyParticipant, { maxLength: 2 }),
    initiator: anyIdentifier,
    attachments: fc.array(anyAttachment, { maxLength: 2 }),
  },
  { requiredKeys: [], ...plain },
);

/** A message. */
export const anyMessage: fc.Arbitrary<ChatMessage> = fc.record(
  {
    id: text,
    type: fc.constantFrom(
      'text' as const,
      'html' as const,
      'topicUpdated' as const,
      'participantAdded' as const,
      'participantRemoved' as const,
    ),
    sequenceId: text,
    version: text,
    content: anyContent,
    senderDisplayName: text,
    createdOn: date,
    sender: anyIdentifier,
    deletedOn: date,
    editedOn: date,
    metadata,
  },
  { requiredKeys: ['id', 'type', 'sequenceId', 'version', 'createdOn'], ...plain },
);

/** All that the service keeps about a thread. */
export const anyThread: fc.Arbitrary<ChatThreadProperties> = fc.record(
  {
    id: text,
    topic: text,
    createdOn: date,
    createdBy: anyIdentifier,
    deletedOn: date,
    metadata,
    retentionPolicy: fc.oneof(
      fc.record({ kind: fc.constant('none' as const) }, plain),
      fc.record(
        {
          kind: fc.constant('threadCreationDate' as const),
          deleteThreadAfterDays: fc.integer({ min: 30, max: 90 }),
        },
        plain,
      ),
    ),
  },
  { requiredKeys: ['id', 'topic', 'createdOn'], ...plain },
);

/** A thread of the thread list. */
export const anyThreadItem: fc.Arbitrary<ChatThreadItem> = fc.record(
  { id: text, topic: text, deletedOn: date, lastMessageReceivedOn: date },
  { requiredKeys: ['id', 'topic'], ...plain },
);

/** A read receipt. */
export const anyReceipt: fc.Arbitrary<ChatMessageReadReceipt> = fc.record(
  {
    sender: anyIdentifier,
    chatMessageId: text,
    readOn: date,
  },
  plain,
);

/** An error as the service writes it down, with others inside. */
export const anyError: fc.Arbitrary<ChatError> = fc.letrec<{ error: ChatError }>((tie) => ({
  error: fc.record(
    {
      code: text,
      message: text,
      target: text,
      details: fc.array(tie('error'), { maxLength: 2 }),
      innerError: fc.oneof({ maxDepth: 2 }, fc.constant({ code: 'c', message: 'm' }), tie('error')),
    },
    { requiredKeys: ['code', 'message'], ...plain },
  ),
})).error;
