import type { PageLinks } from '../auth/page-links.ts';
import type { UserTokens } from '../auth/user-tokens.ts';
import type { FailureListener, RealtimeOption } from '../chat-service-options.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import type { ConnectionTickets } from '../official-realtime/connection-tickets.ts';
import type { Connection } from '../realtime/connection.ts';
import type { Actor } from './actor.ts';
import type { AttachmentSettings } from './attachment-settings.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** What the routes work with. */
export interface RestServices {
  readonly context: ChatContext;
  readonly tokens: UserTokens;
  readonly links: PageLinks;
  /** What Azure's clients carry while they connect. */
  readonly tickets: ConnectionTickets;
  /** All open sockets of this process. */
  readonly connections: ReadonlySet<Connection>;
  /** Base64 key of the identity endpoints. */
  readonly accessKey: string;
  readonly policy: OriginPolicy;
  /** Told of what the service could not do for reasons of its own. */
  readonly onError: FailureListener;
  /** The realtime protocols that clients are told of. */
  readonly realtime: RealtimeOption;
  /** `undefined`: no files are taken. */
  readonly attachments: AttachmentSettings | undefined;
  /** `undefined`: requests are not limited. */
  readonly rateLimiter: RateLimiter | undefined;
  /** Public base URL without a trailing slash; without one it is the origin of each request. */
  readonly endpoint: string | undefined;
}

/** What middleware leaves for the routes. */
export interface RestEnv {
  Variables: {
    /** The raw request body, at most 64 KB; of an upload nothing. */
    body: Uint8Array<ArrayBuffer>;
    /** The caller, on the chat routes. */
    actor: Actor;
  };
}

/** Where realtime sockets are accepted, below the endpoint. */
export const realtimePath = '/realtime';
