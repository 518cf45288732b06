import type { ChatClient } from '../../chat-client.ts';
import type { ChatThreadClient } from '../../chat-thread-client.ts';
import type { ChatEventId, ChatEventPayloads } from '../../events.ts';
import type { ChatClientOptions } from '../../options.ts';
import { createTokenCredential } from '../../token-credential.ts';
import type {
  ContractClient,
  ContractFacts,
  ContractStage,
  ContractUser,
} from './contract-stage.ts';

/** Ada acts and Grace listens; they share a thread. */
export interface ContractScene {
  readonly stage: ContractStage;
  readonly ada: ContractUser;
  readonly grace: ContractUser;
  /** Ada's clients. They make requests only. */
  readonly actor: ChatClient;
  readonly thread: ChatThreadClient;
  /** A client of Grace's, not started yet. */
  createListener(options?: ChatClientOptions): ContractClient;
  /** A thread of Ada's with these people in it. */
  createThread(topic: string, people: readonly ContractUser[]): Promise<ChatThreadClient>;
  /** Starts a client, and looks whether it hears as it should. */
  start(client: ChatClient): Promise<void>;
}

/** Sets the scene on a stage. */
export async function createContractScene(
  stage: ContractStage,
  facts: ContractFacts,
): Promise<ContractScene> {
  const ada = await stage.createUser('Ada');
  const grace = await stage.createUser('Grace');
  const actor = stage.createActor(ada);

  async function createThread(
    topic: string,
    people: readonly ContractUser[],
  ): Promise<ChatThreadClient> {
    const participants = people.map(({ identifier }) => ({ id: identifier, displayName: 'Guest' }));
    const { chatThread } = await stage.settle(actor.createChatThread({ topic }, { participants }));
    if (chatThread === undefined) throw new Error('The service created no thread.');
    return actor.getChatThreadClient(chatThread.id);
  }

  return {
    stage,
    ada,
    grace,
    actor,
    thread: await createThread('Engines', [grace]),
    createThread,
    createListener: (options) => stage.createClient(createTokenCredential(grace.token), options),
    async start(client) {
      const connected = record(client, 'realTimeNotificationConnected');
      await stage.settle(client.startRealtimeNotifications());
      const last = connected.at(-1);
      if (last?.transport !== facts.transport) {
        throw new Error(`The client hears over ${last?.transport}, not over ${facts.transport}.`);
      }
    },
  };
}

/** Everything of one event that a client hears from now on. */
export function record<Id extends ChatEventId>(
  client: ChatClient,
  id: Id,
): ChatEventPayloads[Id][] {
  const heard: ChatEventPayloads[Id][] = [];
  client.on(id, (event) => heard.push(event));
  return heard;
}

/** A user as events name him. */
export function kindOf({ userId }: ContractUser): object {
  return { kind: 'communicationUser', communicationUserId: userId };
}
