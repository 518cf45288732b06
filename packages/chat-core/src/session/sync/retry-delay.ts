import { backoffMs } from '../../backoff.ts';
import { isChatClientError } from '../../errors.ts';
import type { RandomSource } from '../../platform/random.ts';
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
  { throttleLadderMs, maxRetryAfterMs }: ReliabilityConfig,
  limits: { readonly baseMs?: number; readonly capMs?: number },
): number {
  const jitter = backoffMs(attempt, random.next(), limits);
  if (!isChatClientError(error)) return jitter;
  const ladder = throttleLadderMs[Math.min(attempt, throttleLadderMs.length - 1)];
  const asked = error.retryAfterMs ?? (error.statusCode === 429 ? ladder : undefined) ?? 0;
  return Math.min(Math.max(asked, jitter), maxRetryAfterMs);
}
