import { expect, test } from 'vitest';
import { ChatClientError } from '../errors.ts';
import { isRefused } from './is-refused.ts';

function errorOf(fields: { code?: string; statusCode?: number }): ChatClientError {
  return new ChatClientError({ code: 'any', operation: 'leave', message: 'No.', ...fields });
}

test.each([400, 403, 404, 405, 409, 413, 415, 422])('a %i will always be one', (statusCode) => {
  expect(isRefused(errorOf({ statusCode }))).toBe(true);
});

test.each([401, 408, 429, 500, 502, 503, 504, 200])('after a %i it may work', (statusCode) => {
  expect(isRefused(errorOf({ statusCode }))).toBe(false);
});

test('a bad argument stays bad, a lost request does not, and what is no error of the client may be anything', () => {
  expect(isRefused(errorOf({ code: 'invalid-argument' }))).toBe(true);
  expect(isRefused(errorOf({ code: 'network' }))).toBe(false);
  expect(isRefused(errorOf({ code: 'timeout' }))).toBe(false);
  expect(isRefused(new TypeError('Failed to fetch'))).toBe(false);
});
