import type { HttpHeaders } from '@azure/core-rest-pipeline';

import type { ChatClientError } from '../errors.ts';
import type { RetryOptions } from '../options.ts';

const maxRetryAfterMs = 300_000;
/** Clients that were told the same time to wait must not come back at the same moment, but up to so many ms later. */
export const retryAfterSpreadMs = 1_000;

/**
 * How long the service asks to wait, in milliseconds, at most 5 minutes: `retry-after-ms`, `x-ms-retry-after-ms`, or `Retry-After` in
 * seconds or as an HTTP date. A date is compared with the answer's own `Date`, because the local clock may be wrong. Anything that is
 * not one of these forms counts as absent.
 */
export function parseRetryAfter(
  headers: Pick<HttpHeaders, 'get'>,
  now: number,
): number | undefined {
  const readCount = (name: string, unitMs: number): number | undefined => {
    const value = headers.get(name) ?? '';
    return /^\d{1,12}$/.test(value) ? Number(value) * unitMs : undefined;
  };
  const readDate = (name: string): number => {
    const value = headers.get(name) ?? '';
    // Only dates with a weekday's name: Date.parse would take a number for a year. The oldest form names no zone; all mean GMT.
    if (!/^[A-Za-z]{3,9},? /.test(value)) return Number.NaN;
    return Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  };
  const wait =
    readCount('retry-after-ms', 1) ??
    readCount('x-ms-retry-after-ms', 1) ??
    readCount('retry-after', 1000) ??
    readDate('retry-after') - (readDate('date') || now);
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), maxRetryAfterMs);
}

/**
 * Milliseconds until a failed call is repeated; `undefined` when it is not. The rules are Azure's: 408, 5xx except 501 and 505, and lost
 * requests wait exponentially with half of it random; 429 and 503 wait as long as the service says, and a 429 that says nothing is not
 * repeated.
 *
 * @param attempt - 0 for the first try.
 * @param random - A random number from 0 up to 1.
 */
export function getRetryDelay(
  error: ChatClientError,
  attempt: number,
  { maxRetries = 3, retryDelayInMs = 1_000, maxRetryDelayInMs = 64_000 }: RetryOptions,
  random: number,
): number | undefined {
  // Also for what is no number.
  if (!(attempt < maxRetries)) return undefined;
  const status = error.statusCode;
  if ((status === 429 || status === 503) && error.retryAfterMs !== undefined) {
    return error.retryAfterMs + random * retryAfterSpreadMs;
  }
  const mayPass =
    status === undefined ? /^(network|timeout)$/.test(error.code) : isTransientStatus(status);
  if (!mayPass) return undefined;
  const longest = Math.min(retryDelayInMs * 2 ** attempt, maxRetryDelayInMs);
  return (longest * (1 + random)) / 2;
}

/** Whether a status means that the service, or the way to it, is in trouble for a while. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501 && status !== 505);
}
