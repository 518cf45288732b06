import { expect, test } from 'vitest';

import { createManualClock } from '../test-support/manual-clock.ts';
import type { GetTokenOptions } from '../token-credential.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

const hour = 3_600_000;

interface Question {
  readonly options: GetTokenOptions;
  answer(token: string, lifetimeMs?: number): void;
  fail(error: Error): void;
}

/** A cache whose credential is answered by the test. */
function createScriptedCache(): {
  readonly cache: TokenCache;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly questions: readonly Question[];
} {
  const clock = createManualClock();
  const questions: Question[] = [];
  const credential = {
    getToken: (options: GetTokenOptions = {}) =>
      new Promise<{ token: string; expiresOnTimestamp: number }>((resolve, reject) => {
        questions.push({
          options,
          answer: (token, lifetimeMs = hour) =>
            resolve({ token, expiresOnTimestamp: clock.now() + lifetimeMs }),
          fail: reject,
        });
      }),
    dispose() {},
  };
  return { cache: createTokenCache(credential, clock), clock, questions };
}

test('a token is asked for once and kept until two minutes before its end', async () => {
  const { cache, clock, questions } = createScriptedCache();
  const both = Promise.all([cache.getToken(), cache.getToken()]);
  questions[0]?.answer('token-1');
  expect(await both).toEqual(['token-1', 'token-1']);
  await clock.advance(hour - 120_001);
  expect(await cache.getToken()).toBe('token-1');
  await clock.advance(1);
  const renewed = cache.getToken();
  questions[1]?.answer('token-2');
  expect(await renewed).toBe('token-2');
  expect(questions).toHaveLength(2);
});

test('while it is still valid, an old token is used when there is no new one', async () => {
  const { cache, clock, questions } = createScriptedCache();
  const first = cache.getToken();
  questions[0]?.answer('token-1');
  await first;
  await clock.advance(hour - 60_000);
  const second = cache.getToken();
  questions[1]?.fail(new Error('offline'));
  expect(await second).toBe('token-1');
  await clock.advance(60_000);
  const third = cache.getToken();
  questions[2]?.fail(new Error('offline'));
  await expect(third).rejects.toMatchObject({ code: 'token' });
});

test('calls that were refused at the same time share one forced question', async () => {
  const { cache, questions } = createScriptedCache();
  const first = cache.getToken();
  questions[0]?.answer('token-1');
  await first;
  const both = Promise.all([cache.replaceToken('token-1'), cache.replaceToken('token-1')]);
  await Promise.resolve();
  questions[1]?.answer('token-2');
  expect(await both).toEqual(['token-2', 'token-2']);
  expect(questions.map((question) => question.options)).toEqual([{}, { forceRefresh: true }]);
});

test('a call that was refused late gets the token that is there already', async () => {
  const { cache, questions } = createScriptedCache();
  const first = cache.getToken();
  questions[0]?.answer('token-2');
  await first;
  expect(await cache.replaceToken('token-1')).toBe('token-2');
  expect(questions).toHaveLength(1);
});

test('a forced answer is kept, also when an older question is answered after it', async () => {
  const { cache, questions } = createScriptedCache();
  const plain = cache.getToken();
  const forced = cache.replaceToken('token-0');
  questions[1]?.answer('token-2');
  expect(await forced).toBe('token-2');
  questions[0]?.answer('token-1');
  await plain;
  expect(await cache.getToken()).toBe('token-2');
});

test('a credential that never answers is given up after 30 seconds, and asked again by the next caller', async () => {
  const { cache, clock, questions } = createScriptedCache();
  const rejected = expect(cache.getToken()).rejects.toMatchObject({ code: 'timeout' });
  await clock.advance(30_000);
  await rejected;
  const next = cache.getToken();
  questions[1]?.answer('later');
  expect(await next).toBe('later');
});
