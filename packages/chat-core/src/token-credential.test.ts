import { expect, test } from 'vitest';

import { createToken } from './test-support/create-token.ts';
import { createManualClock } from './test-support/manual-clock.ts';
import { createTokenCredential } from './token-credential.ts';

const hour = 3_600_000;

test('a token is given with the end that it names', async () => {
  const expiresOnTimestamp = Date.UTC(2026, 0, 1);
  const token = createToken(expiresOnTimestamp);
  expect(await createTokenCredential(token).getToken()).toEqual({ token, expiresOnTimestamp });
});

test.each([
  ['', 'nothing'],
  ['secret-password', 'one part'],
  ['a.secret.c', 'a payload that is not base64 JSON'],
  [`a.${btoa('{"sub":"secret"}')}.c`, 'no end'],
  [`a.${btoa('{"exp":"secret"}')}.c`, 'an end that is no number'],
  [`a.${btoa('null')}.c`, 'null'],
])('a token like %j is refused, and not quoted: %s', (token) => {
  let caught: unknown;
  try {
    createTokenCredential(token);
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ code: 'token', message: expect.stringContaining('not a JWT') });
  expect(String(caught)).not.toContain('secret');
});

test('a refresher is asked once by callers at the same time, and again two minutes before the end', async () => {
  const clock = createManualClock();
  let count = 0;
  const credential = createTokenCredential(async () => {
    count += 1;
    return createToken(clock.now() + hour, `token ${count}`);
  }, clock);
  const [first, second] = await Promise.all([credential.getToken(), credential.getToken()]);
  expect(second).toEqual(first);
  await clock.advance(hour - 120_001);
  expect(await credential.getToken()).toEqual(first);
  await clock.advance(1);
  expect(await credential.getToken()).not.toEqual(first);
  expect(count).toBe(2);
});

test('a forced refresh asks again, whatever the clock says', async () => {
  const clock = createManualClock();
  const questions: unknown[] = [];
  const credential = createTokenCredential(async (options) => {
    questions.push(options);
    return createToken(clock.now() + hour);
  }, clock);
  await credential.getToken();
  await credential.getToken({ forceRefresh: true });
  expect(questions).toEqual([{}, { forceRefresh: true }]);
});

test('a refresher that fails is asked again by the next call', async () => {
  let count = 0;
  const credential = createTokenCredential(async () => {
    count += 1;
    if (count === 1) throw new Error('offline');
    return createToken(Date.now() + hour);
  });
  await expect(credential.getToken()).rejects.toThrow('offline');
  await expect(credential.getToken()).resolves.toHaveProperty('token');
});

test('a refresher that never answers is given up after 30 seconds, and asked again by the next call', async () => {
  const clock = createManualClock();
  let count = 0;
  const credential = createTokenCredential(async () => {
    count += 1;
    return count === 1 ? new Promise<never>(() => {}) : createToken(clock.now() + hour);
  }, clock);
  const rejected = expect(credential.getToken()).rejects.toMatchObject({ code: 'timeout' });
  await clock.advance(30_000);
  await rejected;
  await expect(credential.getToken()).resolves.toHaveProperty('token');
  expect(clock.pendingTimers).toBe(0);
});

test('a credential that is disposed while its token is fetched gives none', async () => {
  let answer = (_token: string): void => {};
  const credential = createTokenCredential(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const rejected = expect(credential.getToken()).rejects.toMatchObject({ code: 'token' });
  credential.dispose();
  answer(createToken(Date.now() + hour));
  await rejected;
});

test('a disposed credential gives no token', async () => {
  const credential = createTokenCredential(createToken(Date.now() + hour));
  credential.dispose();
  await expect(credential.getToken()).rejects.toMatchObject({ code: 'token' });
});
