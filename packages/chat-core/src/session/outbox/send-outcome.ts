import type { ChatFailure } from '../model/entities.ts';
import { isChatClientError } from '../errors.ts';

/**
 * What an unsuccessful attempt to send means.
 * `failed`: the service has refused the message, and nothing was stored. `throttled`: it asks to wait. `blocked`: the token was
 * refused. `unknown`: the message may or may not have been stored.
 */
export type SendOutcome =
  | { readonly kind: 'failed'; readonly failure: ChatFailure }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unknown' };

const refusals: Readonly<Record<number, ChatFailure>> = {
  403: failure('forbidden', 'You can’t post here any more. Your text is kept.'),
  404: failure('gone', 'This chat no longer exists, or you are not part of it. Your text is kept.'),
  413: failure('too-large', 'The message is too long. Shorten it and send it again.'),
};

/** Reads the outcome off an error. Only what the service says plainly counts as refused; all else may have been stored. */
export function readSendOutcome(error: unknown): SendOutcome {
  if (!isChatClientError(error)) return { kind: 'unknown' };
  const { statusCode } = error;
  if (statusCode === undefined) {
    return error.code === 'too-large' || error.code === 'invalid-argument'
      ? { kind: 'failed', failure: failure(error.code, error.message) }
      : { kind: 'unknown' };
  }
  if (statusCode === 401) return { kind: 'blocked' };
  if (statusCode === 429) return { kind: 'throttled', retryAfterMs: error.retryAfterMs };
  const refusal = refusals[statusCode];
  if (refusal !== undefined) return { kind: 'failed', failure: refusal };
  if (statusCode === 400 || statusCode === 415 || statusCode === 422) {
    return {
      kind: 'failed',
      failure: failure('invalid', `The service refused the message (${error.code}).`),
    };
  }
  return { kind: 'unknown' };
}

function failure(code: string, message: string): ChatFailure {
  return { code, message, retryable: code !== 'too-large' && code !== 'invalid-argument' };
}
