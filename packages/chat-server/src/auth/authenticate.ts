import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import { forbidden } from '../service-error.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import { allowsScope } from './scopes.ts';
import type { ChatScope } from './scopes.ts';
import type { TokenClaims, UserTokens } from './user-tokens.ts';
import { invalidToken } from './user-tokens.ts';

/**
 * Who the bearer of this token is. Any chat scope is enough.
 * @throws Unauthorized when the token is not valid or was revoked, Forbidden when it is not for chat.
 */
export async function authenticate(
  context: ChatContext,
  tokens: UserTokens,
  token: string,
): Promise<TokenClaims> {
  const claims = await checkToken(context, tokens, token, 'chat.join.limited');
  await readView(context, (tx) => requireCurrentToken(tx, claims));
  return claims;
}

/**
 * What a token of this service says. Whether it was revoked is for {@link requireCurrentToken} to find out.
 * @throws Unauthorized when the token is not valid, Forbidden when its scopes do not allow what needs `scope`.
 */
export async function checkToken(
  { clock }: ChatContext,
  tokens: UserTokens,
  token: string,
  scope: ChatScope,
): Promise<TokenClaims> {
  const claims = await tokens.verify(token, clock.now());
  if (!allowsScope(claims.scopes, scope)) {
    throw forbidden(
      `The scopes of the user access token do not allow this, so nothing was done. Ask for a token with the scope "${scope}".`,
    );
  }
  return claims;
}

/** @throws Unauthorized when the token was revoked or its user deleted, as this view of the storage has it. */
export async function requireCurrentToken(tx: ReadTransaction, claims: TokenClaims): Promise<void> {
  const user = await tx.getUser(claims.userId);
  if (user === undefined || user.deletedAt !== null || user.tokenGeneration !== claims.generation) {
    throw invalidToken();
  }
}
