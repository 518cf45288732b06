import { vi } from 'vitest';
import { commands } from 'vitest/browser';

import { ChatClient } from '../../chat-client.ts';
import { systemFetch } from '../../platform/fetch.ts';
import type { ServedUser } from '../../test-support/browser/commands.ts';
import type { ServiceLike } from '../../test-support/browser/serve-for-pages.ts';
import { createTokenCredential } from '../../token-credential.ts';
import type { ContractStage } from './contract-stage.ts';

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    createServedUser(like: ServiceLike, name: string): Promise<ServedUser>;
    loseFiles(glob: string | undefined): Promise<void>;
  }
}

/** Waits of Azure's library before it tries again begin at a second. */
const patience = { timeout: 20_000, interval: 20 };

/**
 * A stage in a page, with a service in another process, on a real port. Azure's library takes sockets and requests from the page itself, so
 * a cut is one of the whole page; actors go on, because they use the page's own `fetch`.
 */
export async function createServedStage(
  transport: 'web-socket' | 'signaling',
): Promise<ContractStage> {
  const like = transport === 'signaling' ? 'azure' : 'confab';
  const { endpoint } = await commands.createServedUser(like, 'Nobody');
  const clients: ChatClient[] = [];
  const sockets = new Set<WebSocket>();
  const { fetch, WebSocket } = globalThis;
  let isUp = true;

  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(isUp ? url : 'ws://localhost:1/', protocols);
      sockets.add(this);
    }
  };
  const fetchWhileUp: typeof fetch = (input, init) =>
    isUp ? fetch(input, init) : Promise.reject(new TypeError('Failed to fetch'));
  globalThis.fetch = fetchWhileUp;

  return {
    async createUser(name) {
      const { userId, token } = await commands.createServedUser(like, name);
      return { userId, token, identifier: { communicationUserId: userId } };
    },
    createClient(credential, options = {}) {
      // With the slash that people copy along with an address.
      const client = new ChatClient(`${endpoint}/`, credential, {
        fetch: (url, init) => (isUp ? systemFetch(url, init) : fetchWhileUp(url, init)),
        random: { next: () => 0, createUuid: () => crypto.randomUUID() },
        ...options,
      });
      clients.push(client);
      return {
        client,
        cut() {
          isUp = false;
          for (const socket of sockets) socket.close();
          sockets.clear();
        },
        restore() {
          isUp = true;
        },
      };
    },
    createActor: ({ token }) =>
      new ChatClient(endpoint, createTokenCredential(token), {
        fetch: (url, init) => fetch(url, init),
      }),
    async eventually(assert) {
      await vi.waitFor(assert, patience);
    },
    settle: (promise) => promise,
    async close() {
      for (const client of clients) await client.stopRealtimeNotifications();
      globalThis.fetch = fetch;
      globalThis.WebSocket = WebSocket;
    },
  };
}
