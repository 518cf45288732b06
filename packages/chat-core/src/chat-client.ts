import type { PagedAsyncIterableIterator } from '@azure/core-paging';

import { ChatThreadClient } from './chat-thread-client.ts';
import { encodeParticipants, encodeRetentionPolicy } from './encode.ts';
import type { ChatEventHandler, ChatEventId } from './events.ts';
import type { ChatThreadItem, CreateChatThreadResult } from './models.ts';
import type {
  ChatClientOptions,
  CreateChatThreadOptions,
  CreateChatThreadRequest,
  DeleteChatThreadOptions,
  ListChatThreadsOptions,
} from './options.ts';
import {
  createRealtimeNotifications,
  type RealtimeNotifications,
} from './realtime/realtime-notifications.ts';
import { createRestClient, type RestClient } from './rest/rest-client.ts';
import { sharedRestClient, type SharingOptions } from './rest/shared-rest-client.ts';
import type { CommunicationTokenCredential } from './token-credential.ts';
import { encodeId, requireArgument } from './validate.ts';

/**
 * The threads of one signed-in user, and the events of all of them. Methods and results are those of the class of the same name in
 * `@azure/communication-chat`; what is added says so. Every method rejects with a {@link ChatClientError}.
 */
export class ChatClient {
  readonly #credential: CommunicationTokenCredential;
  readonly #rest: RestClient;
  readonly #realtime: RealtimeNotifications;

  /**
   * Nothing is sent and no token is asked for yet.
   *
   * @param endpoint - The service's address, such as `https://<resource>.communication.azure.com`. Plain http only with this machine.
   * @throws ChatClientError with code `invalid-argument` for an endpoint that cannot be used.
   */
  constructor(
    endpoint: string,
    credential: CommunicationTokenCredential,
    options: ChatClientOptions = {},
  ) {
    this.#credential = credential;
    this.#rest = createRestClient(endpoint, credential, options);
    this.#realtime = createRealtimeNotifications(this.#rest, options, this);
  }

  /**
   * Extension: what this service can do beyond Azure's protocol, such as `idempotent-send`. Empty until
   * {@link ChatClient.startRealtimeNotifications} has asked the service.
   */
  get realtimeCapabilities(): readonly string[] {
    return this.#realtime.capabilities;
  }

  /** Extension: the service's address, without a slash at its end. */
  get endpoint(): string {
    return this.#rest.endpoint;
  }

  /** Not for apps: the session looks whose token it is, and sends files. */
  protected get rest(): RestClient {
    return this.#rest;
  }

  /** Not for apps: the session starts it with its own options. */
  protected get realtime(): RealtimeNotifications {
    return this.#realtime;
  }

  /** A client for one thread, with this client's token and options. Nothing is sent. */
  getChatThreadClient(threadId: string): ChatThreadClient {
    const options: SharingOptions = { [sharedRestClient]: this.#rest };
    return new ChatThreadClient(this.#rest.endpoint, threadId, this.#credential, options);
  }

  /**
   * Creates a thread, with the signed-in user in it. People who could not be added are named in the result; the thread exists all the
   * same.
   */
  async createChatThread(
    request: CreateChatThreadRequest,
    options: CreateChatThreadOptions = {},
  ): Promise<CreateChatThreadResult> {
    const operation = 'createChatThread';
    requireArgument(request?.topic, 'topic', operation);
    const { participants, metadata, retentionPolicy } = options;
    const body = {
      topic: request.topic,
      participants:
        participants === undefined ? undefined : encodeParticipants(participants, operation),
      metadata,
      retentionPolicy: encodeRetentionPolicy(retentionPolicy),
    };
    const idempotencyToken = options.idempotencyToken ?? this.#rest.random.createUuid();
    return this.#rest.send(operation, '/chat/threads', options, body, idempotencyToken);
  }

  /** Lists the user's threads. */
  listChatThreads(
    options: ListChatThreadsOptions = {},
  ): PagedAsyncIterableIterator<ChatThreadItem> {
    return this.#rest.list('listChatThreads', '/chat/threads', options);
  }

  /** Deletes a thread for everybody. */
  async deleteChatThread(threadId: string, options: DeleteChatThreadOptions = {}): Promise<void> {
    const operation = 'deleteChatThread';
    const path = `/chat/threads/${encodeId(threadId, 'threadId', operation)}`;
    return this.#rest.send(operation, path, options);
  }

  /**
   * Starts the events. It resolves with the first connection; from then on a lost connection comes back by itself. Calling it while it
   * runs does nothing more. Unlike in the official client it works in Node too, and after a failure it can be called again. How events
   * arrive is chosen by what the service offers, or by the option `realtime`; `realTimeNotificationConnected` tells which way it is.
   *
   * @throws ChatClientError when the token is refused or the service cannot be asked; with code `realtime-unavailable` when the way that
   *   the options name cannot be used.
   */
  startRealtimeNotifications(): Promise<void> {
    return this.#realtime.start();
  }

  /** Ends the events. Listeners stay, unlike in the official client, and hear again after the next start. */
  async stopRealtimeNotifications(): Promise<void> {
    this.#realtime.stop();
  }

  /** Adds a listener. It may be added before the start, so that no event is missed. */
  on<Id extends ChatEventId>(event: Id, listener: ChatEventHandler<Id>): void {
    this.#realtime.emitter.add(event, listener);
  }

  /** Removes a listener that {@link ChatClient.on} added. */
  off<Id extends ChatEventId>(event: Id, listener: ChatEventHandler<Id>): void {
    this.#realtime.emitter.remove(event, listener);
  }
}
