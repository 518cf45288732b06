import { backoffMs } from '../../backoff.ts';
import { isChatClientError } from '../../errors.ts';
import type { RandomSource } from '../../platform/random.ts';
import { retryAfterSpreadMs } from '../../rest/retry-policy.ts';
import type { ReliabilityConfig } from '../reliability.ts';

/**
 * How long to wait, in ms, before what failed is tried again: a random part of a growing bound, and at least what the service asks for. One
 * that throttles without saying for how long is left alone for longer each time.
 *
 * @param attempt - 0 for the first failure.
 */
export function getRetryDelayMs(
  error: unknown,
  attempt: number,
  random: RandomSource,
  config: ReliabilityConfig,
  limits: { readonly baseMs?: number; readonly capMs?: number },
): number {
  const jitter = backoffMs(attempt, random.next(), limits);
  if (!isChatClientError(error)) return jitter;
  const { throttleLadderMs } = config;
  const ladder = throttleLadderMs[Math.min(attempt, throttleLadderMs.length - 1)];
  const asked = error.retryAfterMs ?? (error.statusCode === 429 ? ladder : undefined);
  return asked === undefined ? jitter : spreadAskedMs(Math.max(asked, jitter), random, config);
}

/** Whether the service asks to be left alone for a while, so that nothing is a reason to ask it earlier. */
export function isAskedToWait(error: unknown): boolean {
  return isChatClientError(error) && (error.statusCode === 429 || (error.retryAfterMs ?? 0) > 0);
}

/**
 * How long to wait, in ms, where the service asks for `askedMs`: no longer than it may ask for, and up to a second more, because clients
 * that were told the same time must not come back at the same moment.
 */
export function spreadAskedMs(
  askedMs: number,
  random: RandomSource,
  { maxRetryAfterMs }: Pick<ReliabilityConfig, 'maxRetryAfterMs'>,
): number {
  return Math.min(askedMs, maxRetryAfterMs) + random.next() * retryAfterSpreadMs;
}
