import {
  createChatService,
  createMemoryStorage,
  type ChatService,
  type ChatServiceOptions,
} from '@confab/chat-server';
import { afterEach, expect, vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ConnectionStatus } from '../model/entities.ts';
import type { ChatClientOptions } from '../options.ts';
import type { ChatEvent } from '../session/chat-event.ts';
import { defaultReliability, type ReliabilityConfig } from '../session/reliability.ts';
import { createRequestBudget } from '../session/request-budget.ts';
import type { Sync, SyncPorts } from '../session/sync/sync-contract.ts';
import { createSync, type SyncParts } from '../session/sync/sync.ts';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';
import { createTokenCredential, type CommunicationTokenCredential } from '../token-credential.ts';
import { createLedger } from './ledger.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createPageSwitch, type PageSwitch } from './page-switch.ts';
import { createSwitchableNetwork } from './switchable-network.ts';

/** How a {@link SyncScene} differs from the usual one. */
export interface SyncSceneInit {
  readonly serve?: Partial<ChatServiceOptions>;
  readonly client?: ChatClientOptions;
  readonly config?: Partial<ReliabilityConfig>;
  /** Default: one that always has Ada's token. */
  readonly credential?: (token: string, clock: ManualClock) => CommunicationTokenCredential;
  readonly ports?: Partial<SyncPorts>;
  readonly parts?: Partial<SyncParts>;
}

/** Ada's connection and reads over the real service in this process, without the rest of a session; Grace writes over a plain client. */
export interface SyncScene {
  readonly sync: Sync;
  readonly client: ChatClient;
  /** Everybody's time; the timers that it counts are those of Ada's side. */
  readonly clock: ManualClock;
  readonly page: PageSwitch;
  readonly network: ReturnType<typeof createSwitchableNetwork>;
  readonly service: ChatService;
  readonly userId: string;
  readonly threadId: string;
  /** What was learned, in order. */
  readonly events: readonly ChatEvent[];
  readonly statuses: readonly ConnectionStatus[];
  readonly errors: readonly unknown[];
  readonly authErrors: readonly unknown[];
  /** How often the outbox was told to go on. */
  readonly lives: number;
  readonly lastSyncedAt: number | undefined;
  readonly graceId: string;
  readonly graceClient: ChatClient;
  /** Grace's, for the first thread. */
  readonly grace: ChatThreadClient;
  state(): ChatState;
  thread(threadId?: string): ThreadState;
  /** The texts that a screen would show. */
  texts(threadId?: string): string[];
  /** Grace writes; resolves to the ids. */
  say(...texts: readonly string[]): Promise<string[]>;
  createThread(topic: string): Promise<string>;
  /** Starts, and waits until everything is up to date. */
  goLive(): Promise<void>;
  until(status: ConnectionStatus): Promise<void>;
  /** Waits for a condition, in steps of virtual time. */
  advanceUntil(check: () => void, stepMs?: number): Promise<void>;
  /** Cuts the connection, and lets it come back at a service that has lost its event log, so that nothing can be resumed. */
  cut(): Promise<void>;
  heal(): Promise<void>;
  /** From now on nothing can be resumed: the service has another event log. Requests go to it as soon as the network is up. */
  loseLog(): Promise<void>;
  /** From now on no socket opens, or sockets do again; requests get through all the same. Ends the open ones. */
  setSockets(work: boolean): void;
  /** The computer sleeps: time goes by, and timers do not. */
  sleep(ms: number): void;
  /** What becomes of a request, by method and path; `pass` sends it to the service. At first all pass. */
  respond: (request: string, pass: () => Promise<Response>, url: URL) => Promise<Response>;
  /** Methods and paths of the requests since the last call. */
  takeRequests(pattern?: RegExp): string[];
}

const open = new Set<() => Promise<void>>();

/** Ends the scenes of a test file after each test, and checks that they leave nothing behind. */
export function endScenes(): void {
  afterEach(async () => {
    const ends = [...open];
    open.clear();
    for (const end of ends) await end();
  });
}

