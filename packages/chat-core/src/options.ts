import type { CommonClientOptions, OperationOptions } from '@azure/core-client';

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

/**
 * Options of {@link ChatClient}: those of the official client, and extensions from `apiVersion` on.
 *
 * - `httpClient` makes the requests. Default: one over `fetch`.
 * - `additionalPolicies` run around each call (`perCall`) or around each try of it, with the token in its headers (`perRetry`).
 * - `userAgentOptions.userAgentPrefix` goes before this package's name in the header `User-Agent` (in pages `x-ms-useragent`).
 * - `telemetryOptions.clientRequestIdHeaderName` renames the header `x-ms-client-request-id`.
 * - `proxyOptions`, `tlsOptions` and `agent` have no effect, because `fetch` has no such settings: pass an `httpClient` or a `fetch` that
 *   has them. `redirectOptions` has none because redirects are never followed, `allowInsecureConnection` because plain http to this
 *   machine needs no permission and to another one gets none.
 */
export interface ChatClientOptions extends CommonClientOptions {
  retryOptions?: RetryOptions;
  /** The service's REST API version. Default `2025-03-15`. */
  apiVersion?: string;
  /** What makes the requests when there is no `httpClient`. Default: the platform's `fetch`. An in-page service passes its own. */
  fetch?: FetchLike;
  /** How sockets are opened. Default: the platform's `WebSocket`; in Node without one, the package `ws`. */
  webSocket?: OpenWebSocket;
  /** Time and timers. Default: the platform's. */
  clock?: Clock;
  /** Random numbers and UUIDs. Default: the platform's. */
  random?: RandomSource;
  /** Tells when the network comes back and when the page is seen. Default: the platform's. */
  pageLifecycle?: PageLifecycle;
  /** How events arrive. */
  realtime?: RealtimeOptions;
  /** What the official client hands on to Azure's realtime library; its types do not name it. It has an effect with that library only. */
  signalingClientOptions?: SignalingClientOptions;
  /** Called for every row of a list and every event that is left out because it is not in the protocol. Default: nothing. */
  onDecodeError?: (error: DecodeError) => void;
  /** Called with what a listener of {@link ChatClient.on} threw. Default: the error is rethrown on its own, as an uncaught one. */
  onListenerError?: (error: unknown) => void;
}

/**
 * A way for events to arrive.
 *
 * - `web-socket`: the protocol of a Confab service. Short losses of the connection lose no events.
 * - `signaling`: Azure's protocol, spoken by Azure's library, which is loaded with the start. Only in pages.
 * - `polling`: lists are read again and again, and events are derived from what changed. Works everywhere, later, and without typing.
 */
export type RealtimeTransportName = 'web-socket' | 'signaling' | 'polling';

/** How polling polls. */
export interface PollingOptions {
  /** Milliseconds between two polls, 1,000 to 3,600,000. Default 5,000, which stays within Azure's limits on requests. */
  intervalMs?: number;
}

/** How events arrive. */
export interface RealtimeOptions {
  /**
   * Default `auto`: what the service offers first of `web-socket` and `signaling`; `polling` where neither can be used, and as a bridge
   * until the other has connected when that takes over 10 seconds. With a name only that way is tried.
   */
  transport?: 'auto' | RealtimeTransportName;
  /** For polling; other transports do not use it. */
  polling?: PollingOptions;
}

/** Options for Azure's realtime library. Its one request over this pipeline is answered by the client, from what it has asked itself. */
export type SignalingClientOptions = Pick<
  CommonClientOptions,
  'additionalPolicies' | 'userAgentOptions'
>;

/** Options of {@link ChatThreadClient}: those of {@link ChatClientOptions}. */
export interface ChatThreadClientOptions extends ChatClientOptions {}

/** The part of an `AbortSignal` that the client uses. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Options that every call takes, those of the official client.
 *
 * - `abortSignal` cancels the call: it rejects with an error named `AbortError`. A request that has left may still take effect.
 * - `requestOptions.timeout` is how long one try may take, in milliseconds. Default 15,000; lists 20,000.
 * - `requestOptions.customHeaders` are added. They cannot replace `Authorization`.
 * - `onResponse` is called once a call has been answered, with the last answer, its parsed body, and the error if it became one.
 * - The others have no effect: `tracingOptions`, `serializerOptions`, and of `requestOptions` the progress callbacks, `shouldDeserialize`
 *   and `allowInsecureConnection`.
 */
export type { OperationOptions };

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
