import { ChatClientError } from '../errors.ts';
import type { ChatEventPayloads } from '../events.ts';
import type { ChatClientOptions } from '../options.ts';
import { systemPageLifecycle } from '../platform/page-lifecycle.ts';
import { reportUncaught } from '../platform/report-uncaught.ts';
import { openSystemWebSocket } from '../platform/web-socket.ts';
import { throwIfAborted } from '../rest/deadline.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { createEventEmitter, type EventEmitter } from './event-emitter.ts';
import { fetchRealtimeConfig, type RealtimeConfig } from './realtime-config.ts';
import type { RealtimeEvent, RealtimeObserver, RealtimeTransport } from './realtime-transport.ts';
import { createWebSocketTransport } from './web-socket-transport.ts';

/** The events of a client: started, stopped, and started again. */
export interface RealtimeNotifications {
  readonly emitter: EventEmitter;
  /** What the service can do beyond Azure's protocol. Empty until the first start has asked it. */
  readonly capabilities: readonly string[];
  /** Connects. While it connects or is connected, another call gives the same promise. */
  start(): Promise<void>;
  /** Disconnects, and rejects a start that is under way. Listeners stay. */
  stop(): void;
}

/** One start. A stop or a failure ends it, and what it still hears then goes nowhere. */
interface Run {
  readonly abort: AbortController;
  started: Promise<void>;
  transport?: RealtimeTransport;
}

/** Creates the {@link RealtimeNotifications} of a client. Nothing opens before the first start. */
export function createRealtimeNotifications(
  rest: RestClient,
  options: ChatClientOptions,
): RealtimeNotifications {
  const emitter = createEventEmitter(options.onListenerError ?? reportUncaught);
  let capabilities: readonly string[] = [];
  let current: Run | undefined;

  function createObserver(run: Run): RealtimeObserver {
    return {
      onConnected(recovered) {
        if (run === current) {
          emitter.emit('realTimeNotificationConnected', { recovered, capabilities });
        }
      },
      onDisconnected(event) {
        if (run !== current) return;
        if (event.reason !== 'network') current = undefined;
        emitter.emit('realTimeNotificationDisconnected', event);
      },
      onEvent(event) {
        if (run === current) emitEvent(emitter, event);
      },
      onDecodeError(error) {
        options.onDecodeError?.(error);
      },
    };
  }

  async function connect(run: Run): Promise<void> {
    try {
      const config = await fetchRealtimeConfig(rest, run.abort.signal);
      capabilities = config.capabilities;
      // The stop may have come when the answer was there already: then there was nothing left to abort.
      throwIfAborted(run.abort.signal, 'startRealtimeNotifications');
      run.transport = createWebSocketTransport({
        url: requireSocketUrl(config),
        tokens: rest.tokens,
        clock: rest.clock,
        random: rest.random,
        openWebSocket: options.webSocket ?? openSystemWebSocket,
        pageLifecycle: options.pageLifecycle ?? systemPageLifecycle,
        observer: createObserver(run),
      });
      await run.transport.start();
    } catch (error) {
      if (run === current) current = undefined;
      throw error;
    }
  }

  return {
    emitter,
    get capabilities() {
      return capabilities;
    },
    start() {
      if (current !== undefined) return current.started;
      const run: Run = { abort: new AbortController(), started: Promise.resolve() };
      current = run;
      run.started = connect(run);
      return run.started;
    },
    stop() {
      const run = current;
      if (run === undefined) return;
      current = undefined;
      run.abort.abort();
      run.transport?.stop();
      emitter.emit('realTimeNotificationDisconnected', {
        reason: 'stopped',
        message: 'Realtime notifications were stopped by the app.',
      });
    },
  };
}

/** Each branch is the same call; TypeScript cannot see across a union that an event's id and payload belong together. */
function emitEvent(emitter: EventEmitter, event: RealtimeEvent): void {
  const emit: <Id extends RealtimeEvent['id']>(id: Id, payload: ChatEventPayloads[Id]) => void =
    emitter.emit;
  // The union of events pairs each id with its own payload.
  emit(event.id, event.payload as ChatEventPayloads[typeof event.id]);
}

function requireSocketUrl({ webSocketUrl }: RealtimeConfig): string {
  if (webSocketUrl !== undefined) return webSocketUrl;
  throw new ChatClientError({
    code: 'realtime-unavailable',
    operation: 'startRealtimeNotifications',
    message:
      'The service has no WebSocket address for realtime notifications, so no events arrive. Everything else works: list messages to see what is new.',
  });
}
