import { ChatClientError, DecodeError, isChatClientError } from '../errors.ts';
import type { RealTimeNotificationDisconnectedEvent } from '../events.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RandomSource } from '../platform/random.ts';
import type { OpenWebSocket } from '../platform/web-socket.ts';
import type { TokenCache } from '../rest/token-cache.ts';
import { backoffMs } from '../backoff.ts';
import { decodeEvent } from './decode-event.ts';
import { closeCodes, type LogPosition, type ReadyFrame } from './frames.ts';
import type { RealtimeObserver, RealtimeTransport } from './realtime-transport.ts';
import {
  openConnection,
  type ConnectionEnd,
  type WebSocketConnection,
} from './web-socket-connection.ts';

/** A connection that held this long, in milliseconds, was a good one: the next loss begins with short waits again. */
const stableAfterMs = 30_000;

/** What the transport needs. */
export interface WebSocketTransportInit {
  readonly url: string;
  readonly tokens: TokenCache;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly openWebSocket: OpenWebSocket;
  readonly pageLifecycle: PageLifecycle;
  readonly observer: RealtimeObserver;
}

/**
 * Creates the transport for the kit's own WebSocket protocol. After a loss it comes back with the place in the event log where it
 * stopped, so that short losses cost nothing.
 */
export function createWebSocketTransport(init: WebSocketTransportInit): RealtimeTransport {
  const { clock, observer, pageLifecycle, random, tokens } = init;
  let hasEnded = false;
  let connection: WebSocketConnection | undefined;
  let timer: TimerHandle;
  let isWaiting = false;
  let attempt = 0;
  let position: LogPosition | undefined;
  let userId = '';
  let readyAt: number | undefined;
  let hasReplacedToken = false;
  let unlisten = (): void => {};
  const first = createDeferred();

  function connect(): void {
    clock.clearTimeout(timer);
    isWaiting = false;
    connection = openConnection({
      url: init.url,
      openWebSocket: init.openWebSocket,
      tokens,
      clock,
      ...(position === undefined ? {} : { resume: position }),
      onReady,
      onEvent,
      onDecodeError: (error) => observer.onDecodeError(error),
      onEnd: (end) => void onEnd(end),
    });
  }

  function onReady(frame: ReadyFrame): void {
    const { epoch, recovered } = frame;
    // A recovery may begin with events that arrived before: the later offset stays, so that they are not given out twice.
    const isSameLog = recovered && position?.epoch === epoch;
    const offset = isSameLog ? Math.max(frame.offset, position?.offset ?? 0) : frame.offset;
    position = { epoch, offset };
    userId = frame.userId;
    readyAt = clock.now();
    first.resolve();
    observer.onConnected(recovered);
  }

  function onEvent(offset: number, name: string, data: unknown): void {
    if (position === undefined || offset <= position.offset) return;
    position = { epoch: position.epoch, offset };
    try {
      const event = decodeEvent(name, data, userId);
      if (event !== undefined) observer.onEvent(event);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      observer.onDecodeError(error);
    }
  }

  async function onEnd(end: ConnectionEnd): Promise<void> {
    const wasStable = readyAt !== undefined && clock.now() - readyAt >= stableAfterMs;
    if (wasStable) {
      attempt = 0;
      hasReplacedToken = false;
    }
    if (readyAt !== undefined) observer.onDisconnected({ reason: 'network', message: end.message });
    readyAt = undefined;
    if (hasEnded) return;
    if (end.closeCode === closeCodes.protocolNotSpoken) {
      giveUp('stopped', createUnavailableError(end.message));
    } else if (end.closeCode === closeCodes.unauthorized) {
      await replaceToken(end);
    } else if (isChatClientError(end.cause) && !end.cause.retryable) {
      giveUp('unauthorized', end.cause);
    } else {
      reconnectLater();
    }
  }

  async function replaceToken(end: ConnectionEnd): Promise<void> {
    const refused = end.token ?? '';
    if (hasReplacedToken) {
      giveUp('unauthorized', createUnauthorizedError(end.message));
      return;
    }
    hasReplacedToken = true;
    try {
      const newer = await tokens.replaceToken(refused);
      if (hasEnded) return;
      if (newer === refused) giveUp('unauthorized', createUnauthorizedError(end.message));
      else connect();
    } catch (error) {
      if (hasEnded) return;
      if (isChatClientError(error) && !error.retryable) giveUp('unauthorized', error);
      // The credential could not be asked just now, which says nothing about the user.
      else {
        hasReplacedToken = false;
        reconnectLater();
      }
    }
  }

  function reconnectLater(): void {
    isWaiting = true;
    timer = clock.setTimeout(connect, backoffMs(attempt, random.next()));
    attempt += 1;
  }

  function reconnectNow(): void {
    if (isWaiting && pageLifecycle.isOnline() && pageLifecycle.isVisible()) connect();
  }

  function finish(): void {
    hasEnded = true;
    isWaiting = false;
    clock.clearTimeout(timer);
    connection?.close();
    unlisten();
  }

  function giveUp(
    reason: RealTimeNotificationDisconnectedEvent['reason'],
    error: ChatClientError,
  ): void {
    finish();
    if (!first.reject(error)) observer.onDisconnected({ reason, message: error.message });
  }

  return {
    start() {
      const ends = [
        pageLifecycle.onOnlineChange(reconnectNow),
        pageLifecycle.onVisibilityChange(reconnectNow),
      ];
      unlisten = () => {
        for (const end of ends) end();
      };
      connect();
      return first.promise;
    },
    stop() {
      if (hasEnded) return;
      finish();
      first.reject(createStoppedError());
    },
  };
}

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
  /** Whether the promise was still open. */
  reject(error: ChatClientError): boolean;
}

function createDeferred(): Deferred {
  let isOpen = true;
  let resolvePromise = (): void => {};
  let rejectPromise: (error: ChatClientError) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    resolvePromise = resolve;
    rejectPromise = reject;
  });
  return {
    promise,
    resolve() {
      isOpen = false;
      resolvePromise();
    },
    reject(error) {
      const wasOpen = isOpen;
      isOpen = false;
      rejectPromise(error);
      return wasOpen;
    },
  };
}

const operation = 'startRealtimeNotifications';

function createUnauthorizedError(reason: string): ChatClientError {
  return new ChatClientError({
    code: 'unauthorized',
    operation,
    message: `The service refused the user's token for realtime notifications. ${reason} No events arrive. Sign in again and start realtime notifications once more.`,
  });
}

function createUnavailableError(reason: string): ChatClientError {
  return new ChatClientError({
    code: 'realtime-unavailable',
    operation,
    message: `The service does not speak this version of the realtime protocol. ${reason} No events arrive. Use a client and a service of versions that fit together.`,
  });
}

function createStoppedError(): ChatClientError {
  return new ChatClientError({
    code: 'aborted',
    operation,
    message:
      'Realtime notifications were stopped before they had started. No events arrive. Start them again when they are needed.',
  });
}
