import { isChatClientError, type ChatClientError } from '../errors.ts';
import type { TimerHandle } from '../platform/clock.ts';
import { systemPageLifecycle } from '../platform/page-lifecycle.ts';
import { backoffMs } from '../backoff.ts';
import { log } from '../log.ts';
import { decodeEvent } from './decode-event.ts';
import * as closeCodes from './close-codes.ts';
import type { LogPosition, ReadyFrame } from './frames.ts';
import type { TransportInit } from './open-transport.ts';
import { requireSecretAddress } from './realtime-config.ts';
import type { RealtimeTransport } from './realtime-transport.ts';
import { createStartError, createStartOutcome } from './start-outcome.ts';
import {
  openConnection,
  type ConnectionEnd,
  type WebSocketConnection,
} from './web-socket-connection.ts';

/** A connection that held this long, in milliseconds, was a good one: the next loss begins with short waits again. */
const stableAfterMs = 30_000;

/**
 * Creates the transport for the kit's own WebSocket protocol. After a loss it comes back with the place in the event log where it
 * stopped, so that short losses cost nothing.
 *
 * @throws ChatClientError with code `realtime-unavailable` when the service names no address for it that a token may be sent to.
 */
export function createWebSocketTransport({
  rest,
  options,
  config,
  observer,
}: Omit<TransportInit, 'source'>): RealtimeTransport {
  const { clock, random, tokens } = rest;
  const { pageLifecycle = systemPageLifecycle } = options;
  const url = requireSecretAddress(config.webSocketUrl);
  const first = createStartOutcome();
  const unlisten: (() => void)[] = [];
  let hasEnded = false;
  let connection: WebSocketConnection | undefined;
  /** Set while the transport waits before it connects again. */
  let timer: TimerHandle;
  let attempt = 0;
  let position: LogPosition | undefined;
  let userId = '';
  let readyAt: number | undefined;
  let hasReplacedToken = false;

  function connect(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    connection = openConnection(url, rest, options.webSocket, position, {
      onReady,
      onEvent,
      onDecodeError: (error) => observer.onDecodeError(error),
      onEnd: (end) => void onEnd(end),
    });
  }

  function onReady(frame: ReadyFrame): void {
    const { epoch, recovered } = frame;
    // A recovery may begin with events that arrived before: the later offset stays, so that they are not given out twice.
    const known = recovered && position?.epoch === epoch ? position.offset : 0;
    position = { epoch, offset: Math.max(frame.offset, known) };
    userId = frame.userId;
    readyAt = clock.now();
    first.resolve();
    observer.onConnected(recovered);
  }

  function onEvent(offset: number, name: string, data: unknown): void {
    if (position === undefined || offset <= position.offset) return;
    position = { epoch: position.epoch, offset };
    const event = decodeEvent(name, data, userId);
    if (event !== undefined) observer.onEvent(event);
  }

  async function onEnd({ cause, closeCode, message, token = '' }: ConnectionEnd): Promise<void> {
    if (readyAt !== undefined) {
      if (clock.now() - readyAt >= stableAfterMs) {
        attempt = 0;
        hasReplacedToken = false;
      }
      readyAt = undefined;
      observer.onDisconnected({ reason: 'network', message });
    }
    log.info(`Realtime notifications: ${message}`);
    if (hasEnded) return;
    try {
      if (closeCode === closeCodes.protocolNotSpoken) {
        throw createUnavailableError(
          `The service does not speak this version of the realtime protocol. ${message}`,
        );
      }
      if (closeCode === closeCodes.unauthorized) {
        const newer = hasReplacedToken ? token : await tokens.replaceToken(token);
        hasReplacedToken = true;
        if (newer === token) throw createRefusedError(message);
        if (!hasEnded) connect();
        return;
      }
      if (isChatClientError(cause)) throw cause;
      // The platform refused to make a socket at all, which waiting does not change.
      if (cause !== undefined && position === undefined) {
        throw createUnavailableError(message, cause);
      }
    } catch (error) {
      if (hasEnded) return;
      if (isChatClientError(error) && !error.retryable) {
        finish();
        const reason = error.code === 'realtime-unavailable' ? 'unavailable' : 'unauthorized';
        if (!first.reject(error)) observer.onDisconnected({ reason, message: error.message });
        return;
      }
      // A credential that cannot be asked just now says nothing about the user.
    }
    timer = clock.setTimeout(connect, backoffMs(attempt, random.next()));
    attempt += 1;
  }

  function reconnectNow(): void {
    if (timer !== undefined && pageLifecycle.isOnline() && pageLifecycle.isVisible()) connect();
  }

  function finish(): void {
    hasEnded = true;
    clock.clearTimeout(timer);
    connection?.close();
    for (const end of unlisten) end();
  }

  return {
    start() {
      unlisten.push(
        pageLifecycle.onOnlineChange(reconnectNow),
        pageLifecycle.onVisibilityChange(reconnectNow),
      );
      connect();
      return first.promise;
    },
    stop() {
      if (hasEnded) return;
      finish();
      first.reject(createStartError('aborted'));
    },
  };
}

function createUnavailableError(happened: string, cause?: unknown): ChatClientError {
  const advice = 'Poll, or use a client and a service that fit; see `cause`.';
  return createStartError('realtime-unavailable', happened, advice, cause);
}

function createRefusedError(reason: string): ChatClientError {
  return createStartError(
    'unauthorized',
    `The service refused the user's token for realtime notifications. ${reason}`,
    'Sign in again and start realtime notifications once more.',
  );
}
