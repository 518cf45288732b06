import type { DecodeError } from '../errors.ts';
import type {
  ChatEventId,
  ChatEventPayloads,
  RealTimeNotificationDisconnectedEvent,
} from '../events.ts';

/** An event that the service sends, with its payload. */
export type RealtimeEvent = {
  [Id in Exclude<ChatEventId, `realTimeNotification${string}`>]: {
    readonly id: Id;
    readonly payload: ChatEventPayloads[Id];
  };
}[Exclude<ChatEventId, `realTimeNotification${string}`>];

/**
 * Who hears what a transport receives. Calls come one after the other, and none comes after {@link RealtimeTransport.stop} was called.
 */
export interface RealtimeObserver {
  /** Events flow from now on. `recovered`: those since the last connection follow, with nothing missing. */
  onConnected(recovered: boolean): void;
  /**
   * Events no longer flow. Called once for each connection that was made, and once more when the transport gives up while it tries to
   * come back; with `network` it comes back by itself, with any other reason it has ended.
   */
  onDisconnected(event: RealTimeNotificationDisconnectedEvent): void;
  /** Events in the order of the service, each once. One that polling gave out may come again from the transport that takes over. */
  onEvent(event: RealtimeEvent): void;
  /** An event or frame was left out, because it is not in the protocol. */
  onDecodeError(error: DecodeError): void;
}

/**
 * A way for events to reach the client. A transport keeps itself connected; it is used for one start and one stop.
 */
export interface RealtimeTransport {
  /**
   * Connects. It resolves with the first connection and keeps trying, with growing waits, as long as only the network is in the way.
   *
   * @throws ChatClientError with code `unauthorized` when the token is refused, `token` when there is none, `realtime-unavailable` when the
   *   service does not speak this transport's protocol, `aborted` when it is stopped before it connected. The transport has then ended.
   */
  start(): Promise<void>;
  /** Ends the transport. It leaves no timer, listener or socket behind, and may be called at any time, also twice. */
  stop(): void;
}
