import { ChatClientError, isChatClientError } from '../errors.ts';
import { isText } from '../is-text.ts';
import type { Clock } from '../platform/clock.ts';
import {
  tokenRefreshMarginMs,
  type ChatAccessToken,
  tokenTimeoutMs,
  type CommunicationTokenCredential,
} from '../token-credential.ts';
import { runWithDeadline } from './deadline.ts';

/** The user's token for every request and socket of one client, asked for once however many callers want it. */
export interface TokenCache {
  /**
   * The current token. The credential is asked when there is none, or when it ends within two minutes; if it then fails, a token that is
   * still valid is used up.
   *
   * @throws ChatClientError with code `token` when there is none, `timeout` when the credential does not answer within 30 seconds.
   */
  getToken(): Promise<string>;
  /**
   * A newer token than `refused`. When one is there already it is given; otherwise the credential is told to renew, whatever the local
   * clock says. A credential that has no other token gives `refused` again.
   *
   * @throws ChatClientError with code `token` when the credential fails.
   */
  replaceToken(refused: string): Promise<string>;
}

/** Creates the {@link TokenCache} of a client. */
export function createTokenCache(
  credential: CommunicationTokenCredential,
  clock: Clock,
): TokenCache {
  let current: ChatAccessToken | undefined;
  let pending: Promise<ChatAccessToken> | undefined;
  let isPendingForced = false;

  function ask(isForced: boolean): Promise<ChatAccessToken> {
    if (pending !== undefined && (isPendingForced || !isForced)) return pending;
    const request = askCredential(credential, clock, isForced)
      .then((token) => {
        // A forced answer is the newer one, also when an older question is answered after it.
        if (pending === request) current = token;
        return token;
      })
      .finally(() => {
        if (pending === request) pending = undefined;
      });
    pending = request;
    isPendingForced = isForced;
    return request;
  }

  return {
    async getToken() {
      const known = current;
      if (known !== undefined && known.expiresOnTimestamp - clock.now() > tokenRefreshMarginMs) {
        return known.token;
      }
      try {
        return (await ask(false)).token;
      } catch (error) {
        if (known !== undefined && known.expiresOnTimestamp > clock.now()) return known.token;
        throw error;
      }
    },
    async replaceToken(refused) {
      if (current !== undefined && current.token !== refused) return current.token;
      return (await ask(true)).token;
    },
  };
}

async function askCredential(
  credential: CommunicationTokenCredential,
  clock: Clock,
  isForced: boolean,
): Promise<ChatAccessToken> {
  let answer: ChatAccessToken | undefined;
  let cause: unknown;
  try {
    // Every later caller shares this question, so it must not stay open for ever.
    answer = await runWithDeadline('getToken', clock, tokenTimeoutMs, () =>
      credential.getToken(isForced ? { forceRefresh: true } : {}),
    );
  } catch (error) {
    if (isChatClientError(error)) throw error;
    cause = error;
  }
  // A character that is not allowed in a header would be quoted, with the token, in the error of the platform.
  if (answer && isText(answer.token) && /^[\x21-\x7e]+$/.test(answer.token)) return answer;
  throw new ChatClientError({
    code: 'token',
    operation: 'getToken',
    message:
      'The credential gave no token that can be sent. Nothing was changed. Check the function that fetches it, and `cause`.',
    retryable: cause !== undefined,
    cause,
  });
}
