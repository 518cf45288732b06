import { onTestFinished } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import type { ChatEventHandler, ChatEventId } from '../events.ts';
import type { ChatClientOptions } from '../options.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { systemFetch, type FetchLike } from '../platform/fetch.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import { systemSessionPage } from '../platform/session-page.ts';
import {
  openSystemWebSocket,
  type OpenWebSocket,
  type WebSocketLike,
} from '../platform/web-socket.ts';
import { createChatSession } from '../session/chat-session.ts';
import type { ChatSession } from '../session/session-contract.ts';
import type { ChatSessionOptions } from '../session/session-options.ts';
import type { OpenSessionDatabase } from '../session/storage/session-database.ts';
import { openBroadcastTabChannel } from '../session/tabs/broadcast-tab-channel.ts';
import type { CreateSendingLock } from '../session/tabs/sending-lock.ts';
import type { OpenTabChannel } from '../session/tabs/tab-channel.ts';
import type { CommunicationTokenCredential } from '../token-credential.ts';
import { createOpenThings, type OpenThings } from './open-things.ts';

/** Counts what clients and sessions hold open: timers, requests, sockets, listeners, databases, locks and channels. */
export interface Ledger {
  /** Creates a client whose things are counted. */
  createClient(
    endpoint: string,
    credential: CommunicationTokenCredential,
    options?: ChatClientOptions,
  ): ChatClient;
  /** Creates a session whose things are counted. A lock and a database are, if they are given. */
  createSession(client: ChatClient, options: ChatSessionOptions): ChatSession;
  /** Options whose things are counted, for a session that is created otherwise. */
  watchOptions(options: ChatSessionOptions): ChatSessionOptions;
  /** A clock whose timers are counted. */
  watchClock(clock: Clock): Clock;
  /** A page whose listeners are counted. */
  watchPage(page: PageLifecycle): PageLifecycle;
  /** What is open now, such as `2 × timer (500 ms)`. */
  readonly open: readonly string[];
  /** @throws Error that names what is open. */
  requireNothingOpen(): void;
  /** With the test the session ends, and nothing may be open then, while all that `end` ends is still there. */
  endWithTest(session: Pick<ChatSession, 'dispose'>, end?: () => Promise<unknown>): void;
}

/** Creates an empty {@link Ledger}. */
export function createLedger(): Ledger {
  const things = createOpenThings();

  const watchClock = (clock: Clock): Clock => countTimers(things, clock);
  const watchPage = (page: PageLifecycle): PageLifecycle => countPageListeners(things, page);

  function watchOptions(options: ChatSessionOptions): ChatSessionOptions {
    const { createSendingLock, openDatabase, openTabChannel = openBroadcastTabChannel } = options;
    return {
      ...options,
      clock: watchClock(options.clock ?? systemClock),
      pageLifecycle: watchPage(options.pageLifecycle ?? systemSessionPage),
      openTabChannel: countChannels(things, openTabChannel),
      ...(createSendingLock && { createSendingLock: countLocks(things, createSendingLock) }),
      ...(openDatabase && { openDatabase: countDatabases(things, openDatabase) }),
    };
  }

  function requireNothingOpen(): void {
    const open = things.list();
    if (open.length > 0) throw new Error(`This was left open: ${open.join(', ')}.`);
  }

  return {
    watchClock,
    watchPage,
    watchOptions,
    createClient(endpoint, credential, options = {}) {
      const { fetch = systemFetch, webSocket = openSystemWebSocket } = options;
      const client = new ChatClient(endpoint, credential, {
        ...options,
        clock: watchClock(options.clock ?? systemClock),
        pageLifecycle: watchPage(options.pageLifecycle ?? systemSessionPage),
        fetch: countRequests(things, fetch),
        webSocket: countSockets(things, webSocket),
      });
      countListeners(things, client);
      return client;
    },
    createSession: (client, options) => createChatSession(client, watchOptions(options)),
    get open() {
      return things.list();
    },
    requireNothingOpen,
    endWithTest(session, end) {
      onTestFinished(async () => {
        await session.dispose();
        requireNothingOpen();
        await end?.();
      });
    },
  };
}

