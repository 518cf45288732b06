export { ChatClient } from './chat-client.ts';
export { ChatThreadClient } from './chat-thread-client.ts';
export { createTokenCredential } from './token-credential.ts';
export type {
  ChatAccessToken,
  CommunicationTokenCredential,
  GetTokenOptions,
  TokenRefresher,
} from './token-credential.ts';
export { ChatClientError, DecodeError, isChatClientError } from './errors.ts';
export type { ChatClientErrorCode, ChatClientErrorInit } from './errors.ts';
export type {
  AddChatParticipantsResult,
  ChatAttachment,
  ChatAttachmentType,
  ChatError,
  ChatMessage,
  ChatMessageContent,
  ChatMessageReadReceipt,
  ChatMessageType,
  ChatParticipant,
  ChatRetentionPolicy,
  ChatThreadItem,
  ChatThreadProperties,
  CreateChatThreadResult,
  ListPageSettings,
  NoneRetentionPolicy,
  SendChatMessageResult,
  ThreadCreationDateRetentionPolicy,
} from './models.ts';
export type {
  AbortSignalLike,
  AddParticipantsOptions,
  AddParticipantsRequest,
  ChatClientOptions,
  ChatThreadClientOptions,
  CreateChatThreadOptions,
  CreateChatThreadRequest,
  DeleteChatThreadOptions,
  DeleteMessageOptions,
  GetMessageOptions,
  GetPropertiesOptions,
  ListChatThreadsOptions,
  ListMessagesOptions,
  ListParticipantsOptions,
  ListReadReceiptsOptions,
  OperationOptions,
  PollingOptions,
  RealtimeOptions,
  RealtimeTransportName,
  RemoveParticipantOptions,
  RestListChatThreadsOptions,
  RestListMessagesOptions,
  RestListParticipantsOptions,
  RestListReadReceiptsOptions,
  RetryOptions,
  SendMessageOptions,
  SendMessageRequest,
  SendReadReceiptOptions,
  SendReadReceiptRequest,
  SendTypingNotificationOptions,
  SignalingClientOptions,
  UpdateChatThreadPropertiesOptions,
  UpdateMessageOptions,
  UpdateTopicOptions,
} from './options.ts';
export type {
  BaseChatEvent,
  BaseChatThreadEvent,
  ChatEventHandler,
  ChatEventId,
  ChatEventParticipant,
  ChatEventPayloads,
  ChatEventThreadProperties,
  ChatMessageDeletedEvent,
  ChatMessageEditedEvent,
  ChatMessageReceivedEvent,
  ChatThreadCreatedEvent,
  ChatThreadDeletedEvent,
  ChatThreadPropertiesUpdatedEvent,
  ParticipantsAddedEvent,
  ParticipantsRemovedEvent,
  ReadReceiptReceivedEvent,
  RealTimeNotificationConnectedEvent,
  RealTimeNotificationDisconnectedEvent,
  TypingIndicatorReceivedEvent,
} from './events.ts';
export type { Clock, TimerHandle } from './platform/clock.ts';
export type { FetchInit, FetchLike } from './platform/fetch.ts';
export type { PageLifecycle } from './platform/page-lifecycle.ts';
export type { RandomSource } from './platform/random.ts';
export type { OpenWebSocket, WebSocketLike } from './platform/web-socket.ts';
// An app adds keys to `CustomMessageMetadata` under the name of this package, which works only for names that a star brings.
export type * from './model/message-metadata.ts';
export { createIdentifierFromRawId } from './model/parse-raw-id.ts';
export {
  getIdentifierKind,
  getIdentifierRawId,
  isCommunicationUserIdentifier,
  isMicrosoftTeamsAppIdentifier,
  isMicrosoftTeamsUserIdentifier,
  isPhoneNumberIdentifier,
  isTeamsExtensionUserIdentifier,
  isUnknownIdentifier,
} from './model/identifiers.ts';
export type {
  CommunicationIdentifier,
  CommunicationIdentifierKind,
  CommunicationUserIdentifier,
  CommunicationUserKind,
  MicrosoftTeamsAppIdentifier,
  MicrosoftTeamsAppKind,
  MicrosoftTeamsUserIdentifier,
  MicrosoftTeamsUserKind,
  PhoneNumberIdentifier,
  PhoneNumberKind,
  TeamsExtensionUserIdentifier,
  TeamsExtensionUserKind,
  UnknownIdentifier,
  UnknownIdentifierKind,
} from './model/identifiers.ts';
export type {
  ChatFailure,
  ConnectionStatus,
  Message,
  MessageKind,
  MessageSendState,
  MessageStatus,
  Participant,
  ReadReceipt,
  TypingParticipant,
  WaitReason,
} from './model/entities.ts';
