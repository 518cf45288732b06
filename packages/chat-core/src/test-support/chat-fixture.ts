import { createChatService, type ChatService } from '@confab/chat-server';

import { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientOptions } from '../options.ts';
import { createTokenCredential } from '../token-credential.ts';

/** Where an in-page service pretends to be. */
export const fixtureEndpoint = 'http://localhost:4830';

/** A signed-in user of a {@link ChatFixture}. */
export interface FixtureUser {
  readonly userId: string;
  readonly token: string;
  /** The user's identifier, as requests take it. */
  readonly identifier: { readonly communicationUserId: string };
  readonly client: ChatClient;
}

/** The real service in this process, with Ada and Grace. */
export interface ChatFixture {
  readonly service: ChatService;
  readonly ada: FixtureUser;
  readonly grace: FixtureUser;
  /** Creates a thread of Ada and Grace and gives Ada's client for it. */
  createThread(topic?: string): Promise<ChatThreadClient>;
  /** Creates a client of `user` with other options. */
  createClient(user: Pick<FixtureUser, 'token'>, options: ChatClientOptions): ChatClient;
  close(): Promise<void>;
}

/** Starts a {@link ChatFixture}. `options` are those of both users' clients. */
export async function createChatFixture(options: ChatClientOptions = {}): Promise<ChatFixture> {
  const service = await createChatService({ endpoint: fixtureEndpoint });

  function createClient(
    user: Pick<FixtureUser, 'token'>,
    clientOptions: ChatClientOptions,
  ): ChatClient {
    return new ChatClient(fixtureEndpoint, createTokenCredential(user.token), {
      fetch: service.fetch,
      webSocket: service.webSocket,
      ...clientOptions,
    });
  }

  async function createUser(name: string): Promise<FixtureUser> {
    const { userId, token } = await service.createUser(name);
    const client = createClient({ token }, options);
    return { userId, token, identifier: { communicationUserId: userId }, client };
  }

  const ada = await createUser('Ada');
  const grace = await createUser('Grace');
  return {
    service,
    ada,
    grace,
    createClient,
    async createThread(topic = 'Engines') {
      const participants = [{ id: grace.identifier, displayName: 'Grace' }];
      const { chatThread } = await ada.client.createChatThread({ topic }, { participants });
      if (chatThread === undefined) throw new Error('The service created no thread.');
      return ada.client.getChatThreadClient(chatThread.id);
    },
    async close() {
      await ada.client.stopRealtimeNotifications();
      await grace.client.stopRealtimeNotifications();
      await service.close();
    },
  };
}
