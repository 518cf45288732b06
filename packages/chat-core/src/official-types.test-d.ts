import type * as official from '@azure/communication-chat';
import { expectTypeOf, test } from 'vitest';

import type * as ours from './index.ts';

/**
 * Every type that the official package exports, beside ours of the same name; the two classes have a file of their own.
 * `official-exports.test.ts` fails when one is missing here.
 */
interface Types {
  AddChatParticipantsResult: [official.AddChatParticipantsResult, ours.AddChatParticipantsResult];
  AddParticipantsOptions: [official.AddParticipantsOptions, ours.AddParticipantsOptions];
  AddParticipantsRequest: [official.AddParticipantsRequest, ours.AddParticipantsRequest];
  ChatAttachment: [official.ChatAttachment, ours.ChatAttachment];
  ChatAttachmentType: [official.ChatAttachmentType, ours.ChatAttachmentType];
  ChatClientOptions: [official.ChatClientOptions, ours.ChatClientOptions];
  ChatError: [official.ChatError, ours.ChatError];
  ChatEventId: [official.ChatEventId, ours.ChatEventId];
  ChatMessage: [official.ChatMessage, ours.ChatMessage];
  ChatMessageContent: [official.ChatMessageContent, ours.ChatMessageContent];
  ChatMessageDeletedEvent: [official.ChatMessageDeletedEvent, ours.ChatMessageDeletedEvent];
  ChatMessageEditedEvent: [official.ChatMessageEditedEvent, ours.ChatMessageEditedEvent];
  ChatMessageReadReceipt: [official.ChatMessageReadReceipt, ours.ChatMessageReadReceipt];
  ChatMessageReceivedEvent: [official.ChatMessageReceivedEvent, ours.ChatMessageReceivedEvent];
  ChatMessageType: [official.ChatMessageType, ours.ChatMessageType];
  ChatParticipant: [official.ChatParticipant, ours.ChatParticipant];
  ChatRetentionPolicy: [official.ChatRetentionPolicy, ours.ChatRetentionPolicy];
  ChatThreadClientOptions: [official.ChatThreadClientOptions, ours.ChatThreadClientOptions];
  ChatThreadCreatedEvent: [official.ChatThreadCreatedEvent, ours.ChatThreadCreatedEvent];
  ChatThreadDeletedEvent: [official.ChatThreadDeletedEvent, ours.ChatThreadDeletedEvent];
  ChatThreadItem: [official.ChatThreadItem, ours.ChatThreadItem];
  ChatThreadProperties: [official.ChatThreadProperties, ours.ChatThreadProperties];
  ChatThreadPropertiesUpdatedEvent: [
    official.ChatThreadPropertiesUpdatedEvent,
    ours.ChatThreadPropertiesUpdatedEvent,
  ];
  CreateChatThreadOptions: [official.CreateChatThreadOptions, ours.CreateChatThreadOptions];
  CreateChatThreadRequest: [official.CreateChatThreadRequest, ours.CreateChatThreadRequest];
  CreateChatThreadResult: [official.CreateChatThreadResult, ours.CreateChatThreadResult];
  DeleteChatThreadOptions: [official.DeleteChatThreadOptions, ours.DeleteChatThreadOptions];
  DeleteMessageOptions: [official.DeleteMessageOptions, ours.DeleteMessageOptions];
  GetMessageOptions: [official.GetMessageOptions, ours.GetMessageOptions];
  GetPropertiesOptions: [official.GetPropertiesOptions, ours.GetPropertiesOptions];
  ListChatThreadsOptions: [official.ListChatThreadsOptions, ours.ListChatThreadsOptions];
  ListMessagesOptions: [official.ListMessagesOptions, ours.ListMessagesOptions];
  ListPageSettings: [official.ListPageSettings, ours.ListPageSettings];
  ListParticipantsOptions: [official.ListParticipantsOptions, ours.ListParticipantsOptions];
  ListReadReceiptsOptions: [official.ListReadReceiptsOptions, ours.ListReadReceiptsOptions];
  NoneRetentionPolicy: [official.NoneRetentionPolicy, ours.NoneRetentionPolicy];
  ParticipantsAddedEvent: [official.ParticipantsAddedEvent, ours.ParticipantsAddedEvent];
  ParticipantsRemovedEvent: [official.ParticipantsRemovedEvent, ours.ParticipantsRemovedEvent];
  ReadReceiptReceivedEvent: [official.ReadReceiptReceivedEvent, ours.ReadReceiptReceivedEvent];
  RemoveParticipantOptions: [official.RemoveParticipantOptions, ours.RemoveParticipantOptions];
  RestListChatThreadsOptions: [
    official.RestListChatThreadsOptions,
    ours.RestListChatThreadsOptions,
  ];
  RestListMessagesOptions: [official.RestListMessagesOptions, ours.RestListMessagesOptions];
  RestListParticipantsOptions: [
    official.RestListParticipantsOptions,
    ours.RestListParticipantsOptions,
  ];
  RestListReadReceiptsOptions: [
    official.RestListReadReceiptsOptions,
    ours.RestListReadReceiptsOptions,
  ];
  SendChatMessageResult: [official.SendChatMessageResult, ours.SendChatMessageResult];
  SendMessageOptions: [official.SendMessageOptions, ours.SendMessageOptions];
  SendMessageRequest: [official.SendMessageRequest, ours.SendMessageRequest];
  SendReadReceiptOptions: [official.SendReadReceiptOptions, ours.SendReadReceiptOptions];
  SendReadReceiptRequest: [official.SendReadReceiptRequest, ours.SendReadReceiptRequest];
  SendTypingNotificationOptions: [
    official.SendTypingNotificationOptions,
    ours.SendTypingNotificationOptions,
  ];
  ThreadCreationDateRetentionPolicy: [
    official.ThreadCreationDateRetentionPolicy,
    ours.ThreadCreationDateRetentionPolicy,
  ];
  TypingIndicatorReceivedEvent: [
    official.TypingIndicatorReceivedEvent,
    ours.TypingIndicatorReceivedEvent,
  ];
  UpdateChatThreadPropertiesOptions: [
    official.UpdateChatThreadPropertiesOptions,
    ours.UpdateChatThreadPropertiesOptions,
  ];
  UpdateMessageOptions: [official.UpdateMessageOptions, ours.UpdateMessageOptions];
  UpdateTopicOptions: [official.UpdateTopicOptions, ours.UpdateTopicOptions];
}

