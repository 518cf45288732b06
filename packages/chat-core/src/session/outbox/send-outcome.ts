import { isChatClientError } from '../../errors.ts';
import type { ChatFailure } from '../../model/entities.ts';

/**
 * What an unsuccessful attempt means.
 * `failed`: the service has refused it, and nothing was stored. `throttled`: it asks to wait. `blocked`: the token was refused.
 * `postponed`: there was no token, so nothing left. `unknown`: it may or may not have been carried out.
 */
export type SendOutcome =
  | { readonly kind: 'failed'; readonly failure: ChatFailure }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'postponed' }
  | { readonly kind: 'unknown'; readonly retryAfterMs?: number | undefined };

const kept = 'Your text is kept.';

const refusals: Readonly<Record<number, ChatFailure>> = {
  403: failure('forbidden', `You can’t post here any more. ${kept}`),
  404: failure('gone', `This chat no longer exists, or you are not part of it. ${kept}`),
  413: failure('too-large', 'The message is too long. Shorten it and send it again.'),
};

/** Reads the outcome off an error. Only what the service says plainly counts as refused; all else may have been carried out. */
export function readSendOutcome(error: unknown): SendOutcome {
  if (!isChatClientError(error)) return { kind: 'unknown' };
  const { statusCode, code, retryAfterMs } = error;
  if (statusCode === undefined) {
    if (code === 'token') return { kind: 'postponed' };
    if (code === 'identity-changed') return { kind: 'blocked' };
    return code === 'too-large' || code === 'invalid-argument'
      ? { kind: 'failed', failure: failure(code, error.message) }
      : { kind: 'unknown' };
  }
  if (statusCode === 401) return { kind: 'blocked' };
  if (statusCode === 429) return { kind: 'throttled', retryAfterMs };
  const refusal = refusals[statusCode];
  if (refusal !== undefined) return { kind: 'failed', failure: refusal };
  if (statusCode === 400 || statusCode === 415 || statusCode === 422) {
    return {
      kind: 'failed',
      failure: failure('invalid', `The service refused the message (${code}). ${kept}`),
    };
  }
  return { kind: 'unknown', retryAfterMs };
}

/** Whether the service says that this user has lost the thread, or at least the right to write in it. */
export function isAboutAccess(outcome: SendOutcome): boolean {
  return outcome.kind === 'failed' && ['forbidden', 'gone'].includes(outcome.failure.code);
}

function failure(code: string, message: string): ChatFailure {
  return { code, message, retryable: code !== 'too-large' && code !== 'invalid-argument' };
}
