import type { Context } from 'hono';
import { threadNotFound } from '../domain/access.ts';
import { userNotFound } from '../domain/users.ts';
import { badRequest, notFound } from '../service-error.ts';
import { parseBody } from './request-body.ts';
import type { JsonObject } from './fields.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** The request body as a JSON object. */
export function readJson(c: Context<RestEnv>): JsonObject {
  return parseBody(c.get('body'), c.req.header('content-type') ?? null);
}

/** Whether the text could name a thread. */
export function isThreadId(text: string): boolean {
  return /^19:[\w-]{1,100}@thread\.v2$/.test(text);
}

/** The thread id of the path, percent-encoded or plain. An impossible one answers like a missing thread. */
export function readThreadId(c: Context<RestEnv>): string {
  const threadId = c.req.param('threadId') ?? '';
  if (!isThreadId(threadId)) throw threadNotFound();
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

/** The user id of the path. An impossible one answers like a missing user. */
export function readUserId(c: Context<RestEnv>): string {
  const userId = c.req.param('userId') ?? '';
  if (!/^8:acs:[\w-]{1,100}$/.test(userId)) throw userNotFound();
  return userId;
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
