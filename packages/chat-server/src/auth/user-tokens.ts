import { SignJWT, jwtVerify } from 'jose';
import { limits } from '../limits.ts';
import { unauthorized } from '../service-error.ts';
import type { ServiceIdentity } from './secrets.ts';

/** What a token says, once its signature, its service and its times have been checked. */
export interface TokenClaims {
  /** Raw id. */
  readonly userId: string;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The user's token generation when it was issued. */
  readonly generation: number;
}

/** Issues and checks user tokens. */
export interface UserTokens {
  issue(claims: TokenClaims, now: number): Promise<string>;
  /** @throws Unauthorized for anything but a token of this service that is valid at `now`. */
  verify(token: string, now: number): Promise<TokenClaims>;
}

/** Seconds by which the clocks of two nodes may differ. */
const leewaySeconds = 5;

const algorithm = 'HS256';

/** Checked tokens that are kept in mind: some megabytes at most. */
const rememberedTokens = 5_000;

/** Azure's number for the chat scopes; official clients ignore it. */
const chatScopeNumber = 1792;

/**
 * Tokens are JWTs with the payload of an Azure user access token (`skypeid` is the raw id without its leading
 * `8:`), signed by this service with HS256, plus the token generation.
 */
export async function createUserTokens(
  identity: Pick<ServiceIdentity, 'resourceId' | 'signingSecret'>,
): Promise<UserTokens> {
  const { resourceId, signingSecret } = identity;
  // Imported once: jose would import raw bytes again for every token.
  const key = await crypto.subtle.importKey(
    'raw',
    signingSecret,
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
  // A signature that was right once stays right, and to check it costs more than the rest of most requests. What
  // can change, revocation, is asked for elsewhere each time.
  const verified = new Map<string, { readonly claims: TokenClaims; readonly since: number }>();
  return {
    issue: async (claims, now) =>
      await new SignJWT({
        skypeid: claims.userId.replace(/^8:/, ''),
        scp: chatScopeNumber,
        csi: String(now),
        acsScope: claims.scopes.join(','),
        resourceId,
        confabGeneration: claims.generation,
      })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuedAt(Math.floor(now / 1000))
        .setExpirationTime(Math.floor(claims.expiresAt / 1000))
        .sign(key),
    verify: async (token, now) => {
      const known = verified.get(token);
      if (known !== undefined && known.since <= now && now < known.claims.expiresAt) {
        return known.claims;
      }
      const payload = await readPayload(token, key, now);
      const { skypeid, acsScope, exp, iat, confabGeneration } = payload;
      const isComplete =
        typeof skypeid === 'string' &&
        typeof acsScope === 'string' &&
        isWholeNumber(exp) &&
        isWholeNumber(iat) &&
        isWholeNumber(confabGeneration);
      if (!isComplete || payload['resourceId'] !== resourceId || iat * 1000 > now + 60_000) {
        throw invalidToken();
      }
      const claims: TokenClaims = {
        userId: `8:${skypeid}`,
        scopes: acsScope.split(','),
        expiresAt: exp * 1000,
        generation: confabGeneration,
      };
      verified.delete(token);
      verified.set(token, { claims, since: now });
      for (const oldest of verified.keys()) {
        if (verified.size <= rememberedTokens) break;
        verified.delete(oldest);
      }
      return claims;
    },
  };
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The error for a token that is not (or no longer) good; it never says which part was wrong. */
export function invalidToken(): Error {
  return unauthorized(
    'The user access token is missing, invalid, expired or revoked, so nothing was done. Get a new token and try again.',
  );
}

async function readPayload(
  token: string,
  key: CryptoKey,
  now: number,
): Promise<Readonly<Record<string, unknown>>> {
  if (token.length > limits.tokenLength) throw invalidToken();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      currentDate: new Date(now),
      clockTolerance: leewaySeconds,
      requiredClaims: ['exp', 'iat', 'skypeid'],
    });
    return payload;
  } catch {
    // Whatever jose found, the caller learns only that the token is not good.
    throw invalidToken();
  }
}