/** Sets a {@link SyncScene}. */
export async function createSyncScene(init: SyncSceneInit = {}): Promise<SyncScene> {
  const steady = createManualClock();
  const startedAt = steady.now();
  let slept = 0;
  const now = (): number => steady.now() + slept;
  const clientTimers = new Set<unknown>();
  const clock: ManualClock = {
    ...steady,
    now,
    setTimeout(callback, delayMs) {
      const timer = steady.setTimeout(() => {
        clientTimers.delete(timer);
        callback();
      }, delayMs);
      clientTimers.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      clientTimers.delete(timer);
      steady.clearTimeout(timer);
    },
    get pendingTimers() {
      return clientTimers.size;
    },
  };
  const storage = createMemoryStorage();
  const serve: ChatServiceOptions = {
    storage,
    // Only Ada's time of day jumps.
    clock: { now: () => startedAt + steady.elapsed() + slept },
    schedule(callback, delayMs) {
      const timer = steady.setTimeout(callback, delayMs);
      return () => steady.clearTimeout(timer);
    },
    ...init.serve,
  };
  const service = await createChatService(serve);
  const services = [service];
  const network = createSwitchableNetwork(service);
  const page = createPageSwitch();
  const ada = await service.createUser('Ada');
  const other = await service.createUser('Grace');
  // It is made late, so that a test can prepare it.
  let credential: CommunicationTokenCredential | undefined;
  const createCredential = init.credential ?? createTokenCredential;
  const late: CommunicationTokenCredential = {
    getToken: (options) => (credential ??= createCredential(ada.token, clock)).getToken(options),
    dispose: () => credential?.dispose(),
  };
  const ledger = createLedger();
  const random = { next: () => 0.5, createUuid: () => crypto.randomUUID() };
  const client = ledger.createClient('http://localhost', late, {
    ...network.options,
    fetch: (address, options) => {
      const url = new URL(address);
      const pass = (): Promise<Response> => network.options.fetch(address, options);
      return scene.respond(`${options.method} ${url.pathname}`, pass, url);
    },
    webSocket: (url) => network.options.webSocket(haveSockets ? url : 'ws://localhost/nowhere'),
    clock,
    pageLifecycle: page,
    random,
    ...init.client,
  });
  const graceClient = new ChatClient('http://localhost', createTokenCredential(other.token), {
    fetch: (url, options) => services.at(-1)?.fetch(url, options) ?? Promise.reject(new Error()),
  });
  let state = createChatState(ada.userId);
  let haveSockets = true;
  let lives = 0;
  let lastSyncedAt: number | undefined;
  const events: ChatEvent[] = [];
  const statuses: ConnectionStatus[] = [];
  const errors: unknown[] = [];
  const authErrors: unknown[] = [];
  const config = { ...defaultReliability, ...init.config };
  const sync = createSync(
    {
      client,
      userId: ada.userId,
      clock: ledger.watchClock(clock),
      pageLifecycle: ledger.watchPage(page),
      random,
      config,
      budget: createRequestBudget(clock, config),
      learn(event) {
        events.push(event);
        state = applyBatch(state, [event]);
      },
      setStatus(status, syncedAt) {
        lastSyncedAt = syncedAt;
        if (statuses.at(-1) !== status) statuses.push(status);
      },
      typing: () => {},
      keepsReceipts: () => true,
      onLive: () => (lives += 1),
      onAuthRequired: (error) => authErrors.push(error),
      reportError: (error) => errors.push(error),
      ...init.ports,
    },
    init.parts,
  );

  async function createThread(topic: string): Promise<string> {
    const participants = [{ id: { communicationUserId: ada.userId }, displayName: 'Ada' }];
    const { chatThread } = await graceClient.createChatThread({ topic }, { participants });
    return chatThread?.id ?? '';
  }

  const threadId = await createThread('Launch');
  let taken = 0;
  const scene: SyncScene = {
    sync,
    client,
    clock,
    page,
    network,
    service,
    userId: ada.userId,
    threadId,
    events,
    statuses,
    errors,
    authErrors,
    get lives() {
      return lives;
    },
    get lastSyncedAt() {
      return lastSyncedAt;
    },
    graceId: other.userId,
    graceClient,
    grace: graceClient.getChatThreadClient(threadId),
    state: () => state,
    thread(id = threadId) {
      const known = state.threads.get(id);
      if (known === undefined) throw new Error(`The thread ${id} is not known.`);
      return known;
    },
    texts: (id = threadId) => {
      const { messageKeys, rows } = scene.thread(id);
      return messageKeys.flatMap((key) => {
        const row = rows.get(key);
        return row?.kind === 'text' ? [row.content] : [];
      });
    },
    async say(...texts) {
      const ids: string[] = [];
      for (const content of texts) ids.push((await scene.grace.sendMessage({ content })).id);
      return ids;
    },
    createThread,
    respond: (_request, pass) => pass(),
    setSockets(work) {
      haveSockets = work;
      if (!work) network.cutSockets();
    },
    sleep(ms) {
      slept += ms;
    },
    async goLive() {
      sync.start();
      await scene.until('live');
    },
    until: (status) => scene.advanceUntil(() => expect(statuses.at(-1)).toBe(status)),
    async advanceUntil(check, stepMs = 50) {
      await vi.waitFor(
        async () => {
          await clock.advance(stepMs);
          check();
        },
        { timeout: 15_000, interval: 1 },
      );
    },
    async cut() {
      network.cut();
      await scene.advanceUntil(() => expect(statuses.at(-1)).not.toBe('live'), 0);
    },
    heal: () => scene.loseLog(),
    async loseLog() {
      await storage.transaction((tx) => tx.putMeta('epoch', `rebuilt ${crypto.randomUUID()}`));
      const next = await createChatService(serve);
      services.push(next);
      network.heal(next);
    },
    takeRequests(pattern = /./) {
      const since = network.requests.slice(taken);
      taken = network.requests.length;
      return since.filter((request) => pattern.test(request));
    },
  };
  open.add(async () => {
    sync.dispose();
    await clock.settle();
    await client.stopRealtimeNotifications();
    await clock.settle();
    ledger.requireNothingOpen();
    for (const one of services) await one.close();
  });
  return scene;
}