function countTimers({ add }: OpenThings, clock: Clock): Clock {
  const ends = new Map<unknown, () => void>();
  return {
    ...clock,
    setTimeout(callback, delayMs) {
      const end = add('timer', `${Math.round(delayMs)} ms`);
      const timer = clock.setTimeout(() => {
        ends.delete(timer);
        end();
        callback();
      }, delayMs);
      ends.set(timer, end);
      return timer;
    },
    clearTimeout(timer) {
      ends.get(timer)?.();
      ends.delete(timer);
      clock.clearTimeout(timer);
    },
  };
}

function countPageListeners({ add }: OpenThings, page: PageLifecycle): PageLifecycle {
  const count =
    <Args extends unknown[]>(name: string, listen: (...args: Args) => () => void) =>
    (...args: Args): (() => void) => {
      const end = add('listener of the page', name);
      const stop = listen(...args);
      return () => {
        end();
        stop();
      };
    };
  const { onSuspensionChange, onBeforeLeaving } = page;
  return {
    ...page,
    onOnlineChange: count('online', page.onOnlineChange),
    onVisibilityChange: count('visibility', page.onVisibilityChange),
    ...(onSuspensionChange && { onSuspensionChange: count('suspension', onSuspensionChange) }),
    ...(onBeforeLeaving && { onBeforeLeaving: count('leaving', onBeforeLeaving) }),
  };
}

/** A request ends with its answer, or when it is cancelled. */
function countRequests({ add }: OpenThings, fetch: FetchLike): FetchLike {
  return async (url, init) => {
    const end = add('request', `${init.method} ${new URL(url).pathname}`);
    if (init.signal.aborted) end();
    init.signal.addEventListener('abort', end, { once: true });
    try {
      return await fetch(url, init);
    } finally {
      end();
    }
  };
}

function countSockets({ add }: OpenThings, open: OpenWebSocket): OpenWebSocket {
  return async (url) => {
    const end = add('socket');
    let socket: WebSocketLike;
    try {
      socket = await open(url);
    } catch (error) {
      end();
      throw error;
    }
    socket.addEventListener('close', end);
    const close = socket.close.bind(socket);
    socket.close = (...reason) => {
      end();
      close(...reason);
    };
    return socket;
  };
}

/** Counts those of the client's events. */
function countListeners({ add }: OpenThings, client: ChatClient): void {
  const ends = new Map<unknown, () => void>();
  const on = client.on.bind(client);
  const off = client.off.bind(client);
  Object.assign(client, {
    on<Id extends ChatEventId>(event: Id, listener: ChatEventHandler<Id>) {
      ends.get(listener)?.();
      ends.set(listener, add('listener of the client', event));
      on(event, listener);
    },
    off<Id extends ChatEventId>(event: Id, listener: ChatEventHandler<Id>) {
      ends.get(listener)?.();
      ends.delete(listener);
      off(event, listener);
    },
  });
}

function countChannels({ add }: OpenThings, open: OpenTabChannel): OpenTabChannel {
  return (name, onMessage) => {
    const end = add('channel');
    const channel = open(name, onMessage);
    return {
      ...channel,
      close() {
        end();
        channel.close();
      },
    };
  };
}

/** A lock is open from the request on. */
function countLocks({ add }: OpenThings, create: CreateSendingLock): CreateSendingLock {
  return (name) => {
    const lock = create(name);
    let end: (() => void) | undefined;
    return {
      request(callbacks) {
        end ??= add('lock');
        lock.request(callbacks);
      },
      release() {
        end?.();
        end = undefined;
        lock.release();
      },
    };
  };
}

function countDatabases({ add }: OpenThings, open: OpenSessionDatabase): OpenSessionDatabase {
  return async (name, observer) => {
    const database = await open(name, observer);
    const end = add('database');
    return {
      ...database,
      close() {
        end();
        database.close();
      },
      async erase() {
        end();
        await database.erase();
      },
    };
  };
}
