import { DecodeError } from '../errors.ts';
import { log } from '../log.ts';
import type { TimerHandle } from '../platform/clock.ts';
import {
  openSystemWebSocket,
  type OpenWebSocket,
  type WebSocketLike,
} from '../platform/web-socket.ts';
import type { RestClient } from '../rest/rest-client.ts';
import {
  decodeFrame,
  protocolVersion,
  type ClientFrame,
  type LogPosition,
  type ReadyFrame,
} from './frames.ts';
import { tokenRefreshMarginMs } from '../token-credential.ts';

/** Time from opening a socket to the service's `ready`, in milliseconds. */
const connectTimeoutMs = 15_000;
/** The service pings every 25 seconds; two missed pings mean that the connection is dead. */
const silenceTimeoutMs = 60_000;
/**
 * Shortest time between two questions for a newer token. A credential may have none yet, because the official one keeps a token until it
 * has ended; and with a local clock that is fast every token seems to have ended.
 */
const shortestRenewalMs = 30_000;

/** How a connection ended, other than by {@link WebSocketConnection.close}. */
export interface ConnectionEnd {
  /** The code of the close, when there was one. */
  readonly closeCode?: number;
  /** The token that this connection used, when it came so far. */
  readonly token?: string | undefined;
  /** What went wrong before a socket was there: the credential, or opening the socket. */
  readonly cause?: unknown;
  /** One English sentence. */
  readonly message: string;
}

/** Whom a connection tells. */
export interface ConnectionObserver {
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

/**
 * Opens a socket, says hello, answers pings, watches for silence and renews the token.
 *
 * @param resume - Where the client stopped. `undefined`: events from now on.
 */
export function openConnection(
  url: string,
  { clock, tokens }: Pick<RestClient, 'clock' | 'tokens'>,
  openWebSocket: OpenWebSocket = openSystemWebSocket,
  resume: LogPosition | undefined,
  observer: ConnectionObserver,
): WebSocketConnection {
  let socket: WebSocketLike | undefined;
  let token: string | undefined;
  let isReady = false;
  let hasEnded = false;
  let serviceError: string | undefined;
  let timer: TimerHandle = clock.setTimeout(
    () => finish({ message: 'The service did not answer the connection in time.' }),
    connectTimeoutMs,
  );
  let renewalTimer: TimerHandle;

  /** Ends the connection, once. Without `ending` nobody is told. */
  function finish(ending?: ConnectionEnd): void {
    if (hasEnded) return;
    hasEnded = true;
    clock.clearTimeout(timer);
    clock.clearTimeout(renewalTimer);
    socket?.close(1000);
    if (ending !== undefined) observer.onEnd({ ...ending, token });
  }

  function send(frame: ClientFrame): void {
    const text = JSON.stringify(frame);
    log.verbose('Realtime frame sent', text);
    try {
      socket?.send(text);
    } catch {
      // A socket that is closing refuses to send; its close event follows and says more.
    }
  }

  /** Gives the service a newer token two minutes before this one ends, and asks every 30 seconds while there is none. */
  function renewBefore(expiresAt: number): void {
    const delay = expiresAt - tokenRefreshMarginMs - clock.now();
    clock.clearTimeout(renewalTimer);
    renewalTimer = clock.setTimeout(() => void renew(), Math.max(delay, shortestRenewalMs));
  }

  async function renew(): Promise<void> {
    const old = token ?? '';
    const newer = await tokens.replaceToken(old).catch(() => old);
    if (hasEnded) return;
    token = newer;
    if (newer === old) renewBefore(0);
    else send({ type: 'renew', token });
  }

  function watchForSilence(): void {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(
      () => finish({ message: 'Nothing was heard from the service for 60 seconds.' }),
      silenceTimeoutMs,
    );
  }

  function handle(data: unknown): void {
    log.verbose('Realtime frame received', String(data));
    const frame = decodeFrame(data);
    if (isReady) watchForSilence();
    switch (frame.type) {
      case 'ready':
        if (isReady) throw new DecodeError('frame', 'is a second "ready"');
        isReady = true;
        watchForSilence();
        renewBefore(frame.expiresAt);
        observer.onReady(frame);
        return;
      case 'event':
        if (!isReady) throw new DecodeError('frame', 'is an event before "ready"');
        observer.onEvent(frame.offset, frame.event, frame.data);
        return;
      case 'ping':
        send({ type: 'pong' });
        return;
      case 'renewed':
        renewBefore(frame.expiresAt);
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
        observer.onDecodeError(error);
      }
    });
    opened.addEventListener('close', ({ code }) => {
      const reason = serviceError === undefined ? '' : ` (${serviceError})`;
      finish({ closeCode: code, message: `The connection closed with code ${code}${reason}.` });
    });
    // An error is always followed by a close. Without a listener some sockets would throw it.
    opened.addEventListener('error', () => {});
  }

  async function open(): Promise<void> {
    const ownToken = await tokens.getToken();
    if (hasEnded) return;
    token = ownToken;
    const opened = await openWebSocket(url);
    socket = opened;
    listen(opened, { type: 'hello', protocol: protocolVersion, token: ownToken, resume });
    if (hasEnded) opened.close();
  }

  open().catch((cause: unknown) => {
    finish({ cause, message: 'The connection could not be opened.' });
  });

  return { close: () => finish() };
}
