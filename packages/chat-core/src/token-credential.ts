import { ChatClientError } from './errors.ts';
import type { AbortSignalLike } from './options.ts';
import { runWithDeadline } from './rest/deadline.ts';
import { systemClock, type Clock } from './platform/clock.ts';

/** A user's token and when it ends. */
export interface ChatAccessToken {
  readonly token: string;
  /** Milliseconds since 1970, UTC. */
  readonly expiresOnTimestamp: number;
}

/** Options of {@link CommunicationTokenCredential.getToken}. */
export interface GetTokenOptions {
  abortSignal?: AbortSignalLike;
  /**
   * Extension: the service has refused the last token, so a remembered one must not be given again. The official credentials ignore it.
   */
  forceRefresh?: boolean;
}

/**
 * Where the client gets the user's token from. The official `AzureCommunicationTokenCredential` fits, and so does what
 * {@link createTokenCredential} returns.
 */
export interface CommunicationTokenCredential {
  getToken(options?: GetTokenOptions): Promise<ChatAccessToken>;
  dispose(): void;
}

/** Asks the app's own server for a token of the signed-in user. It resolves to the JWT's text. */
export type TokenRefresher = (options: GetTokenOptions) => Promise<string>;

/** A token that ends sooner than this, in milliseconds, is replaced before it is used. */
export const tokenRefreshMarginMs = 120_000;

/** A credential that has not answered after so long, in milliseconds, is asked anew by the next call. */
export const tokenTimeoutMs = 30_000;

/**
 * Creates a credential for apps that need nothing else from Azure's packages.
 *
 * @param source - The user's token, or a function that fetches one. With a function the token is remembered until two minutes before
 *   it ends, and callers at the same time share one fetch. A plain token is never renewed.
 * @throws ChatClientError with code `token` when the token is not a JWT with an end time (`exp`).
 */
export function createTokenCredential(
  source: string | TokenRefresher,
  clock: Clock = systemClock,
): CommunicationTokenCredential {
  let isDisposed = false;
  let current = typeof source === 'string' ? readToken(source) : undefined;
  let pending: Promise<ChatAccessToken> | undefined;

  async function refresh(
    refresher: TokenRefresher,
    options: GetTokenOptions,
  ): Promise<ChatAccessToken> {
    const answer = await runWithDeadline('getToken', clock, tokenTimeoutMs, () =>
      refresher(options),
    );
    // Whoever signs out while it is fetched gets no token any more.
    if (isDisposed) throw createDisposedError();
    const fresh = readToken(answer);
    current = fresh;
    return fresh;
  }

  return {
    async getToken(options = {}) {
      if (isDisposed) throw createDisposedError();
      if (typeof source === 'string') {
        // A plain string was read above, so there is always a current token.
        return current ?? readToken(source);
      }
      const isFresh =
        current !== undefined && current.expiresOnTimestamp - clock.now() > tokenRefreshMarginMs;
      if (current !== undefined && isFresh && options.forceRefresh !== true) return current;
      pending ??= refresh(source, options).finally(() => {
        pending = undefined;
      });
      return pending;
    },
    dispose() {
      isDisposed = true;
      current = undefined;
    },
  };
}

/**
 * Reads when a JWT ends. Nothing else of it is looked at: only the service can tell whether it is genuine.
 *
 * @throws ChatClientError with code `token`. The text does not hold the token.
 */
function readToken(token: string): ChatAccessToken {
  const expiresOnSeconds = readExpiry(token);
  if (expiresOnSeconds === undefined) {
    throw createTokenError(
      'The token is not a JWT with an end time ("exp"), so nothing can be sent. Pass the access token that your server got for this user, without "Bearer".',
    );
  }
  return { token, expiresOnTimestamp: expiresOnSeconds * 1000 };
}

function readExpiry(token: string): number | undefined {
  const payload = typeof token === 'string' ? token.split('.')[1] : undefined;
  if (payload === undefined) return undefined;
  try {
    const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const claims: unknown = JSON.parse(json);
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return undefined;
    return typeof claims.exp === 'number' && Number.isFinite(claims.exp) ? claims.exp : undefined;
  } catch {
    return undefined;
  }
}

function createDisposedError(): ChatClientError {
  return createTokenError('This credential was disposed, so it gives no token. Create a new one.');
}

function createTokenError(message: string): ChatClientError {
  return new ChatClientError({ code: 'token', operation: 'getToken', message });
}
