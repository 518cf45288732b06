import { isChatClientError } from '../errors.ts';
import type { ChatEventPayloads } from '../events.ts';
import { log } from '../log.ts';
import type { ChatClientOptions, OperationOptions, RealtimeTransportName } from '../options.ts';
import type { TimerHandle } from '../platform/clock.ts';
import { isPage } from '../platform/page.ts';
import { reportUncaught } from '../platform/report-uncaught.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { createEventEmitter, type EventEmitter } from './event-emitter.ts';
import { openTransport } from './open-transport.ts';
import type { PollingSource } from './polling/polling-source.ts';
import { fetchRealtimeConfig, type RealtimeConfig } from './realtime-config.ts';
import type { RealtimeEvent, RealtimeObserver, RealtimeTransport } from './realtime-transport.ts';
import { createStartError } from './start-outcome.ts';

/** How long the chosen transport may take for its first connection, in milliseconds, before polling bridges the time. */
const bridgeAfterMs = 10_000;

/** The events of a client: started, stopped, and started again. */
export interface RealtimeNotifications {
  readonly emitter: EventEmitter;
  /** What the service can do beyond Azure's protocol. Empty until the first start has asked it. */
  readonly capabilities: readonly string[];
  /** Connects. While it connects or is connected, another call gives the same promise. The options are those of its first request. */
  start(options?: OperationOptions): Promise<void>;
  /** Disconnects, and rejects a start that is under way. Listeners stay. */
  stop(): void;
}

/** One start. A stop or a failure ends it, and what it still hears then goes nowhere. */
interface Run {
  readonly abort: AbortController;
  started: Promise<void>;
  readonly transports: Map<RealtimeTransportName, RealtimeTransport>;
  bridgeTimer?: TimerHandle;
  hasConnected?: boolean;
  /** Whether the chosen transport has connected, so that nothing need stand in for it. */
  isDirect?: boolean;
}

/** Creates the {@link RealtimeNotifications} of a client. Nothing opens before the first start. */
export function createRealtimeNotifications(
  rest: RestClient,
  options: ChatClientOptions,
  source: PollingSource,
): RealtimeNotifications {
  const { clock } = rest;
  const emitter = createEventEmitter(options.onListenerError ?? reportUncaught);
  let capabilities: readonly string[] = [];
  let current: Run | undefined;

  function createObserver(run: Run, transport: RealtimeTransportName): RealtimeObserver {
    return {
      onConnected(recovered) {
        if (run !== current) return;
        run.hasConnected = true;
        if (transport !== 'polling') {
          run.isDirect = true;
          clock.clearTimeout(run.bridgeTimer);
          run.transports.get('polling')?.stop();
        }
        log.info(`Realtime notifications: connected (${transport}).`);
        emitter.emit('realTimeNotificationConnected', { recovered, capabilities, transport });
      },
      onDisconnected(event) {
        if (run !== current) return;
        if (event.reason !== 'network') end(run);
        log.info(`Realtime notifications: disconnected (${transport}, ${event.reason}).`);
        emitter.emit('realTimeNotificationDisconnected', event);
      },
      onEvent(event) {
        if (run === current) emitEvent(emitter, event);
      },
      onDecodeError(error) {
        log.warning(error.message);
        options.onDecodeError?.(error);
      },
    };
  }

  function end(run: Run): void {
    if (run === current) current = undefined;
    run.abort.abort();
    clock.clearTimeout(run.bridgeTimer);
    for (const transport of run.transports.values()) transport.stop();
  }

  async function open(
    run: Run,
    name: RealtimeTransportName,
    config: RealtimeConfig,
  ): Promise<void> {
    const observer = createObserver(run, name);
    const transport = await openTransport(name, { rest, options, source, config, observer });
    // The stop, or the connection that needs no bridge, may have come while a part of the client was loaded.
    if (run !== current || (run.isDirect && name === 'polling')) throw createStartError('aborted');
    run.transports.set(name, transport);
    await transport.start();
  }

  async function connect(run: Run, callOptions?: OperationOptions): Promise<void> {
    const abortSignal = run.abort.signal;
    const config = await fetchRealtimeConfig(rest, { ...callOptions, abortSignal });
    capabilities = config.capabilities;
    // The stop may have come when the answer was there already: then there was nothing left to abort.
    if (run !== current) throw createStartError('aborted');
    const { transport = 'auto' } = options.realtime ?? {};
    const chosen = transport === 'auto' ? chooseTransport(config) : transport;
    if (transport !== 'auto' || chosen === 'polling') await open(run, chosen, config);
    else await openWithBridge(run, chosen, config);
  }

  /** Opens the chosen transport. Polling takes its place when it cannot run, and until it has connected when that takes long. */
  function openWithBridge(
    run: Run,
    chosen: RealtimeTransportName,
    config: RealtimeConfig,
  ): Promise<void> {
    let bridge: Promise<void> | undefined;
    const poll = (): Promise<void> =>
      (bridge ??= open(run, 'polling', config).catch((error: unknown) => {
        bridge = undefined;
        throw error;
      }));
    const bridged = new Promise<void>((resolve) => {
      // What goes wrong with the bridge alone is no matter: the chosen transport is still trying.
      run.bridgeTimer = clock.setTimeout(() => void poll().then(resolve, () => {}), bridgeAfterMs);
    });
    const opened = open(run, chosen, config).catch((error: unknown) => {
      clock.clearTimeout(run.bridgeTimer);
      if (!isChatClientError(error)) throw error;
      const { code, message } = error;
      if (code === 'realtime-unavailable') return poll();
      // The bridge has resolved the start, so nobody else is told.
      if (run.hasConnected) {
        createObserver(run, chosen).onDisconnected({ reason: 'unauthorized', message });
      }
      throw error;
    });
    return Promise.race([opened, bridged]);
  }

  return {
    emitter,
    get capabilities() {
      return capabilities;
    },
    start(callOptions) {
      if (current !== undefined) return current.started;
      const run: Run = {
        abort: new AbortController(),
        started: Promise.resolve(),
        transports: new Map(),
      };
      current = run;
      run.started = connect(run, callOptions).catch((error: unknown) => {
        end(run);
        throw error;
      });
      return run.started;
    },
    stop() {
      const run = current;
      if (run === undefined) return;
      end(run);
      emitter.emit('realTimeNotificationDisconnected', {
        reason: 'stopped',
        message: 'Realtime notifications were stopped by the app.',
      });
    },
  };
}

function chooseTransport(config: RealtimeConfig): RealtimeTransportName {
  if (config.webSocketUrl !== undefined) return 'web-socket';
  return isPage() ? 'signaling' : 'polling';
}

/** Each branch is the same call; TypeScript cannot see across a union that an event's id and payload belong together. */
function emitEvent(emitter: EventEmitter, event: RealtimeEvent): void {
  const emit: <Id extends RealtimeEvent['id']>(id: Id, payload: ChatEventPayloads[Id]) => void =
    emitter.emit;
  // The union of events pairs each id with its own payload.
  emit(event.id, event.payload as ChatEventPayloads[typeof event.id]);
}
