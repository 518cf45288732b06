import { ChatClient } from '@azure/communication-chat';
import type { ChatClientOptions, ChatThreadClient } from '@azure/communication-chat';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import type { CommunicationUserIdentifier } from '@azure/communication-common';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import type { TokenScope } from '@azure/communication-identity';
import { afterAll, beforeAll } from 'vitest';
import { serveChatService } from '../node/serve-chat-service.ts';
import type { ServedChatService, ServeOptions } from '../node/serve-chat-service.ts';

/** A user who came by Azure's identity client and talks through Azure's chat client. */
export interface OfficialPerson {
  readonly id: CommunicationUserIdentifier;
  readonly userId: string;
  readonly token: string;
  readonly chat: ChatClient;
}

/** A service over https, and Azure's own clients for it, as they come from the registry. */
export interface OfficialScene {
  readonly served: ServedChatService;
  readonly identity: CommunicationIdentityClient;
  /** A chat client with this token. Nothing is repeated unless `options` say so. */
  signIn(token: string, options?: ChatClientOptions): ChatClient;
  addPerson(scopes?: TokenScope[]): Promise<OfficialPerson>;
  /** A new thread of the creator with the others. Resolves to its id. */
  startThread(creator: OfficialPerson, ...others: OfficialPerson[]): Promise<string>;
}

/** Serves a chat service to all tests of a file. The scene may be used once the tests run. */
export function setOfficialScene(options: Partial<ServeOptions> = {}): OfficialScene {
  let served: ServedChatService | undefined;
  let scene: OfficialScene | undefined;
  beforeAll(async () => {
    served = await serveChatService({ port: 0, storage: 'memory', tls: 'self-signed', ...options });
    scene = createOfficialScene(served);
  });
  afterAll(() => served?.close());
  const present = (): OfficialScene => {
    if (scene === undefined) throw new Error('The scene is there only while the tests run.');
    return scene;
  };
  return {
    get served() {
      return present().served;
    },
    get identity() {
      return present().identity;
    },
    signIn: (...args) => present().signIn(...args),
    addPerson: (...args) => present().addPerson(...args),
    startThread: (...args) => present().startThread(...args),
  };
}

function createOfficialScene(served: ServedChatService): OfficialScene {
  const { endpoint, connectionString, certificate = '' } = served;
  // How an app trusts an authority of its own; nothing else about the clients is changed.
  const trust = { tlsOptions: { ca: certificate } };
  const identity = new CommunicationIdentityClient(connectionString, trust);
  const signIn: OfficialScene['signIn'] = (token, options = {}) =>
    new ChatClient(endpoint, new AzureCommunicationTokenCredential(token), {
      ...trust,
      retryOptions: { maxRetries: 0 },
      ...options,
    });
  return {
    served,
    identity,
    signIn,
    addPerson: async (scopes = ['chat']) => {
      const { user, token } = await identity.createUserAndToken(scopes);
      return { id: user, userId: user.communicationUserId, token, chat: signIn(token) };
    },
    startThread: async (creator, ...others) => {
      const participants = others.map(({ id }) => ({ id }));
      const { chatThread } = await creator.chat.createChatThread(
        { topic: 'Lunch' },
        { participants },
      );
      return chatThread?.id ?? '';
    },
  };
}

/** Every item of a list, through all its pages. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The texts of a thread as this person lists them, newest first, without what the service wrote. */
export async function listTexts(thread: ChatThreadClient): Promise<string[]> {
  const messages = await collect(thread.listMessages());
  return messages.flatMap(({ type, content }) =>
    type === 'text' || type === 'html' ? [content?.message ?? ''] : [],
  );
}
