import { DecodeError } from '../errors.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';
import type { OpenWebSocket, WebSocketLike } from '../platform/web-socket.ts';
import type { TokenCache } from '../rest/token-cache.ts';
import {
  decodeFrame,
  protocolVersion,
  type ClientFrame,
  type LogPosition,
  type ReadyFrame,
} from './frames.ts';
import { createTokenRenewal } from './token-renewal.ts';

/** Time from opening a socket to the service's `ready`, in milliseconds. */
const connectTimeoutMs = 15_000;
/** The service pings every 25 seconds; two missed pings mean that the connection is dead. */
const silenceTimeoutMs = 60_000;

/** How a connection ended, other than by {@link WebSocketConnection.close}. */
export interface ConnectionEnd {
  /** The code of the close, when there was one. */
  readonly closeCode?: number;
  /** The token that this connection used, when it came so far. */
  readonly token?: string;
  /** What went wrong before a socket was there: the credential, or opening the socket. */
  readonly cause?: unknown;
  /** One English sentence. */
  readonly message: string;
}

/** What a connection needs, and whom it tells. */
export interface ConnectionInit {
  readonly url: string;
  readonly openWebSocket: OpenWebSocket;
  readonly tokens: TokenCache;
  readonly clock: Clock;
  /** Where the client stopped. Absent: events from now on. */
  readonly resume?: LogPosition;
  onReady(frame: ReadyFrame): void;
  onEvent(offset: number, name: string, data: unknown): void;
  onDecodeError(error: DecodeError): void;
  /** Called once, last. Not called after {@link WebSocketConnection.close}. */
  onEnd(end: ConnectionEnd): void;
}

/** One socket, from opening to its end. */
export interface WebSocketConnection {
  /** Closes the socket. Nothing of it is heard from now on, and no timer is left. */
  close(): void;
}

/** Opens a socket, says hello, answers pings, watches for silence and renews the token. */
export function openConnection(init: ConnectionInit): WebSocketConnection {
  const { clock, tokens } = init;
  let socket: WebSocketLike | undefined;
  let token: string | undefined;
  let isReady = false;
  let hasEnded = false;
  let serviceError: string | undefined;
  let timer: TimerHandle = clock.setTimeout(
    () => fail('The service did not answer the connection in time.'),
    connectTimeoutMs,
  );
  const renewal = createTokenRenewal({ clock, tokens, send: (newer) => renew(newer) });

  function settle(): boolean {
    if (hasEnded) return false;
    hasEnded = true;
    clock.clearTimeout(timer);
    renewal.stop();
    return true;
  }

  function end(ending: ConnectionEnd): void {
    if (settle()) init.onEnd(token === undefined ? ending : { ...ending, token });
  }

  function fail(message: string): void {
    const failed = socket;
    end({ message });
    failed?.close();
  }

  function send(frame: ClientFrame): void {
    try {
      socket?.send(JSON.stringify(frame));
    } catch {
      // A socket that is closing refuses to send; its close event follows and says more.
    }
  }

  function renew(newer: string): void {
    token = newer;
    send({ type: 'renew', token: newer });
  }

  function watchForSilence(): void {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(
      () => fail('Nothing was heard from the service for 60 seconds.'),
      silenceTimeoutMs,
    );
  }

  function handle(data: unknown): void {
    const frame = decodeFrame(data);
    if (isReady) watchForSilence();
    switch (frame.type) {
      case 'ready':
        if (isReady) throw new DecodeError('frame', 'is a second "ready"');
        isReady = true;
        watchForSilence();
        renewal.schedule(token ?? '', frame.expiresAt);
        init.onReady(frame);
        return;
      case 'event':
        if (!isReady) throw new DecodeError('frame', 'is an event before "ready"');
        init.onEvent(frame.offset, frame.event, frame.data);
        return;
      case 'ping':
        send({ type: 'pong' });
        return;
      case 'renewed':
        renewal.schedule(token ?? '', frame.expiresAt);
        return;
      case 'error':
        serviceError = `${frame.code}: ${frame.message}`;
        return;
      case 'unknown':
        return;
      default:
        frame satisfies never;
    }
  }

  function listen(opened: WebSocketLike, hello: ClientFrame): void {
    opened.addEventListener('open', () => {
      if (!hasEnded) send(hello);
    });
    opened.addEventListener('message', (event) => {
      if (hasEnded) return;
      try {
        handle(event.data);
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        init.onDecodeError(error);
      }
    });
    opened.addEventListener('close', ({ code }) => {
      const reason = serviceError === undefined ? '' : ` (${serviceError})`;
      end({ closeCode: code, message: `The connection closed with code ${code}${reason}.` });
    });
    // An error is always followed by a close. Without a listener some sockets would throw it.
    opened.addEventListener('error', () => {});
  }

  async function open(): Promise<void> {
    const ownToken = await tokens.getToken();
    if (hasEnded) return;
    token = ownToken;
    const opened = await init.openWebSocket(init.url);
    socket = opened;
    const resume = init.resume === undefined ? {} : { resume: init.resume };
    listen(opened, { type: 'hello', protocol: protocolVersion, token: ownToken, ...resume });
    if (hasEnded) opened.close();
  }

  open().catch((cause: unknown) => {
    end({ cause, message: 'The connection could not be opened.' });
  });

  return {
    close() {
      if (settle()) socket?.close(1000);
    },
  };
}
