import type { UserRow } from '../storage/rows.ts';
import type { UserTokens } from './user-tokens.ts';

/** A token and the end of its life in milliseconds since 1970. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** Issues a token for the user, good until he is deleted, his tokens are revoked, or the minutes have passed. */
export async function issueToken(
  tokens: UserTokens,
  user: UserRow,
  request: { readonly scopes: readonly string[]; readonly minutes: number },
  now: number,
): Promise<IssuedToken> {
  // Whole seconds, because that is what a JWT can say.
  const expiresAt = Math.floor(now / 1000) * 1000 + request.minutes * 60_000;
  const token = await tokens.issue(
    { userId: user.userId, scopes: request.scopes, generation: user.tokenGeneration, expiresAt },
    now,
  );
  return { token, expiresAt };
}
