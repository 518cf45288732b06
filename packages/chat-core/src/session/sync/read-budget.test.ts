import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../test-support/manual-clock.ts';
import { createReadBudget } from './read-budget.ts';
import { createTokenBucket } from './token-bucket.ts';

test('whatever the pace and however the clock jumps, no minute sees more than the burst and the rate allow', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 300 });
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 30 }), (delays, capacity) => {
      let now = 0;
      const intervalMs = 500;
      const clock = { now: () => now, setTimeout: () => 0, clearTimeout: () => {} };
      const bucket = createTokenBucket(clock, capacity, intervalMs);
      const taken: number[] = [];
      for (const delay of delays) {
        now += delay;
        if (bucket.take() === 0) taken.push(now);
      }
      for (const from of taken) {
        const inMinute = taken.filter((at) => at >= from && at < from + 60_000);
        expect(inMinute.length).toBeLessThanOrEqual(capacity + 60_000 / intervalMs);
      }
    }),
  );
});

test('an empty bucket says exactly when there is one again', () => {
  const clock = createManualClock(0);
  const bucket = createTokenBucket(clock, 1, 1_000);
  expect(bucket.take()).toBe(0);
  expect(bucket.take()).toBe(1_000);
});

test('a clock that is set back by a day does not stop the reads', async () => {
  let now = 86_400_000;
  const clock = { now: () => now, setTimeout: () => 0, clearTimeout: () => {} };
  const bucket = createTokenBucket(clock, 1, 1_000);
  bucket.take();
  now = 0;
  expect(bucket.take()).toBe(1_000);
  now = 1_000;
  expect(bucket.take()).toBe(0);
});

test('what somebody waits for goes before the background, and each in the order in which it asked', async () => {
  const clock = createManualClock();
  const budget = createReadBudget(clock, 4);
  const { signal } = new AbortController();
  const order: string[] = [];
  const ask = (name: string, isBackground: boolean): void =>
    void budget.take(isBackground, signal).then(() => order.push(name));
  ask('first', true);
  ask('background 1', true);
  ask('background 2', true);
  ask('reader 1', false);
  ask('reader 2', false);
  await clock.advance(60_000);
  expect(order).toEqual(['first', 'reader 1', 'reader 2', 'background 1', 'background 2']);
});

test('whoever gives up while waiting leaves no timer', async () => {
  const clock = createManualClock();
  const budget = createReadBudget(clock, 4);
  const abort = new AbortController();
  await budget.take(false, abort.signal);
  const waiting = budget.take(false, abort.signal);
  const outcome = expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  abort.abort();
  await outcome;
  expect(clock.pendingTimers).toBe(0);
});
