import { expect, test } from 'vitest';
import { formatFailure } from './failure-log.ts';

const now = Date.UTC(2026, 0, 5, 9);

/** The line as whoever reads the log parses it. */
const log = (error: unknown, context = {}): Record<string, unknown> => {
  const line = formatFailure(error, context, now);
  expect(line).toMatch(/^\{.*\}\n$/);
  return JSON.parse(line);
};

test('a failure is one line with its time, request, operation, message and place in the code', () => {
  const error = Object.assign(new Error('disk is\nfull'), { code: 'SQLITE_FULL' });
  const context = { operation: 'sendMessage', requestId: 'r-1' };
  expect(log(error, context)).toEqual({
    time: '2026-01-05T09:00:00.000Z',
    requestId: 'r-1',
    operation: 'sendMessage',
    error: 'Error',
    code: 'SQLITE_FULL',
    message: 'disk is\nfull',
    stack: expect.arrayContaining([expect.stringContaining('failure-log.test.ts')]),
  });
});

test('tokens and keys do not reach the log', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJza3lwZWlkIjoiYWNzOjEifQ.c2lnbmF0dXJl';
  const key = btoa('k'.repeat(64));
  const line = formatFailure(new Error(`bad ${token} and accesskey=${key} or ${key}`), {}, now);
  expect(line).toContain('"message":"bad … and … or …"');
  expect(line).not.toContain('eyJ');
});

test('a text that could not be parsed is not quoted, for it may be a message', () => {
  let caught: unknown;
  try {
    JSON.parse('Dear Grace, …');
  } catch (error) {
    caught = error;
  }
  const line = formatFailure(caught, {}, now);
  expect(line).toContain('"error":"SyntaxError"');
  expect(line).not.toContain('Dear');
});

test('anything can be thrown', () => {
  expect(log('a private text')).toEqual({ time: '2026-01-05T09:00:00.000Z', error: 'string' });
  expect(log(undefined)).toMatchObject({ error: 'undefined' });
});
