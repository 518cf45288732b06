import { ChatClient } from '../chat-client.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { ReliabilityConfig } from '../session/reliability.ts';
import type { ChatSession } from '../session/session-contract.ts';
import { createChatState } from '../state/apply-batch.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';
import type { Engine } from './engine.ts';
import { createLink, type Link, type NetworkRules } from './network.ts';
import type { SharedStorage, TabStorage } from './shared-storage.ts';
import { createUuid, endpoint, type WorldUser } from './world-service.ts';

/** What all pages of one user have in common. */
export interface Device {
  readonly user: WorldUser;
  readonly storage: SharedStorage;
  isOnline: boolean;
  /** How far its clock is ahead, ms. */
  skewMs: number;
  /** How far it has been ahead in this story, now included. */
  readonly skews: number[];
  /** Those who want to hear of {@link isOnline}. */
  readonly onlineListeners: Map<string, Set<() => void>>;
}

/** A page with the chat open: an app in its smallest form. */
export interface Page {
  readonly name: string;
  readonly device: Device;
  readonly session: ChatSession;
  readonly link: Link;
  readonly storage: TabStorage;
  readonly state: ChatState;
  readonly thread: ThreadState | undefined;
  /** Reads what is not loaded of the thread, unless it is being read. */
  load(): void;
  /** Everything is loaded. */
  readonly isLoaded: boolean;
  /** Closes a gap. */
  jumpToLatest(): void;
  /** The page ends at once, without a chance to tidy up. */
  kill(): void;
  readonly listeners: number;
}

/** What a page needs of its world. */
export interface PageWorld {
  readonly rules: NetworkRules;
  readonly engine: Engine;
  readonly threadId: string;
  readonly reliability: Partial<ReliabilityConfig>;
  /** The fold's bound. */
  readonly keptRows: number | undefined;
  /** Numbers that never repeat in this world. */
  nextNumber(): number;
  /** Fetches another token for the user. Rejects while the service is down. */
  renewToken(user: WorldUser, page: string): Promise<void>;
  /** The page shows another state. */
  onCommit(page: Page): void;
  onError(page: string, error: unknown): void;
  /** The page has done what no page may do. */
  onViolation(page: string, error: unknown): void;
}

/** What a page that is gone waits for. */
const never = new Promise<void>(() => {});

/** Most rows that a page asks for at once. */
const pageSize = 10;

/** Opens a {@link Page}. */
export function openPage(name: string, device: Device, world: PageWorld): Page {
  const { engine, rules, threadId } = world;
  const { scheduling, timeline } = rules;
  const clock = timeline.createClock(name, () => device.skewMs);
  const link = createLink(name, rules, {
    isOnline: () => device.isOnline,
    startAge,
    onSend() {
      if (device.storage.holder !== name)
        world.onViolation(name, new Error('It sends although another tab may be sending.'));
    },
  });
  const storage = device.storage.connect(name);
  const random = {
    next: () => spread(world.nextNumber()),
    createUuid: () => createUuid(world.nextNumber()),
  };
  const listeners = new Set<() => void>();
  device.onlineListeners.set(name, listeners);
  const pageLifecycle: PageLifecycle = {
    isOnline: () => device.isOnline,
    isVisible: () => true,
    onOnlineChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onVisibilityChange: () => () => {},
  };
  const { user } = device;
  const credential = {
    // The app's own server keeps a token for the user, and fetches a newer one for whoever says that it was refused.
    async getToken({ forceRefresh = false } = {}) {
      if (forceRefresh) await world.renewToken(user, name);
      if (!isAlive) await never;
      return { token: user.token, expiresOnTimestamp: clock.now() + 86_400_000 };
    },
    dispose() {},
  };
  const client = new ChatClient(endpoint, credential, {
    ...link.options,
    clock,
    random,
    pageLifecycle,
    realtime: { transport: 'web-socket' },
  });
  const session = engine.createSession(client, {
    userId: user.userId,
    displayName: user.name,
    clock,
    random,
    pageLifecycle,
    reliability: world.reliability,
    openDatabase: storage.watch(engine.wrapDatabase(storage.openDatabase)),
    createSendingLock: storage.createSendingLock,
    openTabChannel: storage.openTabChannel,
    onError: (error) => world.onError(name, error),
    onAuthRequired: () =>
      scheduling.add(`${name}: signs in again`, () => isAlive && session.start()),
    scheduleFlush(flush) {
      let isDue = true;
      scheduling.add(`${name}: frame`, () => {
        if (isDue && isAlive) flush();
      });
      return () => {
        isDue = false;
      };
    },
  });

  function startAge(): () => number {
    const [leftAt, saidAt] = [timeline.now, clock.now()];
    const isSending = (): boolean => isAlive && device.storage.holder === name;
    return () => {
      const age = timeline.now - leftAt;
      // Whoever goes on with what this page has left knows only what its clock said.
      return isSending() ? age : Math.max(age, clock.now() - saidAt);
    };
  }

  const fold = engine.createFold();
  const readMessages = (): Promise<unknown> => session.loadMessages(threadId, { pageSize });
  /** What has not been read yet. */
  const missing = new Set<() => Promise<unknown>>([
    () => session.loadThreads(),
    readMessages,
    () => session.loadParticipants(threadId),
    () => session.loadReceipts(threadId),
  ]);
  let state = createChatState(user.userId, {
    ...(world.keptRows !== undefined && { maxLoadedMessages: world.keptRows }),
  });
  let isAlive = true;
  let isLoading = false;

  const page: Page = {
    name,
    device,
    session,
    link,
    storage,
    get state() {
      return state;
    },
    get thread() {
      return state.threads.get(threadId);
    },
    load() {
      if (isLoading || !isAlive || page.isLoaded) return;
      isLoading = true;
      void readMissing().finally(() => {
        isLoading = false;
      });
    },
    get isLoaded() {
      return missing.size === 0 && page.thread?.isLoaded === true;
    },
    jumpToLatest() {
      if (isAlive) void session.jumpToLatest(threadId).catch(() => {});
    },
    kill() {
      isAlive = false;
      link.drop();
      timeline.drop(name);
      storage.drop();
      device.onlineListeners.delete(name);
    },
    get listeners() {
      return listeners.size;
    },
  };

  /** What fails is read again when the app asks again. */
  async function readMissing(): Promise<void> {
    if (page.thread?.isLoaded !== true) missing.add(readMessages);
    const reads = [...missing].map(async (read) => {
      await read();
      missing.delete(read);
    });
    await Promise.allSettled(reads);
  }

  session.subscribe((batch) => {
    state = fold(state, batch);
    if (isAlive) world.onCommit(page);
  });
  session.start();
  session.acquire(threadId);
  page.load();
  return page;
}

/** A number from 0 up to 1 that differs much from one count to the next. */
function spread(count: number): number {
  return (count * 0.618_033_988_75) % 1;
}
