import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { LostResponseError } from '../faults.ts';
import { ChatServiceError, forbidden, notFound } from '../service-error.ts';
import { registerConfigRoute } from './config-route.ts';
import { registerIdentityRoutes } from './identity-routes.ts';
import { registerMessageRoutes } from './message-routes.ts';
import { registerParticipantRoutes } from './participant-routes.ts';
import { readBody } from './request-body.ts';
import { authenticateChat, requireChatVersion, requireIdentityVersion } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';
import { registerSignalRoutes } from './signal-routes.ts';
import { registerThreadRoutes } from './thread-routes.ts';

/** The whole HTTP side of the service as one function from request to answer. */
export function createRestApp(services: RestServices): Hono<RestEnv> {
  // An endpoint given with a trailing slash makes official clients ask for `//chat/…`.
  const app = new Hono<RestEnv>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/+/, '/'),
  });
  const { context, faults, policy, schedule } = services;

  app.onError((error, c) => {
    if (error instanceof LostResponseError) throw error;
    const known = error instanceof ChatServiceError ? error : internalError();
    // After 413 the rest of the body is still on its way; closing saves both sides the wait.
    if (known.status === 413) c.header('Connection', 'close');
    return c.json({ error: { code: known.code, message: known.message } }, known.status);
  });
  app.notFound(() => {
    throw notFound('There is no such operation. Check the method and the path.');
  });

  app.use(async (c, next) => {
    await next();
    c.header('Date', new Date(context.clock.now()).toUTCString());
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    const requestId = c.req.header('x-ms-client-request-id');
    if (requestId !== undefined && /^[\x21-\x7e]{1,100}$/.test(requestId)) {
      c.header('x-ms-client-request-id', requestId);
    }
  });
  app.use(
    cors({
      origin: (origin) => (policy.allowsOrigin(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      exposeHeaders: [
        'Date',
        'Location',
        'Retry-After',
        'retry-after-ms',
        'x-ms-client-request-id',
      ],
      maxAge: 600,
    }),
  );
  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    const isAllowed = origin === undefined || policy.allowsOrigin(origin);
    if (!isAllowed || !policy.allowsHost(new URL(c.req.url))) {
      throw forbidden(
        'The service does not answer pages of this origin, or under this host name. Add them to its allowed origins and hosts.',
      );
    }
    if (faults.delayMs > 0) await new Promise<void>((resolve) => schedule(resolve, faults.delayMs));
    c.set('body', await readBody(c.req.raw));
    await next();
  });

  app.use('/chat/*', requireChatVersion, authenticateChat(services));
  registerThreadRoutes(app, services);
  registerMessageRoutes(app, services);
  registerParticipantRoutes(app, services);
  registerSignalRoutes(app, services);
  registerConfigRoute(app, services);
  app.use('/identities/*', requireIdentityVersion);
  registerIdentityRoutes(app, services);
  return app;
}

function internalError(): ChatServiceError {
  return new ChatServiceError(
    'InternalError',
    'The service failed in an unexpected way and it is not known whether the request was carried out. Try again later.',
  );
}
