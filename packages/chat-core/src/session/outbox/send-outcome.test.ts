import { expect, test } from 'vitest';
import { ChatClientError, DecodeError } from '../../errors.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';
import { readSendOutcome } from './send-outcome.ts';

test.each([
  [400, 'invalid'],
  [403, 'forbidden'],
  [404, 'gone'],
  [413, 'too-large'],
  [415, 'invalid'],
  [422, 'invalid'],
])('an answer of %i is a refusal: %s', (status, code) => {
  expect(readSendOutcome(refusal(status))).toMatchObject({ kind: 'failed', failure: { code } });
});

test.each([[200], [201], [408], [409], [500], [501], [502], [503], [504]])(
  'an answer of %i leaves open whether the message was stored',
  (status) => {
    expect(readSendOutcome(refusal(status, 5))).toEqual({ kind: 'unknown', retryAfterMs: 5 });
  },
);

test('a 429 asks to wait, a 401 for another token', () => {
  expect(readSendOutcome(refusal(429, 5))).toEqual({ kind: 'throttled', retryAfterMs: 5 });
  expect(readSendOutcome(refusal(401))).toEqual({ kind: 'blocked' });
});

test('what never left was not stored', () => {
  const withCode = (code: string): ChatClientError =>
    new ChatClientError({ code, operation: 'sendMessage', message: 'No.' });
  expect(readSendOutcome(withCode('token'))).toEqual({ kind: 'postponed' });
  expect(readSendOutcome(withCode('identity-changed'))).toEqual({ kind: 'blocked' });
  for (const code of ['too-large', 'invalid-argument'])
    expect(readSendOutcome(withCode(code))).toEqual({
      kind: 'failed',
      failure: { code, message: 'No.', retryable: false },
    });
});

test('a lost answer, one that cannot be read and anything unheard of leave it open', () => {
  for (const error of [lostAnswer(), new DecodeError('sendMessage.id', 'is missing'), 'odd'])
    expect(readSendOutcome(error)).toEqual({ kind: 'unknown' });
});
