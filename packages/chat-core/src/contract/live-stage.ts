import { vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { systemFetch, type FetchLike } from '../platform/fetch.ts';
import type { ContractStage } from '../realtime/contract/contract-stage.ts';
import { collect } from '../test-support/collect.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ContractService } from './contract-service.ts';

/** Each look at a list comes some seconds after the one before, and one that is refused for asking too often still later. */
const patience = { timeout: 60_000, interval: 500 };

/** A stage of the realtime contract on a service that somebody else runs, for clients in Node: they hear by polling, in real time. */
export function createLiveStage({ endpoint, identity }: ContractService): ContractStage {
  const cleanUps: (() => Promise<unknown>)[] = [];

  return {
    async createUser() {
      const { user, token } = await identity.createUserAndToken(['chat']);
      cleanUps.push(() => identity.deleteUser(user));
      return { userId: user.communicationUserId, token, identifier: user };
    },
    createClient(credential, options) {
      let isUp = true;
      const fetchWhileUp: FetchLike = (url, init) =>
        isUp ? systemFetch(url, init) : Promise.reject(new TypeError('Failed to fetch'));
      const client = new ChatClient(endpoint, credential, {
        fetch: fetchWhileUp,
        realtime: { transport: 'polling' },
        ...options,
      });
      cleanUps.push(() => client.stopRealtimeNotifications());
      return {
        client,
        cut: () => void (isUp = false),
        restore: () => void (isUp = true),
      };
    },
    createActor({ token }) {
      const client = new ChatClient(endpoint, createTokenCredential(token));
      cleanUps.push(async () => {
        for (const { id } of await collect(client.listChatThreads())) {
          await client.deleteChatThread(id);
        }
      });
      return client;
    },
    async eventually(assert) {
      await vi.waitFor(assert, patience);
    },
    settle: (promise) => promise,
    async close() {
      // The last comes first: threads go before the accounts that may delete them. Nobody is hurt by what stays.
      for (const cleanUp of cleanUps.toReversed()) await cleanUp().catch(() => undefined);
    },
  };
}
