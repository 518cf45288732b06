import type { DecodeError } from '../errors.ts';
import type { RealTimeNotificationDisconnectedEvent } from '../events.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RealtimeEvent, RealtimeTransport } from '../realtime/realtime-transport.ts';
import { createWebSocketTransport } from '../realtime/web-socket-transport.ts';
import type { ChatClientOptions } from '../options.ts';
import { createRestClient } from '../rest/rest-client.ts';
import type { GetTokenOptions } from '../token-credential.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createSocketPair, type SocketPair } from './socket-pair.ts';

/** A web-socket transport whose service, clock, credential and page are played by a test. */
export interface ScriptedTransport {
  readonly transport: RealtimeTransport;
  readonly clock: ManualClock;
  /** Every socket that was opened, in order. */
  readonly sockets: readonly SocketPair[];
  /** What the observer heard. */
  readonly heard: {
    readonly connected: boolean[];
    readonly disconnected: RealTimeNotificationDisconnectedEvent[];
    readonly events: RealtimeEvent[];
    readonly decodeErrors: DecodeError[];
  };
  /** Every question to the credential, in order. */
  readonly tokenRequests: readonly GetTokenOptions[];
  /** Tells the page that the network is back. */
  goOnline(): void;
  /** Timers and page listeners. */
  readonly ledger: Ledger;
  /** The newest socket. @throws Error when there is none. */
  newestSocket(): SocketPair;
  /** Opens the newest socket, takes the client's hello, and answers with `ready`. Gives the hello. */
  welcome(ready?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** How a {@link ScriptedTransport} is set up. */
export interface ScriptedTransportInit {
  /** Answers the credential's questions; `count` is 0 for the first. */
  readonly getToken: (count: number, options: GetTokenOptions) => string | Promise<string>;
  /** When tokens end, as the credential knows it. Default: a day from now. */
  readonly tokenEndsAt?: number;
  /** Part of the bound that waits take. Default 1. */
  readonly random?: number;
}

/** Creates a {@link ScriptedTransport}. */
export function createScriptedTransport(init: ScriptedTransportInit): ScriptedTransport {
  const clock = createManualClock();
  const ledger = createLedger();
  const sockets: SocketPair[] = [];
  const tokenRequests: GetTokenOptions[] = [];
  const pageListeners = new Set<() => void>();
  const heard: ScriptedTransport['heard'] = {
    connected: [],
    disconnected: [],
    events: [],
    decodeErrors: [],
  };
  const expiresOnTimestamp = init.tokenEndsAt ?? clock.now() + 86_400_000;
  const credential = {
    async getToken(options: GetTokenOptions = {}) {
      tokenRequests.push(options);
      return { token: await init.getToken(tokenRequests.length - 1, options), expiresOnTimestamp };
    },
    dispose() {},
  };
  const listen = (listener: () => void): (() => void) => {
    pageListeners.add(listener);
    return () => pageListeners.delete(listener);
  };
  const pageLifecycle: PageLifecycle = {
    isOnline: () => true,
    isVisible: () => true,
    onOnlineChange: listen,
    onVisibilityChange: () => () => {},
  };
  const newestSocket = (): SocketPair => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('No socket was opened.');
    return socket;
  };
  const options: ChatClientOptions = {
    clock: ledger.watchClock(clock),
    random: { next: () => init.random ?? 1, createUuid: () => 'uuid' },
    webSocket(url) {
      const pair = createSocketPair(url);
      sockets.push(pair);
      return pair.client;
    },
    pageLifecycle: ledger.watchPage(pageLifecycle),
  };
  const transport = createWebSocketTransport({
    rest: createRestClient('http://localhost:4830', credential, options),
    options,
    config: { webSocketUrl: 'ws://localhost:4830/realtime', capabilities: [], answer: {} },
    observer: {
      onConnected: (recovered) => heard.connected.push(recovered),
      onDisconnected: (event) => heard.disconnected.push(event),
      onEvent: (event) => heard.events.push(event),
      onDecodeError: (error) => heard.decodeErrors.push(error),
    },
  });
  return {
    transport,
    clock,
    sockets,
    heard,
    tokenRequests,
    goOnline() {
      for (const listener of pageListeners) listener();
    },
    ledger,
    newestSocket,
    async welcome(ready = {}) {
      await clock.settle();
      const socket = newestSocket();
      socket.open();
      const [hello] = socket.flushToService();
      socket.send(createReadyFrame(clock.now(), ready));
      socket.flushToClient();
      await clock.settle();
      return hello;
    },
  };
}

/** A `ready` frame of Grace's log. Its token ends a day after `now`. */
export function createReadyFrame(
  now: number,
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    type: 'ready',
    epoch: 'epoch-1',
    offset: 0,
    recovered: false,
    userId: '8:acs:resource_grace',
    expiresOn: new Date(now + 86_400_000).toISOString(),
    ...fields,
  };
}

/** An `event` frame with a message of Ada's, whose content is `content`. */
export function createMessageFrame(offset: number, content: string): Record<string, unknown> {
  const rawId = '8:acs:resource_ada';
  return {
    type: 'event',
    offset,
    event: 'chatMessageReceived',
    data: {
      threadId: '19:thread@thread.v2',
      message: {
        id: String(offset),
        type: 'text',
        sequenceId: String(offset),
        version: String(offset),
        content: { message: content },
        createdOn: '2026-01-01T00:00:00.0000000Z',
        senderCommunicationIdentifier: { rawId, communicationUser: { id: rawId } },
      },
    },
  };
}
