import type { CommunicationUserIdentifier } from '@azure/communication-common';
import { afterAll, beforeAll, vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientOptions } from '../options.ts';
import { createTokenCredential } from '../token-credential.ts';
import { openContractService, type ContractService } from './contract-service.ts';
import { readContractTarget } from './contract-target.ts';

/** Somebody with an account at the service. */
export interface ContractPerson {
  readonly id: CommunicationUserIdentifier;
  readonly token: string;
  readonly client: ChatClient;
}

/** The service that the contract is run on, with people made for it. It may be used once the tests run. */
export interface ContractScene {
  readonly endpoint: string;
  addPerson(): Promise<ContractPerson>;
  /** Somebody whose account is gone, so nobody can add him. */
  addFormerPerson(): Promise<CommunicationUserIdentifier>;
  createClient(person: Pick<ContractPerson, 'token'>, options?: ChatClientOptions): ChatClient;
  /** Creates a thread of the creator with the others and gives the creator's client for it. */
  startThread(
    creator: ContractPerson,
    ...others: readonly ContractPerson[]
  ): Promise<ChatThreadClient>;
  /** Asserts again and again until it holds: a service of many computers may need a moment until everybody sees a change. */
  eventually(assert: () => Promise<void> | void): Promise<void>;
}

/** How long a test and a wait in it may last, and how often it looks, in milliseconds. */
const patience = {
  local: { testMs: 20_000, waitMs: 10_000, intervalMs: 20 },
  // By polling each event may take several seconds, and each refusal for asking too often asks for some more.
  azure: { testMs: 300_000, waitMs: 60_000, intervalMs: 1_000 },
};

/** Sets the scene of a file of tests: a chat-server of its own, or the Azure resource that the environment names. */
export function setContractScene(): ContractScene {
  const target = readContractTarget(process.env);
  const { testMs, waitMs, intervalMs } = patience[target.kind];
  vi.setConfig({ testTimeout: testMs, hookTimeout: testMs });

  let service: ContractService;
  const cleanUps: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    service = await openContractService(target);
    cleanUps.push(() => service.close());
  });
  // The last comes first: what belongs to somebody goes before his account does. Nobody else is hurt by what stays.
  afterAll(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp().catch(() => undefined);
  });

  const createClient: ContractScene['createClient'] = ({ token }, options) =>
    new ChatClient(service.endpoint, createTokenCredential(token), options);

  return {
    get endpoint() {
      return service.endpoint;
    },
    createClient,
    async addPerson() {
      const { user, token } = await service.identity.createUserAndToken(['chat']);
      const client = createClient({ token });
      cleanUps.push(() => service.identity.deleteUser(user));
      cleanUps.push(() => client.stopRealtimeNotifications());
      return { id: user, token, client };
    },
    async addFormerPerson() {
      const user = await service.identity.createUser();
      await service.identity.deleteUser(user);
      return user;
    },
    async startThread(creator, ...others) {
      const participants = others.map(({ id }) => ({ id }));
      const { chatThread } = await creator.client.createChatThread(
        { topic: 'Engines' },
        { participants },
      );
      if (chatThread === undefined) throw new Error('The service created no thread.');
      cleanUps.push(() => creator.client.deleteChatThread(chatThread.id));
      return creator.client.getChatThreadClient(chatThread.id);
    },
    eventually: (assert) => vi.waitFor(assert, { timeout: waitMs, interval: intervalMs }),
  };
}
