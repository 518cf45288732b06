import type { Context, Hono } from 'hono';
import { authenticate } from '../auth/authenticate.ts';
import type { TokenClaims } from '../auth/user-tokens.ts';
import { invalidToken } from '../auth/user-tokens.ts';
import { endpointOf, readJson } from '../rest/request-guards.ts';
import type { RestEnv, RestServices } from '../rest/rest-services.ts';
import { ChatServiceError, badRequest, forbidden } from '../service-error.ts';
import { hasRoom, hasRoomFor } from '../realtime/socket-room.ts';
import type { OfficialSession } from './official-connection.ts';

/** Where the parts of Azure's realtime wire are, below the endpoint. */
export const officialPaths = { trouter: '/trouter', registrar: '/registrar' } as const;

/** Seconds without a word from the other side after which a client gives a socket up, as the handshake says. */
const patience = { heartbeat: 40, close: 60 } as const;

const socketPath = /^\/+socket\.io\/1\/websocket\/([\w.-]{1,2000})$/;

/** The session that the address of a socket names, or `undefined` when it is the address of something else. */
export function readOfficialSession(url: URL): OfficialSession | undefined {
  const sessionId = socketPath.exec(url.pathname)?.[1];
  return sessionId === undefined
    ? undefined
    : { sessionId, endpointId: url.searchParams.get('epid') ?? '' };
}

/**
 * The steps by which Azure's client comes to a socket, and its registration. Each takes the user's token in
 * `X-Skypetoken`.
 */
export function registerOfficialRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { context, tickets, connections } = services;

  const allocate = async (c: Context<RestEnv>): Promise<Response> => {
    const { userId, expiresAt } = await authenticateSkypeToken(c, services);
    const endpointId = readEndpointId(c.req.query('epid'));
    const now = context.clock.now();
    // The client knows no path here: it puts `socket.io/1/` or `v4/a` right behind the host.
    const { origin } = new URL(endpointOf(c, services));
    const url = `${origin}/v4/f/${endpointId}/`;
    return c.json({
      socketio: `${origin}/`,
      url,
      surl: url,
      ccid: context.random.uuid(),
      id: context.random.uuid(),
      ttl: String(Math.ceil((expiresAt - now) / 1000)),
      connectparams: await tickets.issueConnectParams(userId, endpointId, now),
    });
  };
  app.post(`${officialPaths.trouter}/v4/a`, allocate);
  // Where the client allocates again once it knows the host of its socket.
  app.post('/v4/a', allocate);

  app.get('/socket.io/1/', async (c) => {
    const claims = await authenticateSkypeToken(c, services);
    const endpointId = readEndpointId(c.req.query('epid'));
    const sig = c.req.query('sig') ?? '';
    const now = context.clock.now();
    if (!(await tickets.checkConnectParams(claims.userId, endpointId, sig, now))) {
      throw forbidden(
        'The connection parameters were not made for this user and this "epid", or they are too old, so no session was opened. Allocate again.',
      );
    }
    // Refused here, the client waits before it tries again; when its socket is refused, it does not.
    if (!hasRoom(connections) || !hasRoomFor(connections, claims.userId)) {
      throw new ChatServiceError(
        'ServiceUnavailable',
        'There are too many open sockets of this user or of this service, so no session was opened. Close one and try again.',
      );
    }
    const sessionId = await tickets.issueSessionId(claims, endpointId, now);
    return c.text(`${sessionId}:${patience.heartbeat}:${patience.close}:websocket`);
  });

  const registrations = `${officialPaths.registrar}/v3/registrations`;
  // Events go to every open socket of the user, so there is nothing to remember about a registration.
  app.post(registrations, async (c) => {
    await authenticateSkypeToken(c, services);
    readEndpointId(readJson(c)['registrationId']);
    return c.body(null, 202);
  });
  app.delete(`${registrations}/:registrationId`, async (c) => {
    await authenticateSkypeToken(c, services);
    readEndpointId(c.req.param('registrationId'));
    return c.body(null, 204);
  });
}

async function authenticateSkypeToken(
  c: Context<RestEnv>,
  services: RestServices,
): Promise<TokenClaims> {
  const token = c.req.header('x-skypetoken');
  if (token === undefined) throw invalidToken();
  const claims = await authenticate(services.context, services.tokens, token);
  // Without the tolerance for other clocks: a socket ends with its token, and the client would come again at once.
  if (claims.expiresAt <= services.context.clock.now()) throw invalidToken();
  return claims;
}

function readEndpointId(value: unknown): string {
  if (typeof value !== 'string' || !/^[\w-]{1,100}$/.test(value)) {
    throw badRequest(
      'The id of the client ("epid" or "registrationId") must be 1 to 100 letters, digits or dashes, best a UUID. Nothing was done.',
    );
  }
  return value;
}
