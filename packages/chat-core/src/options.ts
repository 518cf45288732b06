import type { DecodeError } from './errors.ts';
import type { ChatMessageType, ChatParticipant, ChatRetentionPolicy } from './models.ts';
import type { Clock } from './platform/clock.ts';
import type { FetchLike } from './platform/fetch.ts';
import type { PageLifecycle } from './platform/page-lifecycle.ts';
import type { RandomSource } from './platform/random.ts';
import type { OpenWebSocket } from './platform/web-socket.ts';

/** How a call that failed is repeated. `sendMessage` is never repeated, whatever is set here. */
export interface RetryOptions {
  /** How often a call is repeated after its first try. Default 3; 0 turns retries off. */
  maxRetries?: number;
  /** Wait before the first retry, in milliseconds; it doubles from then on. Default 1,000. */
  retryDelayInMs?: number;
  /** Longest wait between two tries, in milliseconds. Default 64,000. */
  maxRetryDelayInMs?: number;
}

/** Options of {@link ChatClient}. Everything below `apiVersion` is an extension of the official client's options. */
export interface ChatClientOptions {
  retryOptions?: RetryOptions;
  /** The service's REST API version. Default `2025-03-15`. */
  apiVersion?: string;
  /** How requests are made. Default: the platform's `fetch`. An in-page service passes its own. */
  fetch?: FetchLike;
  /** How sockets are opened. Default: the platform's `WebSocket`; in Node without one, the package `ws`. */
  webSocket?: OpenWebSocket;
  /** Time and timers. Default: the platform's. */
  clock?: Clock;
  /** Random numbers and UUIDs. Default: the platform's. */
  random?: RandomSource;
  /** Tells when the network comes back and when the page is seen. Default: the platform's. */
  pageLifecycle?: PageLifecycle;
  /** Called for every row of a list and every event that is left out because it is not in the protocol. Default: nothing. */
  onDecodeError?: (error: DecodeError) => void;
  /** Called with what a listener of {@link ChatClient.on} threw. Default: the error is rethrown on its own, as an uncaught one. */
  onListenerError?: (error: unknown) => void;
}

/** Options of {@link ChatThreadClient}: those of {@link ChatClientOptions}. */
export interface ChatThreadClientOptions extends ChatClientOptions {}

/** The part of an `AbortSignal` that the client uses. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Options that every call takes. */
export interface OperationOptions {
  /** Cancels the call: it rejects with an error named `AbortError`. A request that has left may still take effect. */
  abortSignal?: AbortSignalLike;
  requestOptions?: {
    /** How long one try may take, in milliseconds. Default 15,000; lists 20,000. */
    timeout?: number;
    /** Headers to add. They cannot replace `Authorization`. */
    customHeaders?: Record<string, string>;
  };
}

/** Options of {@link ChatClient.createChatThread}. */
export interface CreateChatThreadOptions extends OperationOptions {
  participants?: ChatParticipant[];
  /** Two creations by one user with the same token make one thread. Default: a new UUID. */
  idempotencyToken?: string;
  metadata?: Record<string, string>;
  retentionPolicy?: ChatRetentionPolicy;
}

/** Options of {@link ChatClient.listChatThreads}. */
export interface RestListChatThreadsOptions extends OperationOptions {
  /** Most threads in one page, 1 to 200. */
  maxPageSize?: number;
  /** Only threads with something newer than this. */
  startTime?: Date;
}

/** Options of {@link ChatThreadClient.listMessages}. */
export interface RestListMessagesOptions extends OperationOptions {
  /** Most messages in one page, 1 to 200. */
  maxPageSize?: number;
  /** Only messages after this. */
  startTime?: Date;
}

/** Options of {@link ChatThreadClient.listParticipants}. */
export interface RestListParticipantsOptions extends OperationOptions {
  /** Most participants in one page, 1 to 200. */
  maxPageSize?: number;
  /** How many participants to pass over. */
  skip?: number;
}

/** Options of {@link ChatThreadClient.listReadReceipts}. */
export interface RestListReadReceiptsOptions extends OperationOptions {
  /** Most receipts in one page, 1 to 200. */
  maxPageSize?: number;
  /** How many receipts to pass over. */
  skip?: number;
}

/** Options of {@link ChatThreadClient.sendMessage}. */
export interface SendMessageOptions extends OperationOptions {
  senderDisplayName?: string;
  /** `text` or `html`. Default `text`. */
  type?: ChatMessageType;
  metadata?: Record<string, string>;
  /**
   * Extension: sent as `repeatability-request-id`. A service with the capability `idempotent-send` stores one message however often the
   * same token arrives from one user in one thread, and answers each time with that message's id. Azure ignores it.
   */
  idempotencyToken?: string;
}

/** Options of {@link ChatThreadClient.updateMessage}: what is given is changed. */
export interface UpdateMessageOptions extends OperationOptions {
  content?: string;
  metadata?: Record<string, string>;
}

/** Options of {@link ChatThreadClient.updateProperties}: what is given is changed. */
export interface UpdateChatThreadPropertiesOptions extends OperationOptions {
  topic?: string;
  metadata?: Record<string, string>;
  retentionPolicy?: ChatRetentionPolicy;
}

/** Options of {@link ChatThreadClient.sendTypingNotification}. */
export interface SendTypingNotificationOptions extends OperationOptions {
  senderDisplayName?: string;
}

/** Options of {@link ChatThreadClient.updateTopic}. */
export interface UpdateTopicOptions extends OperationOptions {}
/** Options of {@link ChatClient.listChatThreads}. */
export type ListChatThreadsOptions = RestListChatThreadsOptions;
/** Options of {@link ChatClient.deleteChatThread}. */
export type DeleteChatThreadOptions = OperationOptions;
/** Options of {@link ChatThreadClient.getProperties}. */
export type GetPropertiesOptions = OperationOptions;
/** Options of {@link ChatThreadClient.getMessage}. */
export type GetMessageOptions = OperationOptions;
/** Options of {@link ChatThreadClient.listMessages}. */
export type ListMessagesOptions = RestListMessagesOptions;
/** Options of {@link ChatThreadClient.deleteMessage}. */
export type DeleteMessageOptions = OperationOptions;
/** Options of {@link ChatThreadClient.addParticipants}. */
export type AddParticipantsOptions = OperationOptions;
/** Options of {@link ChatThreadClient.listParticipants}. */
export type ListParticipantsOptions = RestListParticipantsOptions;
/** Options of {@link ChatThreadClient.removeParticipant}. */
export type RemoveParticipantOptions = OperationOptions;
/** Options of {@link ChatThreadClient.sendReadReceipt}. */
export type SendReadReceiptOptions = OperationOptions;
/** Options of {@link ChatThreadClient.listReadReceipts}. */
export type ListReadReceiptsOptions = RestListReadReceiptsOptions;

/** What {@link ChatClient.createChatThread} creates. */
export interface CreateChatThreadRequest {
  topic: string;
}

/** What {@link ChatThreadClient.sendMessage} sends. */
export interface SendMessageRequest {
  /** At most 28,000 bytes as UTF-8. */
  content: string;
}

/** Whom {@link ChatThreadClient.addParticipants} adds. */
export interface AddParticipantsRequest {
  participants: ChatParticipant[];
}

/** What {@link ChatThreadClient.sendReadReceipt} acknowledges. */
export interface SendReadReceiptRequest {
  /** Everything up to and including this message has been read. */
  chatMessageId: string;
}
