import { ChatClient, createTokenCredential } from '@confab/chat-core';
import {
  createChatSession,
  type ChatSession,
  type ReliabilityConfig,
  type TabMessage,
} from '@confab/chat-core/session';
import {
  createProxiedNetwork,
  withoutCapabilities,
} from '../../../packages/chat-core/src/test-support/fault-proxy/proxied-network.ts';
import type { ClientSetup, SoakCalls } from './client-calls.ts';
import { openFileDatabase } from './file-database.ts';
import type { Journal } from '../journal.ts';
import type { Line } from '../processes/line.ts';

/** The usual waits, shortened so that every repair has its turn between the end of the troubles and the last look. */
const reliability: Partial<ReliabilityConfig> = {
  antiEntropyMs: 8_000,
  windowCheckMs: 20_000,
  outboxScanMs: 2_000,
  sendBackoff: { baseMs: 500, capMs: 8_000 },
  readBackoff: { baseMs: 500, capMs: 5_000 },
  tokenBackoff: { baseMs: 500, capMs: 5_000 },
  listsPerMinute: 240,
  // What is remembered of sent messages counts as memory.
  sentMemoryMs: 60_000,
};

/** A session with the means to disturb it. */
export interface SoakSession {
  readonly session: ChatSession;
  /** By how many ms its clock differs from the computer's. */
  setClock(offsetMs: number): void;
  hearTab(message: unknown): void;
}

/** Opens a session that goes through the proxy, keeps its things in a file, and hears its other tabs through the soak. */
export function openSoakSession(
  setup: ClientSetup,
  journal: Journal,
  soak: Line<SoakCalls>,
): SoakSession {
  const { endpoint, proxyEndpoint } = setup;
  const tabListeners = new Set<(message: TabMessage) => void>();
  let offsetMs = 0;
  const clock = {
    now: () => Date.now() + offsetMs,
    elapsed: () => performance.now(),
    setTimeout: (callback: () => void, delayMs: number) => setTimeout(callback, delayMs),
    // The session gives back what `setTimeout` gave it.
    clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout | undefined),
  };
  const credential = createTokenCredential(() => soak.call('issueToken'), clock);
  const network = createProxiedNetwork(endpoint, () => proxyEndpoint);
  const client = new ChatClient(endpoint, credential, {
    clock,
    ...network,
    fetch: setup.isIdempotent ? network.fetch : withoutCapabilities(network.fetch),
  });
  const session = createChatSession(client, {
    userId: setup.userId,
    displayName: setup.displayName,
    clock,
    reliability,
    openDatabase: openFileDatabase(setup.databaseFile),
    openTabChannel: (_name, onMessage) => {
      tabListeners.add(onMessage);
      return {
        // A hint: when the soak is gone, nobody needs it.
        post: (message) => void soak.call('tellTabs', message).catch(() => {}),
        close: () => void tabListeners.delete(onMessage),
      };
    },
    onError: (error) => journal.write({ what: 'reported', error: String(error) }),
    // Tokens are revoked on purpose, and the next one is good.
    onAuthRequired: () => session.start(),
  });
  return {
    session,
    setClock: (ms) => (offsetMs = ms),
    hearTab(message) {
      // What the other tab gave to `post`.
      for (const listener of tabListeners) listener(message as TabMessage);
    },
  };
}