type Name = keyof Types;
type Official<N extends Name> = Types[N][0];
type Ours<N extends Name> = Types[N][1];

type Extends<A, B> = [A] extends [B] ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;
/** True only for types with the same properties, of the same types, equally optional and equally read-only. */
type Identical<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Types that have properties of ours beside the official ones. */
type Extended =
  | 'ChatClientOptions'
  | 'ChatThreadClientOptions'
  | 'SendMessageOptions'
  | 'ChatMessageReceivedEvent'
  | 'ChatMessageEditedEvent'
  | 'ChatMessageDeletedEvent';

test('the types of the official package can be compared at all', () => {
  type Unknowable = { [N in Name]: IsAny<Official<N>> extends true ? N : never }[Name];
  expectTypeOf<Unknowable>().toEqualTypeOf<never>();
});

test('a type without additions is the official one, property for property', () => {
  type Different = { [N in Name]: Identical<Official<N>, Ours<N>> extends true ? never : N }[Name];
  expectTypeOf<Different>().toEqualTypeOf<Extended | 'ChatThreadDeletedEvent'>();
});

test('an official value is a value of ours, whatever its type', () => {
  type Refused = { [N in Name]: Extends<Official<N>, Ours<N>> extends true ? never : N }[Name];
  expectTypeOf<Refused>().toEqualTypeOf<never>();
});

test('a value of ours is an official one, but for a thread that no person deleted', () => {
  type Refused = { [N in Name]: Extends<Ours<N>, Official<N>> extends true ? never : N }[Name];
  expectTypeOf<Refused>().toEqualTypeOf<'ChatThreadDeletedEvent'>();
});

test('what is added is optional, and the official properties beside it are unchanged', () => {
  type Changed = {
    [N in Extended]: Identical<
      Official<N>,
      Pick<Ours<N>, keyof Official<N> & keyof Ours<N>>
    > extends true
      ? never
      : N;
  }[Extended];
  expectTypeOf<Changed>().toEqualTypeOf<never>();
  type Added<N extends Extended> = Exclude<keyof Ours<N>, keyof Official<N>>;
  expectTypeOf<Added<'SendMessageOptions'>>().toEqualTypeOf<'idempotencyToken'>();
  expectTypeOf<Added<'ChatMessageReceivedEvent'>>().toEqualTypeOf<'sequenceId'>();
  expectTypeOf<Added<'ChatMessageEditedEvent'>>().toEqualTypeOf<'sequenceId'>();
  expectTypeOf<Added<'ChatMessageDeletedEvent'>>().toEqualTypeOf<'sequenceId'>();
  expectTypeOf<Added<'ChatThreadClientOptions'>>().toEqualTypeOf<Added<'ChatClientOptions'>>();
});

// Deliberate: a retention policy deletes threads, too. The official type hides that `deletedBy` is then `null`, and code that relies
// on it breaks when the first thread ends that way.
test('a deleted thread differs only in that nobody may have deleted it', () => {
  type Deleted = Official<'ChatThreadDeletedEvent'>;
  expectTypeOf<Omit<Ours<'ChatThreadDeletedEvent'>, 'deletedBy'>>().toEqualTypeOf<
    Omit<Deleted, 'deletedBy'>
  >();
  expectTypeOf<Ours<'ChatThreadDeletedEvent'>['deletedBy']>().toEqualTypeOf<
    Deleted['deletedBy'] | null
  >();
});
