import { expect, test } from 'vitest';
import { createManualClock } from '../../test-support/manual-clock.ts';
import { createWaits } from './waits.ts';

test('a wait ends when its condition holds, or its time is up', async () => {
  const clock = createManualClock();
  const waits = createWaits(clock);
  const ended: string[] = [];
  let isReady = false;
  void waits.until(() => isReady, 1_000).then(() => ended.push('timed'));
  void waits.until(() => isReady).then(() => ended.push('untimed'));
  void waits.until(() => true).then(() => ended.push('no wait'));
  await clock.advance(999);
  waits.recheck();
  await clock.settle();
  expect(ended).toEqual(['no wait']);
  await clock.advance(1);
  expect(ended).toEqual(['no wait', 'timed']);
  isReady = true;
  waits.recheck();
  await clock.settle();
  expect(ended).toEqual(['no wait', 'timed', 'untimed']);
  expect(clock.pendingTimers).toBe(0);
});

test('a clock that is set back does not make a wait longer', async () => {
  const clock = createManualClock();
  const waits = createWaits({ ...clock, now: () => clock.now() - 3_600_000 });
  let hasEnded = false;
  void waits
    .until(() => false, 1_000)
    .then(() => {
      hasEnded = true;
    });
  await clock.advance(1_000);
  expect(hasEnded).toBe(true);
});

test('the end of all waits leaves no timer, and nobody waits afterwards', async () => {
  const clock = createManualClock();
  const waits = createWaits(clock);
  const wait = waits.until(() => false, 1_000);
  waits.dispose();
  await wait;
  await waits.until(() => false);
  expect(clock.pendingTimers).toBe(0);
});
