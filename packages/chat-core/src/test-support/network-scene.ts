import { serveChatService, type ServeOptions } from '@confab/chat-server/node';
import type { ChatService } from '@confab/chat-server';
import { onTestFinished } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChatSessionOptions } from '../session/session-options.ts';
import { createTokenCredential } from '../token-credential.ts';
import { joinNetwork, type NetworkPerson } from './network-person.ts';

/** A service on a port, with Ada and Grace in one thread, each behind a proxy of her own. */
export interface NetworkScene {
  readonly service: ChatService;
  readonly threadId: string;
  readonly ada: NetworkPerson;
  readonly grace: NetworkPerson;
  /** A client of Grace's without a network in between. */
  readonly direct: ChatClient;
  /** What the service has from people, oldest first. */
  readonly stored: () => Promise<string[]>;
}

export interface NetworkSceneOptions {
  readonly serve?: Partial<ServeOptions>;
  /** Of Ada's session. */
  readonly session?: Partial<ChatSessionOptions>;
  /** Of all clients. Default: the platform's. */
  readonly clock?: Clock;
  /** Whether the service stores a message once that is sent twice. Default true, which Azure's is not. */
  readonly isIdempotent?: boolean;
  /** Whether the service keeps what a socket misses. Default true, which Azure's does not. */
  readonly canResume?: boolean;
}

/** Sets the scene; it ends with the test. Both are connected, and hold the thread open. */
export async function createNetworkScene(options: NetworkSceneOptions = {}): Promise<NetworkScene> {
  const { serve, session, clock, isIdempotent = true, canResume = true } = options;
  const served = await serveChatService({ port: 0, storage: 'memory', ...serve });
  onTestFinished(() => served.close());
  const { service, endpoint, port } = served;
  const [ada, grace] = [await service.createUser('Ada'), await service.createUser('Grace')];
  const direct = new ChatClient(endpoint, createTokenCredential(grace.token), {
    fetch: service.fetch,
  });
  const threadId = await createThread(direct, [ada.userId]);
  const place = { endpoint, port, threadId, isIdempotent, canResume };
  const time = clock === undefined ? {} : { clock };
  return {
    service,
    threadId,
    direct,
    ada: await joinNetwork(place, { name: 'Ada', ...ada }, { ...time, ...session }),
    grace: await joinNetwork(place, { name: 'Grace', ...grace }, time),
    stored: () => listTexts(direct, threadId),
  };
}

/** Creates a thread of the client's user and these others. */
export async function createThread(client: ChatClient, others: readonly string[]): Promise<string> {
  const participants = others.map((userId) => ({ id: { communicationUserId: userId } }));
  const { chatThread } = await client.createChatThread({ topic: 'Launch' }, { participants });
  if (chatThread === undefined) throw new Error('The service created no thread.');
  return chatThread.id;
}

/** What people have said in the thread, oldest first. */
export async function listTexts(client: ChatClient, threadId: string): Promise<string[]> {
  const texts: string[] = [];
  const list = client.getChatThreadClient(threadId).listMessages({ maxPageSize: 200 });
  for await (const { type, content, deletedOn } of list) {
    if (type === 'text' && deletedOn === undefined) texts.push(content?.message ?? '');
  }
  return texts.toReversed();
}
