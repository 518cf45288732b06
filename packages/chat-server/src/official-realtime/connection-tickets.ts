import type { TokenClaims } from '../auth/user-tokens.ts';
import { createStateSeal } from '../auth/state-seal.ts';
import type { WorkUnit } from '../domain/work-unit.ts';
import type { Random } from '../runtime.ts';

/** What an allocation gives the client to show at the handshake. Times in milliseconds since 1970. */
export interface ConnectParams {
  readonly st: number;
  /** The client forgets the parameters an hour before this. */
  readonly se: number;
  readonly sig: string;
}

/** Leave to open one socket. Times in milliseconds since 1970. */
export interface SessionTicket {
  /** Raw id. */
  readonly userId: string;
  /** The user's token generation when he showed his token. */
  readonly generation: number;
  /** When the token ends that it was issued for. */
  readonly tokenExpiresAt: number;
  /** Until when the ticket can be spent. */
  readonly until: number;
  /** Unique, so that it can be spent once. */
  readonly nonce: string;
}

/**
 * Issues and checks what the client carries from one step of connecting to the next. All of it is signed and says
 * everything itself, so each step may meet another process.
 */
export interface ConnectionTickets {
  /** `endpointId` is the id that the client has given itself. */
  issueConnectParams(userId: string, endpointId: string, now: number): Promise<ConnectParams>;
  /** Whether `sig` was issued for this user and endpoint and still holds. */
  checkConnectParams(
    userId: string,
    endpointId: string,
    sig: string,
    now: number,
  ): Promise<boolean>;
  /** The id of a session that can be opened once, within 30 s, by the same endpoint. Holds no token; URL-safe. */
  issueSessionId(claims: TokenClaims, endpointId: string, now: number): Promise<string>;
  /** `undefined` when it is not ours, was issued to another endpoint, or is too old, or its token is. */
  openSessionId(
    sessionId: string,
    endpointId: string,
    now: number,
  ): Promise<SessionTicket | undefined>;
}

/** Milliseconds. */
const lifetimes = { connectParams: 24 * 60 * 60 * 1000, session: 30 * 1000 } as const;

/** Makes tickets that are signed with a key derived from the service's secret. */
export async function createConnectionTickets(
  secret: Uint8Array<ArrayBuffer>,
  random: Random,
): Promise<ConnectionTickets> {
  const { seal, open } = await createStateSeal(secret, 'connection-tickets');
  const connectBinding = (userId: string, endpointId: string): string =>
    JSON.stringify(['connect', userId, endpointId]);
  const sessionBinding = (endpointId: string): string => JSON.stringify(['session', endpointId]);

  return {
    issueConnectParams: async (userId, endpointId, now) => {
      const se = now + lifetimes.connectParams;
      return { st: now, se, sig: await seal(connectBinding(userId, endpointId), { se }) };
    },
    checkConnectParams: async (userId, endpointId, sig, now) => {
      const state = await open(connectBinding(userId, endpointId), sig);
      return state !== undefined && Number(state['se']) > now;
    },
    issueSessionId: async (claims, endpointId, now) =>
      await seal(sessionBinding(endpointId), {
        userId: claims.userId,
        generation: claims.generation,
        tokenExpiresAt: claims.expiresAt,
        until: now + lifetimes.session,
        nonce: random.uuid(),
      }),
    openSessionId: async (sessionId, endpointId, now) => {
      const state = await open(sessionBinding(endpointId), sessionId);
      if (state === undefined) return undefined;
      const ticket = {
        userId: String(state['userId']),
        generation: Number(state['generation']),
        tokenExpiresAt: Number(state['tokenExpiresAt']),
        until: Number(state['until']),
        nonce: String(state['nonce']),
      };
      return Math.min(ticket.until, ticket.tokenExpiresAt) > now ? ticket : undefined;
    },
  };
}

/** Tickets of one user that can be spent within their lifetime. */
const mostSpent = 100;

/**
 * Uses the ticket up, for every process that shares the storage. `false` when that was done before, or when the user has
 * opened so many sockets in the last 30 s that something is wrong.
 */
export async function spendTicket(unit: WorkUnit, ticket: SessionTicket): Promise<boolean> {
  // Beside the answers to repeated requests, because it is of their kind: remembered so that it is not done twice.
  // One row for each user, which drops what is too old to be shown again.
  const place = { userId: ticket.userId, scope: 'realtime-sessions', key: 'spent' };
  const row = await unit.tx.getIdempotency(place.userId, place.scope, place.key);
  // Written below.
  const known = (row === undefined ? [] : JSON.parse(row.result)) as readonly SpentTicket[];
  const spent = known.filter(({ until }) => until > unit.now);
  if (spent.length >= mostSpent || spent.some(({ nonce }) => nonce === ticket.nonce)) return false;
  spent.push({ nonce: ticket.nonce, until: ticket.until });
  const result = JSON.stringify(spent);
  await unit.tx.putIdempotency({ ...place, result, createdAt: unit.now });
  return true;
}

type SpentTicket = Pick<SessionTicket, 'nonce' | 'until'>;
