import { vi } from 'vitest';
import type { ConnectionStatus, Message } from '../model/entities.ts';
import type { ChatSession } from '../session/session-contract.ts';
import type { ChatSessionOptions } from '../session/session-options.ts';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createFaultProxy, type FaultProxy } from './fault-proxy/fault-proxy.ts';
import {
  createProxiedNetwork,
  withoutCapabilities,
  withoutResume,
} from './fault-proxy/proxied-network.ts';
import { createLedger } from './ledger.ts';

/** Where people meet. */
export interface NetworkPlace {
  readonly endpoint: string;
  readonly port: number;
  readonly threadId: string;
  /** Whether the service stores a message once that is sent twice. */
  readonly isIdempotent: boolean;
  /** Whether the service keeps what a socket misses. Default true, which Azure's does not. */
  readonly canResume?: boolean;
}

/** Somebody on the network, with what is shown of the thread. */
export interface NetworkPerson {
  readonly userId: string;
  readonly session: ChatSession;
  readonly proxy: FaultProxy;
  /** Methods and paths of the requests that reached the service. */
  readonly requests: readonly string[];
  /** Status, method and path of the answers that came. */
  readonly answers: readonly string[];
  /** When sockets were opened, ms of the system's clock that nobody sets. */
  readonly socketsAt: readonly number[];
  readonly errors: readonly unknown[];
  /** Turns requests and sockets to another address than the proxy's; `undefined`: to the proxy again. */
  reroute(address: string | undefined): void;
  state(): ChatState;
  thread(): ThreadState;
  /** The messages of people on screen, top to bottom. */
  rows(): readonly Message[];
  /** What they say; those that were deleted say nothing. */
  texts(): string[];
  /** The most rows with the same text that were ever on screen together. */
  mostDoubles(): number;
  /** Waits until the connection is in this state. */
  become(status: ConnectionStatus, timeoutMs?: number): Promise<void>;
}

/** Connects somebody through a proxy of her own, and opens the thread. Ends with the test, and must leave nothing open then. */
export async function joinNetwork(
  { endpoint, port, threadId, isIdempotent, canResume = true }: NetworkPlace,
  {
    name,
    userId,
    token,
  }: { readonly name: string; readonly userId: string; readonly token: string },
  options: Partial<ChatSessionOptions> = {},
): Promise<NetworkPerson> {
  const requests: string[] = [];
  const answers: string[] = [];
  const socketsAt: number[] = [];
  const errors: unknown[] = [];
  const proxy = await createFaultProxy({
    targetPort: port,
    onRequest: (request) => requests.push(request),
  });
  let route: string | undefined;
  const network = createProxiedNetwork(endpoint, () => route ?? proxy.endpoint);
  const { clock, random } = options;
  const fetch = isIdempotent ? network.fetch : withoutCapabilities(network.fetch);
  const webSocket = canResume ? network.webSocket : withoutResume(network.webSocket);
  const ledger = createLedger();
  const client = ledger.createClient(endpoint, createTokenCredential(token, clock), {
    async fetch(url, init) {
      const answer = await fetch(url, init);
      answers.push(`${answer.status} ${init.method} ${new URL(url).pathname}`);
      return answer;
    },
    webSocket(url) {
      socketsAt.push(performance.now());
      return webSocket(url);
    },
    ...(clock && { clock }),
    ...(random && { random }),
  });
  const session = ledger.createSession(client, {
    userId,
    displayName: name,
    onError: (error) => errors.push(error),
    ...options,
  });
  ledger.endWithTest(session, proxy.close);

  let state = createChatState(userId);
  let mostDoubles = 0;
  session.subscribe((batch) => {
    state = applyBatch(state, batch);
    mostDoubles = Math.max(mostDoubles, countDoubles(rows()));
  });
  const rows = (): Message[] => {
    const known = state.threads.get(threadId);
    const all = known?.messageKeys.map((key) => known.rows.get(key)) ?? [];
    return all.filter((row) => row?.kind === 'text').filter((row) => row !== undefined);
  };

  const person: NetworkPerson = {
    userId,
    session,
    proxy,
    requests,
    answers,
    socketsAt,
    errors,
    reroute: (address) => (route = address),
    state: () => state,
    thread() {
      const known = state.threads.get(threadId);
      if (known === undefined) throw new Error(`${name} does not know the thread.`);
      return known;
    },
    rows,
    texts: () => rows().flatMap(({ content, deletedAt }) => (deletedAt ? [] : [content])),
    mostDoubles: () => mostDoubles,
    become: (status, timeout = 10_000) =>
      vi.waitFor(
        () => {
          if (state.connection !== status) throw new Error(`${name} is ${state.connection}.`);
        },
        { timeout, interval: 20 },
      ),
  };
  session.start();
  session.acquire(threadId);
  await session.loadMessages(threadId);
  await session.loadParticipants(threadId);
  await person.become('live');
  return person;
}

function countDoubles(rows: readonly Message[]): number {
  const copies = new Map<string, number>();
  for (const { content } of rows) copies.set(content, (copies.get(content) ?? 0) + 1);
  return Math.max(0, ...copies.values());
}
