import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import { forbidden } from '../service-error.ts';
import type { TokenClaims, UserTokens } from './user-tokens.ts';
import { invalidToken } from './user-tokens.ts';

/**
 * Who the bearer of this token is.
 * @throws Unauthorized when the token is not valid or was revoked, Forbidden when it does not allow chat.
 */
export async function authenticate(
  context: ChatContext,
  tokens: UserTokens,
  token: string,
): Promise<TokenClaims> {
  const claims = await tokens.verify(token, context.clock.now());
  const user = await readView(context, (tx) => tx.getUser(claims.userId));
  if (user === undefined || user.deletedAt !== null || user.tokenGeneration !== claims.generation) {
    throw invalidToken();
  }
  if (!claims.scopes.includes('chat')) {
    throw forbidden(
      'The token does not hold the scope "chat", so nothing was done. Ask for a token with it.',
    );
  }
  return claims;
}
