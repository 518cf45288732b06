import type { ChatClientError } from '../errors.ts';
import type { RetryOptions } from '../options.ts';

const maxRetryAfterMs = 300_000;
/** Clients that were told the same time to wait must not come back at the same moment. */
const retryAfterSpreadMs = 1_000;

/**
 * How long the service asks to wait, in milliseconds, at most 5 minutes: `retry-after-ms`, `x-ms-retry-after-ms`, or `Retry-After` in
 * seconds or as an HTTP date. A date is compared with the answer's own `Date`, because the local clock may be wrong. Anything that is
 * not one of these forms counts as absent.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const ms = parseCount(headers.get(name));
    if (ms !== undefined) return Math.min(ms, maxRetryAfterMs);
  }
  const value = headers.get('retry-after');
  const seconds = parseCount(value);
  if (seconds !== undefined) return Math.min(seconds * 1000, maxRetryAfterMs);
  const until = parseHttpDate(value);
  if (until === undefined) return undefined;
  const serverNow = parseHttpDate(headers.get('date')) ?? now;
  return Math.min(Math.max(0, until - serverNow), maxRetryAfterMs);
}

/** What {@link getRetryDelay} decides on. */
export interface FailedAttempt {
  readonly error: ChatClientError;
  /** 0 for the first try. */
  readonly attempt: number;
  readonly isRepeatable: boolean;
  readonly options: RetryOptions;
  /** A random number from 0 up to 1. */
  readonly random: number;
}

/**
 * Milliseconds until a failed call is repeated; `undefined` when it is not. The rules are Azure's: 408, 5xx except 501 and 505, and lost
 * requests wait exponentially with half of it random; 429 and 503 wait as long as the service says, and a 429 that says nothing is not
 * repeated.
 */
export function getRetryDelay(failed: FailedAttempt): number | undefined {
  const { error, attempt, options, random } = failed;
  if (!failed.isRepeatable || attempt >= (options.maxRetries ?? 3)) return undefined;
  const status = error.statusCode;
  if ((status === 429 || status === 503) && error.retryAfterMs !== undefined) {
    return error.retryAfterMs + random * retryAfterSpreadMs;
  }
  if (status === undefined ? !isLost(error) : !isTransientStatus(status)) return undefined;
  const base = (options.retryDelayInMs ?? 1_000) * 2 ** attempt;
  const clamped = Math.min(base, options.maxRetryDelayInMs ?? 64_000);
  return clamped / 2 + (random * clamped) / 2;
}

/** Whether a status means that the service, or the way to it, is in trouble for a while. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

function isLost(error: ChatClientError): boolean {
  return error.code === 'network' || error.code === 'timeout';
}

function parseCount(value: string | null): number | undefined {
  return value !== null && /^\s*\d{1,12}\s*$/.test(value) ? Number(value) : undefined;
}

function parseHttpDate(value: string | null): number | undefined {
  // Only dates with a weekday's name: Date.parse would take a negative number for a year.
  if (value === null || !/^\s*[A-Za-z]{3,9},? /.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
