import type { PagedAsyncIterableIterator } from '@azure/core-paging';

import { encodeIdentifier, encodeParticipants, encodeRetentionPolicy } from './encode.ts';
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
import { createRestClient, type RestClient } from './rest/rest-client.ts';
import { sharedRestClient, type SharingOptions } from './rest/shared-rest-client.ts';
import type { CommunicationTokenCredential } from './token-credential.ts';
import { createTypingThrottle, type TypingThrottle } from './typing-throttle.ts';
import { checkContentSize, checkMessageType, encodeId, requireArgument } from './validate.ts';

/**
 * One chat thread: its messages, participants, receipts and properties. Methods and results are those of the class of the same name in
 * `@azure/communication-chat`. Every method rejects with a {@link ChatClientError}.
 */
export class ChatThreadClient {
  /** Id of the thread that this client is for. */
  readonly threadId: string;
  readonly #rest: RestClient;
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
    this.#path = `/chat/threads/${encodeId(threadId, 'threadId', 'constructor')}`;
    this.threadId = threadId;
    const sharing: SharingOptions = options;
    this.#rest = sharing[sharedRestClient] ?? createRestClient(endpoint, credential, options);
    this.#typing = createTypingThrottle(this.#rest.clock);
  }

  /** Reads topic, creator, metadata and retention policy. */
  async getProperties(options: GetPropertiesOptions = {}): Promise<ChatThreadProperties> {
    return this.#rest.send('getProperties', this.#path, options);
  }

  /** Gives the thread another topic. */
  async updateTopic(topic: string, options: UpdateTopicOptions = {}): Promise<void> {
    requireArgument(topic, 'topic', 'updateTopic');
    return this.#rest.send('updateTopic', this.#path, options, { topic });
  }

  /** Changes what `options` names of topic, metadata and retention policy. */
  async updateProperties(options: UpdateChatThreadPropertiesOptions = {}): Promise<void> {
    const { topic, metadata, retentionPolicy } = options;
    const body = { topic, metadata, retentionPolicy: encodeRetentionPolicy(retentionPolicy) };
    return this.#rest.send('updateProperties', this.#path, options, body);
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
    const body = { content: request.content, senderDisplayName, type, metadata };
    return this.#rest.send(operation, `${this.#path}/messages`, options, body, idempotencyToken);
  }

  /** Reads one message. */
  async getMessage(messageId: string, options: GetMessageOptions = {}): Promise<ChatMessage> {
    const path = this.#createMessagePath(messageId, 'getMessage');
    return this.#rest.send('getMessage', path, options);
  }

  /** Lists messages, the newest first. */
  listMessages(options: ListMessagesOptions = {}): PagedAsyncIterableIterator<ChatMessage> {
    return this.#rest.list('listMessages', `${this.#path}/messages`, options);
  }

  /** Deletes a message of this user. It stays in the list, without content and with `deletedOn`. */
  async deleteMessage(messageId: string, options: DeleteMessageOptions = {}): Promise<void> {
    const path = this.#createMessagePath(messageId, 'deleteMessage');
    return this.#rest.send('deleteMessage', path, options);
  }

  /** Changes content or metadata of a message of this user. */
  async updateMessage(messageId: string, options: UpdateMessageOptions = {}): Promise<void> {
    const { content, metadata } = options;
    const path = this.#createMessagePath(messageId, 'updateMessage');
    if (content != null) checkContentSize(content, 'updateMessage');
    return this.#rest.send('updateMessage', path, options, { content, metadata });
  }

  /** Adds people. Those who could not be added are named in the result; the others were. */
  async addParticipants(
    request: AddParticipantsRequest,
    options: AddParticipantsOptions = {},
  ): Promise<AddChatParticipantsResult> {
    const operation = 'addParticipants';
    const body = { participants: encodeParticipants(request?.participants, operation) };
    return this.#rest.send(operation, `${this.#path}/participants/:add`, options, body);
  }

  /** Lists the participants. */
  listParticipants(
    options: ListParticipantsOptions = {},
  ): PagedAsyncIterableIterator<ChatParticipant> {
    return this.#rest.list('listParticipants', `${this.#path}/participants`, options);
  }

  /** Removes a person from the thread. */
  async removeParticipant(
    participant: CommunicationIdentifier,
    options: RemoveParticipantOptions = {},
  ): Promise<void> {
    requireArgument(participant, 'participant', 'removeParticipant');
    const body = encodeIdentifier(participant);
    return this.#rest.send(
      'removeParticipant',
      `${this.#path}/participants/:remove`,
      options,
      body,
    );
  }

  /**
   * Tells the others that this user is writing. At most one request leaves in 8 seconds, also when it fails; a message that is sent
   * ends the wait.
   *
   * @returns False when it was too early and nothing was sent.
   */
  async sendTypingNotification(options: SendTypingNotificationOptions = {}): Promise<boolean> {
    if (!this.#typing.tryEnter()) return false;
    const { senderDisplayName } = options;
    await this.#rest.send('sendTypingNotification', `${this.#path}/typing`, options, {
      senderDisplayName,
    });
    return true;
  }

  /** Tells the others that this user has read everything up to and including a message. */
  async sendReadReceipt(
    request: SendReadReceiptRequest,
    options: SendReadReceiptOptions = {},
  ): Promise<void> {
    requireArgument(request?.chatMessageId, 'chatMessageId', 'sendReadReceipt');
    const { chatMessageId } = request;
    return this.#rest.send('sendReadReceipt', `${this.#path}/readReceipts`, options, {
      chatMessageId,
    });
  }

  /** Lists how far each participant has read. */
  listReadReceipts(
    options: ListReadReceiptsOptions = {},
  ): PagedAsyncIterableIterator<ChatMessageReadReceipt> {
    return this.#rest.list('listReadReceipts', `${this.#path}/readReceipts`, options);
  }

  #createMessagePath(messageId: string, operation: RestOperationName): string {
    return `${this.#path}/messages/${encodeId(messageId, 'chatMessageId', operation)}`;
  }
}
