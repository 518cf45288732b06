import type { Context, Hono } from 'hono';
import { verifyAccessKey } from '../auth/access-key.ts';
import { issueToken } from '../auth/issue-token.ts';
import { deleteUser, ensureUser, requireUser, revokeTokens } from '../domain/users.ts';
import { commitWork, readView } from '../domain/work-unit.ts';
import { badRequest, notFound } from '../service-error.ts';
import type { UserRow } from '../storage/rows.ts';
import { formatDate } from '../wire/format.ts';
import { readOptionalString } from './fields.ts';
import type { JsonObject } from './fields.ts';
import { readJson } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/**
 * Azure's identity endpoints: users and their tokens, for whoever holds the access key. `customId` (in Azure's
 * newer versions) makes creation idempotent: the same one gives the same user.
 */
export function registerIdentityRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { context, tokens, accessKey } = services;

  app.use('/identities/*', async (c, next) => {
    const { method, url, headers } = c.req.raw;
    const request = { method, url: new URL(url), headers, body: c.get('body') };
    await verifyAccessKey(request, accessKey, context.clock.now());
    await next();
  });

  const answerToken = async (user: UserRow, request: TokenRequest): Promise<object> => {
    const { token, expiresAt } = await issueToken(tokens, user, request, context.clock.now());
    return { token, expiresOn: formatDate(expiresAt) };
  };

  app.post('/identities', async (c) => {
    const body = readJson(c);
    const request = readTokenRequest(body, 'createTokenWithScopes');
    const customId = readOptionalString(body, 'customId', 256) ?? null;
    const user = await commitWork(context, (unit) => ensureUser(unit, customId));
    const identity = { id: user.userId, ...(customId !== null && { customId }) };
    if (request === undefined) return c.json({ identity }, 201);
    return c.json({ identity, accessToken: await answerToken(user, request) }, 201);
  });

  app.post('/identities/:userId/:action', async (c) => {
    const userId = c.req.param('userId');
    const action = c.req.param('action');
    if (action === ':issueAccessToken') {
      const request = readTokenRequest(readJson(c), 'scopes');
      if (request === undefined) throw badRequest('"scopes" is required. No token was issued.');
      const user = await readView(context, (tx) => requireUser(tx, userId));
      return c.json(await answerToken(user, request));
    }
    if (action === ':revokeAccessTokens') {
      await commitWork(context, (unit) => revokeTokens(unit, userId));
      return noContent(c);
    }
    throw notFound('There is no such operation. Check the method and the path.');
  });

  app.delete('/identities/:userId', async (c) => {
    const userId = c.req.param('userId');
    await commitWork(context, (unit) => deleteUser(unit, userId));
    return noContent(c);
  });
}

interface TokenRequest {
  readonly scopes: readonly string[];
  readonly minutes: number;
}

const knownScopes: ReadonlySet<string> = new Set([
  'chat',
  'chat.join',
  'chat.join.limited',
  'voip',
  'voip.join',
]);

function readTokenRequest(body: JsonObject, scopesKey: string): TokenRequest | undefined {
  const scopes = body[scopesKey] ?? undefined;
  const minutes = body['expiresInMinutes'] ?? 24 * 60;
  if (scopes === undefined) return undefined;
  const isScope = (value: unknown): value is string =>
    typeof value === 'string' && knownScopes.has(value);
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every(isScope)) {
    throw badRequest(
      `"${scopesKey}" must be a list of ${[...knownScopes].join(', ')}. No token was issued.`,
    );
  }
  // Azure's bounds on the life of a token.
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 60 || minutes > 1440) {
    throw badRequest(
      '"expiresInMinutes" must be a whole number from 60 to 1440. No token was issued.',
    );
  }
  return { scopes, minutes };
}

function noContent(c: Context<RestEnv>): Response {
  return c.body(null, 204);
}
