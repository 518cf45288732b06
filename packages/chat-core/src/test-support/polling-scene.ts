import { expect, vi } from 'vitest';

import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientOptions } from '../options.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createChatFixture, fixtureEndpoint, type ChatFixture } from './chat-fixture.ts';
import { createLedger } from './ledger.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createErrorAnswer } from './recording-fetch.ts';

/** What becomes of a request for a list; `pass` sends it to the service. */
export type Respond = (path: string, pass: () => Promise<Response>) => Promise<Response>;

/** Ada and Grace in a thread; Grace's clients listen by polling, in time that only the test moves. */
export interface PollingScene {
  readonly chat: ChatFixture;
  /** Ada's. */
  readonly thread: ChatThreadClient;
  readonly clock: ManualClock;
  /** Paths of the requests for lists since the start. */
  readonly requests: string[];
  /** How often a client began to wait for the next poll. */
  readonly waits: number;
  /** At first every request passes. */
  respond: Respond;
  createGrace(options?: ChatClientOptions): ChatClient;
  start(client: ChatClient): Promise<void>;
  /** Lets one interval pass, by default of five seconds, and waits for the end of the poll that begins then. */
  poll(intervalMs?: number): Promise<void>;
  /** Stops Grace's clients, and checks that they leave nothing open. */
  close(): Promise<void>;
}

/** How long requests, lists and credentials may take: no waits for a poll. */
const requestTimeouts = [15_000, 20_000, 30_000];

export const passAll: Respond = (_path, pass) => pass();

/** An answer that refuses. */
export function refuse(status: number, headers?: Record<string, string>): Promise<Response> {
  return Promise.resolve(createErrorAnswer(status, headers));
}

/** Sets the scene. */
export async function createPollingScene(): Promise<PollingScene> {
  const chat = await createChatFixture();
  const thread = await chat.createThread('Engines');
  const clock = createManualClock();
  const ledger = createLedger();
  const clients: ChatClient[] = [];
  const requests: string[] = [];
  let waits = 0;
  const scene: PollingScene = {
    chat,
    thread,
    clock,
    requests,
    get waits() {
      return waits;
    },
    respond: passAll,
    createGrace(options = {}) {
      const client = ledger.createClient(fixtureEndpoint, createTokenCredential(chat.grace.token), {
        webSocket: chat.service.webSocket,
        clock: {
          ...clock,
          setTimeout(callback, delayMs) {
            if (!requestTimeouts.includes(delayMs)) waits += 1;
            return clock.setTimeout(callback, delayMs);
          },
        },
        random: { next: () => 1, createUuid: () => crypto.randomUUID() },
        retryOptions: { maxRetries: 0 },
        realtime: { transport: 'polling' },
        async fetch(url, init) {
          const { pathname } = new URL(url);
          const pass = (): Promise<Response> => chat.service.fetch(url, init);
          if (!pathname.startsWith('/chat/threads')) return pass();
          requests.push(pathname);
          return scene.respond(pathname, pass);
        },
        ...options,
      });
      clients.push(client);
      return client;
    },
    async start(client) {
      await client.startRealtimeNotifications();
      requests.length = 0;
    },
    async poll(intervalMs = 5_000) {
      const count = waits;
      await clock.advance(intervalMs);
      await vi.waitFor(() => expect(waits).toBeGreaterThan(count));
    },
    async close() {
      for (const client of clients) await client.stopRealtimeNotifications();
      // Requests that were under way end.
      await clock.settle();
      // Tests listen to the client, and need not stop.
      expect(ledger.open.filter((thing) => !thing.includes('listener of the client'))).toEqual([]);
      await chat.close();
    },
  };
  return scene;
}
