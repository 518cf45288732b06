import type { Context, Handler, Hono, MiddlewareHandler } from 'hono';
import { verifyAccessKey } from '../auth/access-key.ts';
import { checkToken } from '../auth/authenticate.ts';
import type { ChatScope } from '../auth/scopes.ts';
import { invalidToken } from '../auth/user-tokens.ts';
import { createActor } from './actor.ts';
import { requireVersion } from './api-versions.ts';
import { ChatServiceError } from '../service-error.ts';
import { limitRate } from './limit-rate.ts';
import { operationOf } from './operations.ts';
import type { Operation, OperationName } from './operations.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Registers what carries an operation out, behind the checks that its row in the table asks for. */
export function registerOperation(
  app: Hono<RestEnv>,
  services: RestServices,
  name: OperationName,
  handler: Handler<RestEnv>,
): void {
  const operation = operationOf(name);
  const { authorisation } = operation;
  const authorise =
    authorisation.by === 'user-token'
      ? requireUserToken(services, authorisation.scope)
      : requireAccessKey(services);
  const guards = [
    operation.isOwn ? proceed : requireVersion(authorisation.by),
    authorise,
    ...limitRate(services, operation),
  ] as const;
  app.on(operation.method, routeOf(operation), ...guards, handler);
}

const proceed: MiddlewareHandler<RestEnv> = (_c, next) => next();

/** The operation's path in the router's words. A colon may come percent-encoded, as in ids. */
function routeOf({ path }: Operation): string {
  const segments = path.split('/').map((segment) => {
    if (segment.startsWith('{')) return `:${segment.slice(1, -1)}`;
    // For the router a colon begins a parameter, so an action is one that has only this value.
    return segment.startsWith(':') ? `:action{(?::|%3[Aa])${segment.slice(1)}}` : segment;
  });
  return segments.join('/');
}

/**
 * Puts the bearer of the request's token into `actor`, or answers 401 or 403. A token that was revoked is found out when
 * he first reads or changes something, and at the latest before he is answered or told what is wrong with his request.
 */
function requireUserToken(services: RestServices, scope: ChatScope): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined) throw invalidToken();
    const { context, tokens } = services;
    const actor = createActor(context, await checkToken(context, tokens, token, scope));
    c.set('actor', actor);
    await next();
    // A failure of the service says nothing about the caller, and a second one would hide it.
    if (c.error === undefined || isRefusal(c.error)) await actor.check();
  };
}

function isRefusal(error: Error): boolean {
  return error instanceof ChatServiceError && error.status < 500;
}

/** Answers 401 unless the request is signed with the access key. */
function requireAccessKey({ accessKey, context }: RestServices): MiddlewareHandler<RestEnv> {
  return async (c: Context<RestEnv>, next) => {
    const { method, url, headers } = c.req.raw;
    const request = { method, url: new URL(url), headers, body: c.get('body') };
    await verifyAccessKey(request, accessKey, context.clock.now());
    await next();
  };
}
