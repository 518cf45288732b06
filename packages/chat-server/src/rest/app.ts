import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { ChatServiceError, forbidden, notFound } from '../service-error.ts';
import { registerOfficialRoutes } from '../official-realtime/official-routes.ts';
import { isUpload, registerAttachmentRoutes } from './attachment-routes.ts';
import { registerConfigRoute } from './config-route.ts';
import { registerHealthRoutes } from './health-routes.ts';
import { registerIdentityRoutes } from './identity-routes.ts';
import { registerMessageRoutes } from './message-routes.ts';
import { findOperation } from './operations.ts';
import { registerParticipantRoutes } from './participant-routes.ts';
import { readBody } from './request-body.ts';
import type { RestEnv, RestServices } from './rest-services.ts';
import { securityHeaders } from './security-headers.ts';
import { registerSignalRoutes } from './signal-routes.ts';
import { registerThreadRoutes } from './thread-routes.ts';

/** Headers of answers that pages may read, besides those that every page may. */
const headersForPages = [
  'Content-Disposition',
  'Date',
  'Location',
  'Retry-After',
  'retry-after-ms',
  'x-ms-client-request-id',
];

/** The whole HTTP side of the service as one function from request to answer. */
export function createRestApp(services: RestServices): Hono<RestEnv> {
  // An endpoint given with a trailing slash makes official clients ask for `//chat/…`.
  const app = new Hono<RestEnv>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/+/, '/'),
  });
  const { attachments, context, policy } = services;
  const bringsFile = (c: Context<RestEnv>): boolean => attachments !== undefined && isUpload(c);

  app.onError((error, c) => {
    const known = error instanceof ChatServiceError ? error : internalError();
    if (known.status >= 500) {
      const operation = findOperation(c.req.method, c.req.path)?.name;
      services.onError(known.cause ?? error, { operation, requestId: readClientRequestId(c) });
    }
    // After 413 the rest of the body is still on its way; closing saves both sides the wait. Browsers do not look for an
    // answer while they send a file, and a connection that closes at once would take it with it.
    if (known.status === 413 && !bringsFile(c)) c.header('Connection', 'close');
    if (known.retryAfterMs !== undefined) {
      c.header('Retry-After', String(Math.ceil(known.retryAfterMs / 1000)));
      c.header('retry-after-ms', String(known.retryAfterMs));
    }
    const isForbidden = known.hidesThread && context.behaviours.strangers === 403;
    const code = isForbidden ? 'Forbidden' : known.code;
    return c.json({ error: { code, message: known.message } }, isForbidden ? 403 : known.status);
  });
  app.notFound(() => {
    throw notFound('There is no such operation. Check the method and the path.');
  });

  app.use(async (c, next) => {
    // Before the answer is made: to change its headers afterwards makes Node's adapter copy it.
    c.header('Date', new Date(context.clock.now()).toUTCString());
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    const requestId = readClientRequestId(c);
    if (requestId !== undefined) c.header('x-ms-client-request-id', requestId);
    await next();
  });
  const allowPages = cors({
    origin: (origin) => (policy.allowsOrigin(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    exposeHeaders: context.behaviours.headersForPages ? headersForPages : [],
    maxAge: 600,
  });
  // Only browsers ask, and they name their page.
  app.use((c, next) => (c.req.header('origin') === undefined ? next() : allowPages(c, next)));
  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    const isAllowed = origin === undefined || policy.allowsOrigin(origin);
    if (!isAllowed || !policy.allowsHost(new URL(c.req.url))) {
      throw forbidden(
        'The service does not answer pages of this origin, or under this host name. Add them to its allowed origins and hosts.',
      );
    }
    c.set('body', bringsFile(c) ? new Uint8Array() : await readBody(c.req.raw));
    await next();
  });

  registerHealthRoutes(app, services);
  registerThreadRoutes(app, services);
  registerMessageRoutes(app, services);
  registerParticipantRoutes(app, services);
  registerSignalRoutes(app, services);
  if (attachments !== undefined) registerAttachmentRoutes(app, services, attachments);
  registerConfigRoute(app, services);
  registerOfficialRoutes(app, services);
  registerIdentityRoutes(app, services);
  return app;
}

/** What the caller calls this request, in its answer and in the log. */
function readClientRequestId(c: Context<RestEnv>): string | undefined {
  const requestId = c.req.header('x-ms-client-request-id');
  return requestId !== undefined && /^[\x21-\x7e]{1,100}$/.test(requestId) ? requestId : undefined;
}

function internalError(): ChatServiceError {
  return new ChatServiceError(
    'InternalError',
    'The service failed in an unexpected way and it is not known whether the request was carried out. Try again later.',
  );
}
