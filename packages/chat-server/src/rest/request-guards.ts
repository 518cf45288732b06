import type { Context, MiddlewareHandler } from 'hono';
import { authenticate } from '../auth/authenticate.ts';
import { invalidToken } from '../auth/user-tokens.ts';
import { threadNotFound } from '../domain/access.ts';
import { badRequest, notFound } from '../service-error.ts';
import { parseBody } from './request-body.ts';
import type { JsonObject } from './fields.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** The stable versions of Azure's chat API, and the one that its clients use for the realtime settings. */
const chatVersions: ReadonlySet<string> = new Set([
  '2021-03-07',
  '2021-09-07',
  '2023-11-07',
  '2024-03-07',
  '2024-09-01',
  '2025-03-15',
]);

const identityVersions: ReadonlySet<string> = new Set([
  '2021-03-07',
  '2022-06-01',
  '2022-10-01',
  '2023-10-01',
  '2025-06-30',
]);

function requireVersion(known: ReadonlySet<string>): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const version = c.req.query('api-version') ?? '';
    if (!known.has(version) && !/^\d{4}-\d\d-\d\d-preview(\.\d+)?$/.test(version)) {
      const newest = [...known].at(-1);
      throw badRequest(
        `The query parameter "api-version" is missing or unknown, so nothing was done. Use api-version=${newest}.`,
      );
    }
    await next();
  };
}

/** Refuses chat requests without a version that the service speaks. */
export const requireChatVersion: MiddlewareHandler<RestEnv> = requireVersion(chatVersions);

/** Refuses identity requests without a version that the service speaks. */
export const requireIdentityVersion: MiddlewareHandler<RestEnv> = requireVersion(identityVersions);

/** Puts the bearer of the request's token into `actor`, or answers 401. */
export function authenticateChat(services: RestServices): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined) throw invalidToken();
    c.set('actor', await authenticate(services.context, services.tokens, token));
    await next();
  };
}

/** The request body as a JSON object. */
export function readJson(c: Context<RestEnv>): JsonObject {
  return parseBody(c.get('body'), c.req.header('content-type') ?? null);
}

/** The thread id of the path, percent-encoded or plain. An impossible one answers like a missing thread. */
export function readThreadId(c: Context<RestEnv>): string {
  const threadId = c.req.param('threadId') ?? '';
  if (!/^19:[\w-]{1,100}@thread\.v2$/.test(threadId)) throw threadNotFound();
  return threadId;
}

/** The message id of the path or body as a number. An impossible one answers like a missing message. */
export function parseMessageId(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) {
    throw notFound(
      'There is no such message in this thread, so nothing was done. Check the message id.',
    );
  }
  return Number(text);
}

/** The caller's `repeatability-request-id`, if he sent one. */
export function readRequestId(c: Context<RestEnv>): string | undefined {
  const requestId = c.req.header('repeatability-request-id');
  if (requestId !== undefined && !/^[\x21-\x7e]{1,100}$/.test(requestId)) {
    throw badRequest(
      '"repeatability-request-id" must be 1 to 100 visible ASCII characters, best a UUID. Nothing was done.',
    );
  }
  return requestId;
}

/** The service's public base URL, without a trailing slash. */
export function endpointOf(c: Context<RestEnv>, services: RestServices): string {
  return services.endpoint ?? new URL(c.req.url).origin;
}
