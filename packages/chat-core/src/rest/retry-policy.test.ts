import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ChatClientError } from '../errors.ts';
import type { RetryOptions } from '../options.ts';
import { createHttpHeaders } from './http-headers.ts';
import { getRetryDelay, parseRetryAfter } from './retry-policy.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('parseRetryAfter', () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ['milliseconds', { 'retry-after-ms': '250' }, 250],
    ['milliseconds of Azure', { 'x-ms-retry-after-ms': '300' }, 300],
    ['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    ['seconds', { 'retry-after': '3' }, 3_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 12:00:05 GMT' }, 5_000],
    [
      'a date, by the clock of the service',
      {
        'retry-after': 'Thu, 01 Jan 2026 10:00:05 GMT',
        date: 'Thu, 01 Jan 2026 10:00:00 GMT',
      },
      5_000,
    ],
    ['a date of RFC 850', { 'retry-after': 'Thursday, 01-Jan-26 12:00:05 GMT' }, 5_000],
    ['a date of asctime', { 'retry-after': 'Thu Jan  1 12:00:05 2026' }, 5_000],
    ['a date that has passed', { 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, 0],
    ['more than five minutes', { 'retry-after': '86400' }, 300_000],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['garbage', { 'retry-after': 'soon' }, undefined],
    ['nothing', {}, undefined],
  ])('%s', (_form, headers, expected) => {
    expect(parseRetryAfter(createHttpHeaders(headers), now)).toBe(expected);
  });

  test('seconds and dates of any length up to five minutes are read exactly', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 4e9 }), (seconds, at) => {
        const serverNow = at * 1_000;
        const date = (ms: number): string => new Date(ms).toUTCString();
        const read = (headers: Record<string, string>): number | undefined =>
          parseRetryAfter(createHttpHeaders(headers), serverNow);
        const until = date(serverNow + seconds * 1_000);
        expect(read({ 'retry-after': String(seconds) })).toBe(seconds * 1_000);
        expect(read({ 'retry-after': until })).toBe(seconds * 1_000);
        expect(read({ 'x-ms-retry-after-ms': String(seconds) })).toBe(seconds);
        // The local clock plays no part once the answer has a date of its own.
        expect(
          parseRetryAfter(createHttpHeaders({ 'retry-after': until, date: date(serverNow) }), 0),
        ).toBe(seconds * 1_000);
      }),
    );
  });

  test('whatever the header says, the wait is between 0 and 5 minutes, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (value) => {
        const wait = parseRetryAfter(createHttpHeaders({ 'retry-after': value }), now);
        expect(wait === undefined || (wait >= 0 && wait <= 300_000)).toBe(true);
      }),
    );
  });
});

describe('getRetryDelay', () => {
  const decide = (
    error: { code?: string; statusCode?: number; retryAfterMs?: number },
    rest: { attempt?: number; options?: RetryOptions; random?: number } = {},
  ): number | undefined => {
    const { attempt = 0, options = {}, random = 1 } = rest;
    const failed = new ChatClientError({ code: 'x', message: '', operation: 'test', ...error });
    return getRetryDelay(failed, attempt, options, random);
  };

  test.each([408, 500, 502, 503, 504])('%i is repeated after a while', (statusCode) => {
    expect(decide({ statusCode })).toBe(1_000);
  });

  test.each([400, 401, 403, 404, 409, 413, 429, 501, 505])('%i is not repeated', (statusCode) => {
    expect(decide({ statusCode })).toBeUndefined();
  });

  test.each(['network', 'timeout'])('a request with the error "%s" is repeated', (code) => {
    expect(decide({ code })).toBe(1_000);
  });

  test.each(['aborted', 'token', 'invalid-response', 'foreign-link'])(
    'a call with the error "%s" is not repeated',
    (code) => {
      expect(decide({ code })).toBeUndefined();
    },
  );

  test('the wait that the service names is kept, plus up to a second', () => {
    expect(decide({ statusCode: 429, retryAfterMs: 7_000 }, { random: 0 })).toBe(7_000);
    expect(decide({ statusCode: 503, retryAfterMs: 7_000 }, { random: 0.5 })).toBe(7_500);
  });

  test('waits double from 1 second to 64, half of each random', () => {
    const waits = [0, 1, 2].map((attempt) => decide({ statusCode: 500 }, { attempt }));
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(decide({ statusCode: 500 }, { attempt: 1, random: 0 })).toBe(1_000);
    const options = { maxRetries: 20 };
    expect(decide({ statusCode: 500 }, { attempt: 12, options })).toBe(64_000);
  });

  test('the fourth failure is the last', () => {
    expect(decide({ statusCode: 500 }, { attempt: 2 })).toBeDefined();
    expect(decide({ statusCode: 500 }, { attempt: 3 })).toBeUndefined();
  });

  test('a call that may not be repeated never is', () => {
    const options = { maxRetries: 0 };
    expect(decide({ statusCode: 429, retryAfterMs: 1 }, { options })).toBeUndefined();
    expect(decide({ code: 'network' }, { options })).toBeUndefined();
  });
});
