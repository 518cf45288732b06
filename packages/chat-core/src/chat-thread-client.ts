import type { PagedAsyncIterableIterator } from '@azure/core-paging';

import {
  decodeAddParticipantsResult,
  decodeMessage,
  decodePage,
  decodeParticipant,
  decodeReadReceipt,
  decodeSendResult,
  decodeThreadProperties,
  type Decode,
} from './decode.ts';
import { encodeIdentifier, encodeParticipant } from './encode.ts';
import type { CommunicationIdentifier } from './model/identifiers.ts';
import type {
  AddChatParticipantsResult,
  ChatMessage,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadProperties,
  SendChatMessageResult,
} from './models.ts';
import type {
  AddParticipantsOptions,
  AddParticipantsRequest,
  ChatThreadClientOptions,
  DeleteMessageOptions,
  GetMessageOptions,
  GetPropertiesOptions,
  ListMessagesOptions,
  ListParticipantsOptions,
  ListReadReceiptsOptions,
  OperationOptions,
  RemoveParticipantOptions,
  SendMessageOptions,
  SendMessageRequest,
  SendReadReceiptOptions,
  SendReadReceiptRequest,
  SendTypingNotificationOptions,
  UpdateChatThreadPropertiesOptions,
  UpdateMessageOptions,
  UpdateTopicOptions,
} from './options.ts';
import type { RestOperationName } from './rest/operations.ts';
import { createPagedIterator } from './rest/paging.ts';
import {
  createRestClient,
  type ListQuery,
  type RestCall,
  type RestClient,
} from './rest/rest-client.ts';
import { findSharedRestClient } from './rest/shared-rest-client.ts';
import type { CommunicationTokenCredential } from './token-credential.ts';
import { createTypingThrottle, type TypingThrottle } from './typing-throttle.ts';
import { checkContentSize, checkMessageType, requireArgument, requireId } from './validate.ts';

/**
 * One chat thread: its messages, participants, receipts and properties. Methods and results are those of the class of the same name in
 * `@azure/communication-chat`. Every method rejects with a {@link ChatClientError}.
 */
export class ChatThreadClient {
  /** Id of the thread that this client is for. */
  readonly threadId: string;
  readonly #rest: RestClient;
  readonly #options: ChatThreadClientOptions;
  readonly #typing: TypingThrottle;
  readonly #path: string;

  /**
   * Nothing is sent yet. Prefer {@link ChatClient.getChatThreadClient}, whose clients share one token.
   *
   * @throws ChatClientError with code `invalid-argument` for an endpoint that cannot be used, or an empty thread id.
   */
  constructor(
    endpoint: string,
    threadId: string,
    credential: CommunicationTokenCredential,
    options: ChatThreadClientOptions = {},
  ) {
    requireId(threadId, 'threadId', 'constructor');
    this.threadId = threadId;
    this.#options = options;
    this.#rest = findSharedRestClient(options) ?? createRestClient(endpoint, credential, options);
    this.#typing = createTypingThrottle(this.#rest.clock);
    this.#path = `/chat/threads/${encodeURIComponent(threadId)}`;
  }

  /** Reads topic, creator, metadata and retention policy. */
  async getProperties(options: GetPropertiesOptions = {}): Promise<ChatThreadProperties> {
    const answer = await this.#send({ operation: 'getProperties', options });
    return decodeThreadProperties(answer, 'getProperties');
  }

  /** Gives the thread another topic. */
  async updateTopic(topic: string, options: UpdateTopicOptions = {}): Promise<void> {
    requireArgument(topic, 'topic', 'updateTopic');
    await this.#send({ operation: 'updateTopic', body: { topic }, options });
  }

  /** Changes what `options` names of topic, metadata and retention policy. */
  async updateProperties(options: UpdateChatThreadPropertiesOptions = {}): Promise<void> {
    const { topic, metadata, retentionPolicy } = options;
    const body = { topic, metadata, retentionPolicy };
    await this.#send({ operation: 'updateProperties', body, options });
  }

