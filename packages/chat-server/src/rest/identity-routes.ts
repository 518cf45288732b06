import type { Hono } from 'hono';
import { issueToken } from '../auth/issue-token.ts';
import { tokenScopes } from '../auth/scopes.ts';
import { deleteUser, ensureUser, requireUser, revokeTokens } from '../domain/users.ts';
import { commitWork, readView } from '../domain/work-unit.ts';
import { badRequest } from '../service-error.ts';
import type { UserRow } from '../storage/rows.ts';
import { formatDate } from '../wire/format.ts';
import { readOptionalString } from './fields.ts';
import type { JsonObject } from './fields.ts';
import { registerOperation } from './register-operation.ts';
import { readJson, readUserId } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/**
 * Azure's identity endpoints: users and their tokens, for whoever holds the access key. `customId` (in Azure's
 * newer versions) makes creation idempotent: the same one gives the same user.
 */
export function registerIdentityRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { context, tokens } = services;

  const answerToken = async (user: UserRow, request: TokenRequest): Promise<object> => {
    const { token, expiresAt } = await issueToken(tokens, user, request, context.clock.now());
    return { token, expiresOn: formatDate(expiresAt) };
  };

  registerOperation(app, services, 'createUser', async (c) => {
    const body = readJson(c);
    const request = readTokenRequest(body, 'createTokenWithScopes');
    const customId = readOptionalString(body, 'customId', 256) ?? null;
    const user = await commitWork(context, (unit) => ensureUser(unit, customId));
    const identity = { id: user.userId, ...(customId !== null && { customId }) };
    if (request === undefined) return c.json({ identity }, 201);
    return c.json({ identity, accessToken: await answerToken(user, request) }, 201);
  });

  registerOperation(app, services, 'getToken', async (c) => {
    const userId = readUserId(c);
    const request = readTokenRequest(readJson(c), 'scopes');
    if (request === undefined) throw badRequest('"scopes" is required. No token was issued.');
    const user = await readView(context, (tx) => requireUser(tx, userId));
    return c.json(await answerToken(user, request));
  });

  registerOperation(app, services, 'revokeTokens', async (c) => {
    const userId = readUserId(c);
    await commitWork(context, (unit) => revokeTokens(unit, userId));
    return c.body(null, 204);
  });

  registerOperation(app, services, 'deleteUser', async (c) => {
    const userId = readUserId(c);
    await commitWork(context, (unit) => deleteUser(unit, userId));
    return c.body(null, 204);
  });
}

interface TokenRequest {
  readonly scopes: readonly string[];
  readonly minutes: number;
}

function readTokenRequest(body: JsonObject, scopesKey: string): TokenRequest | undefined {
  const scopes = body[scopesKey] ?? undefined;
  const minutes = body['expiresInMinutes'] ?? 24 * 60;
  if (scopes === undefined) return undefined;
  const isScope = (value: unknown): value is string =>
    typeof value === 'string' && tokenScopes.has(value);
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every(isScope)) {
    throw badRequest(
      `"${scopesKey}" must be a list of ${[...tokenScopes].join(', ')}. No token was issued.`,
    );
  }
  // Azure's bounds on the life of a token.
  if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 60 || minutes > 1440) {
    throw badRequest(
      '"expiresInMinutes" must be a whole number from 60 to 1440. No token was issued.',
    );
  }
  return { scopes: [...new Set(scopes)], minutes };
}
