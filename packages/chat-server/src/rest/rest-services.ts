import type { PageLinks } from '../auth/page-links.ts';
import type { TokenClaims, UserTokens } from '../auth/user-tokens.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import type { FaultPlan } from '../faults.ts';
import type { Schedule } from '../runtime.ts';
import type { OriginPolicy } from './origin-policy.ts';

/** What the routes work with. */
export interface RestServices {
  readonly context: ChatContext;
  readonly tokens: UserTokens;
  readonly links: PageLinks;
  /** Base64 key of the identity endpoints. */
  readonly accessKey: string;
  readonly policy: OriginPolicy;
  readonly faults: FaultPlan;
  readonly schedule: Schedule;
  /** Public base URL without a trailing slash; without one it is the origin of each request. */
  readonly endpoint: string | undefined;
}

/** What middleware leaves for the routes. */
export interface RestEnv {
  Variables: {
    /** The raw request body, at most 64 KB. */
    body: Uint8Array<ArrayBuffer>;
    /** The caller, on the chat routes. */
    actor: TokenClaims;
  };
}

/** Where realtime sockets are accepted, below the endpoint. */
export const realtimePath = '/realtime';