  /**
   * Sends a message. It is never sent a second time after a lost answer, a server error or a 429, unlike in the official client: only the
   * caller can know whether the message arrived. After a refused token (401) it is sent again with another one, because then nothing
   * has been stored.
   *
   * @throws ChatClientError with code `too-large` before anything is sent when the content has more than 28,000 bytes.
   */
  async sendMessage(
    request: SendMessageRequest,
    options: SendMessageOptions = {},
  ): Promise<SendChatMessageResult> {
    const operation = 'sendMessage';
    requireArgument(request?.content, 'content', operation);
    checkMessageType(options.type, operation);
    checkContentSize(request.content, operation);
    const { senderDisplayName, type, metadata, idempotencyToken } = options;
    this.#typing.reset();
    const answer = await this.#send({
      operation,
      subPath: '/messages',
      body: { content: request.content, senderDisplayName, type, metadata },
      headers:
        idempotencyToken === undefined ? {} : { 'repeatability-request-id': idempotencyToken },
      options,
    });
    return decodeSendResult(answer, operation);
  }

  /** Reads one message. */
  async getMessage(messageId: string, options: GetMessageOptions = {}): Promise<ChatMessage> {
    const subPath = createMessagePath(messageId, 'getMessage');
    const answer = await this.#send({ operation: 'getMessage', subPath, options });
    return decodeMessage(answer, 'getMessage');
  }

  /** Lists messages, the newest first. */
  listMessages(options: ListMessagesOptions = {}): PagedAsyncIterableIterator<ChatMessage> {
    return this.#list('listMessages', '/messages', decodeMessage, options);
  }

  /** Deletes a message of this user. It stays in the list, without content and with `deletedOn`. */
  async deleteMessage(messageId: string, options: DeleteMessageOptions = {}): Promise<void> {
    const subPath = createMessagePath(messageId, 'deleteMessage');
    await this.#send({ operation: 'deleteMessage', subPath, options });
  }

  /** Changes content or metadata of a message of this user. */
  async updateMessage(messageId: string, options: UpdateMessageOptions = {}): Promise<void> {
    const { content, metadata } = options;
    const subPath = createMessagePath(messageId, 'updateMessage');
    if (content !== undefined) checkContentSize(content, 'updateMessage');
    const body = { content, metadata };
    await this.#send({ operation: 'updateMessage', subPath, body, options });
  }

  /** Adds people. Those who could not be added are named in the result; the others were. */
  async addParticipants(
    request: AddParticipantsRequest,
    options: AddParticipantsOptions = {},
  ): Promise<AddChatParticipantsResult> {
    requireArgument(request?.participants, 'participants', 'addParticipants');
    const answer = await this.#send({
      operation: 'addParticipants',
      subPath: '/participants/:add',
      body: { participants: request.participants.map(encodeParticipant) },
      options,
    });
    return decodeAddParticipantsResult(answer, 'addParticipants');
  }

  /** Lists the participants. */
  listParticipants(
    options: ListParticipantsOptions = {},
  ): PagedAsyncIterableIterator<ChatParticipant> {
    return this.#list('listParticipants', '/participants', decodeParticipant, options);
  }

  /** Removes a person from the thread. */
  async removeParticipant(
    participant: CommunicationIdentifier,
    options: RemoveParticipantOptions = {},
  ): Promise<void> {
    requireArgument(participant, 'participant', 'removeParticipant');
    const body = encodeIdentifier(participant);
    await this.#send({
      operation: 'removeParticipant',
      subPath: '/participants/:remove',
      body,
      options,
    });
  }

  /**
   * Tells the others that this user is writing. At most one request leaves in 8 seconds, also when it fails; a message that is sent
   * ends the wait.
   *
   * @returns False when it was too early and nothing was sent.
   */
  async sendTypingNotification(options: SendTypingNotificationOptions = {}): Promise<boolean> {
    if (!this.#typing.tryEnter()) return false;
    await this.#send({
      operation: 'sendTypingNotification',
      subPath: '/typing',
      body: { senderDisplayName: options.senderDisplayName },
      options,
    });
    return true;
  }

  /** Tells the others that this user has read everything up to and including a message. */
  async sendReadReceipt(
    request: SendReadReceiptRequest,
    options: SendReadReceiptOptions = {},
  ): Promise<void> {
    requireArgument(request?.chatMessageId, 'chatMessageId', 'sendReadReceipt');
    const body = { chatMessageId: request.chatMessageId };
    await this.#send({ operation: 'sendReadReceipt', subPath: '/readReceipts', body, options });
  }

  /** Lists how far each participant has read. */
  listReadReceipts(
    options: ListReadReceiptsOptions = {},
  ): PagedAsyncIterableIterator<ChatMessageReadReceipt> {
    return this.#list('listReadReceipts', '/readReceipts', decodeReadReceipt, options);
  }

  #send(call: Omit<RestCall, 'path'> & { readonly subPath?: string }): Promise<unknown> {
    const { subPath = '', ...rest } = call;
    return this.#rest.send({ ...rest, path: this.#path + subPath });
  }

  #list<Item>(
    operation: RestOperationName,
    subPath: string,
    decode: Decode<Item>,
    options: ListQuery & OperationOptions,
  ): PagedAsyncIterableIterator<Item> {
    return createPagedIterator(operation, async (link) => {
      const answer =
        link === undefined
          ? await this.#send({ operation, subPath, query: options, options })
          : await this.#rest.sendLink(operation, link, options);
      return decodePage(answer, operation, decode, (error) => this.#options.onDecodeError?.(error));
    });
  }
}

function createMessagePath(messageId: string, operation: RestOperationName): string {
  requireId(messageId, 'chatMessageId', operation);
  return `/messages/${encodeURIComponent(messageId)}`;
}
