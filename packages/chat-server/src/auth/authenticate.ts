import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import { forbidden } from '../service-error.ts';
import { allowsScope } from './scopes.ts';
import type { ChatScope } from './scopes.ts';
import type { TokenClaims, UserTokens } from './user-tokens.ts';
import { invalidToken } from './user-tokens.ts';

/**
 * Who the bearer of this token is. `scope` is what he needs for what he wants to do; without it any chat scope
 * is enough, as it is for realtime.
 * @throws Unauthorized when the token is not valid or was revoked, Forbidden when its scopes do not allow it.
 */
export async function authenticate(
  context: ChatContext,
  tokens: UserTokens,
  token: string,
  scope: ChatScope = 'chat.join.limited',
): Promise<TokenClaims> {
  const claims = await tokens.verify(token, context.clock.now());
  const user = await readView(context, (tx) => tx.getUser(claims.userId));
  if (user === undefined || user.deletedAt !== null || user.tokenGeneration !== claims.generation) {
    throw invalidToken();
  }
  if (!allowsScope(claims.scopes, scope)) {
    throw forbidden(
      `The scopes of the user access token do not allow this, so nothing was done. Ask for a token with the scope "${scope}".`,
    );
  }
  return claims;
}
