import type { ChatBehaviours } from './behaviours.ts';
import type { SeedConversation } from './domain/seed.ts';
import type { ChatFaults } from './faults/chat-faults.ts';
import type { FanOut } from './realtime/fan-out.ts';
import type { SocketCarrier, SocketPeer, WebSocketLike } from './realtime/web-socket-like.ts';
import type { AttachmentOptions } from './rest/attachment-settings.ts';
import type { CorsOption } from './rest/origin-policy.ts';
import type { RateLimitOption } from './rest/rate-limits.ts';
import type { Clock, Random, Schedule } from './runtime.ts';
import type { ChatStorage } from './storage/chat-storage.ts';

/** Where a failure happened, as far as is known. */
export interface FailureContext {
  /** The operation, by the name of the SDK's method, such as `sendMessage`. */
  readonly operation?: string | undefined;
  /** The `x-ms-client-request-id` of the request. */
  readonly requestId?: string | undefined;
}

/** Hears of failures. It must not throw. */
export type FailureListener = (error: unknown, context: FailureContext) => void;

/** `all`: Azure's realtime wire and the kit's own protocol. `azure`: only Azure's wire. */
export type RealtimeOption = 'all' | 'azure';

/** How a service runs. Everything has a default that works in a page. */
export interface ChatServiceOptions {
  /**
   * Public base URL, for links and for the realtime address. Without it each answer uses the origin of its
   * request, and the connection string says `http://localhost`.
   */
  readonly endpoint?: string;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Timers for pings, deadlines and injected delays. */
  readonly schedule?: Schedule;
  /** Where everything is kept. Default: in memory. The service closes it when it closes. */
  readonly storage?: ChatStorage;
  /** Notices between processes that share a storage; `onError` hears of those that fail. Default: within this process. */
  readonly fanOut?: FanOut;
  /** Base64 key (≥ 32 bytes) of the identity endpoints. Default: generated once and kept in the storage. */
  readonly accessKey?: string;
  /** Base64 key (≥ 32 bytes) that signs user tokens and page links. Default: as for the access key. */
  readonly signingSecret?: string;
  /** Origins of pages that may call. Default: any page of this computer. */
  readonly cors?: CorsOption;
  /**
   * Called with what failed unexpectedly inside the service: the answer with a status from 500 on, or the end of the sockets,
   * says nothing about it. Default: nobody is told.
   */
  readonly onError?: FailureListener;
  /** Host names to answer under besides loopback names and the endpoint's. */
  readonly allowedHosts?: 'any' | readonly string[];
  /**
   * `acs`: callers who ask more often than Azure's published limits for chat allow are answered 429, with the time
   * to wait. Each process counts for itself. Default: `off`.
   */
  readonly rateLimits?: RateLimitOption;
  /**
   * What may be attached to threads; `false`: nothing, and the service does not announce that it could. Default: files
   * of common types, 10 MB each and 1 GB in a thread.
   */
  readonly attachments?: AttachmentOptions | false;
  /**
   * `azure`: the kit's own realtime protocol and capabilities are neither announced nor accepted, attachments included, so that the
   * kit's clients are heard and served as on Azure. Default: `all`.
   */
  readonly realtime?: RealtimeOption;
  /** How to behave where Azure's documents leave it open; what is left out follows the defaults. */
  readonly behaviours?: Partial<ChatBehaviours>;
  /** Troubles to begin with; see {@link ChatService.setFaults}. */
  readonly faults?: ChatFaults;
}

/** A running chat service. */
export interface ChatService {
  /**
   * Answers a request. Takes what the platform's `fetch` takes, so it can be given to a client in its place.
   * Rejects only as a network would: after `close`, on abort, and when a fault loses the answer.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  /**
   * Answers a request that a server has received. As `fetch`, but a caller who goes away takes nothing back: the
   * request's signal is not looked at.
   */
  respond(request: Request): Promise<Response>;
  /** A socket to the service's `webSocketUrl` in the same page, with the surface of the browser's `WebSocket`. */
  webSocket(url: string): WebSocketLike;
  /**
   * What to do with a socket that something else carries and that was asked for under this URL, by a page of this
   * origin (`undefined`: by no page). The function takes the open socket; `undefined`: refuse it.
   */
  acceptUpgrade(
    url: URL,
    origin: string | undefined,
  ): ((carrier: SocketCarrier) => SocketPeer) | undefined;
  /**
   * The user of this name, made on the first call, with a new token for chat that lives 24 hours. `uuid` becomes part of a new user's id:
   * with it, test data and pictures are the same everywhere.
   */
  createUser(name: string, options?: { uuid?: string }): Promise<{ userId: string; token: string }>;
  /**
   * Stores back-dated threads, all or none. Resolves to `false`, and changes nothing, when the storage holds a thread already: so it
   * can be called at every start.
   * @throws ChatServiceError when the seed contradicts itself.
   */
  seed(conversation: SeedConversation): Promise<boolean>;
  /** Replaces the present troubles; `{ rules: [] }` ends them. */
  setFaults(faults: ChatFaults): void;
  /** `endpoint=…;accesskey=…`, for Azure's identity clients. */
  readonly connectionString: string;
  /** Closes all sockets with 1012 and the storage. Requests that come later fail as to a dead server. */
  close(): Promise<void>;
}
