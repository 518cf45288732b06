import { expect, test } from 'vitest';
import { waitWhileBusy } from './wait-while-busy.ts';

const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

test('who has waited long enough for another process is told to try again later', async () => {
  let attempts = 0;
  const waiting = waitWhileBusy(async () => {
    attempts += 1;
    throw busy;
  }, 20);
  await expect(waiting).rejects.toMatchObject({
    code: 'ServiceUnavailable',
    retryAfterMs: 1_000,
    cause: busy,
  });
  expect(attempts).toBeGreaterThan(1);
});

test('nobody waits for an error that does not pass', async () => {
  const bug = new TypeError('bug');
  await expect(waitWhileBusy(() => Promise.reject(bug))).rejects.toBe(bug);
});
