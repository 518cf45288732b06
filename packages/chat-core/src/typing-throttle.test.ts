import { expect, test } from 'vitest';

import { createManualClock } from './test-support/manual-clock.ts';
import { createTypingThrottle } from './typing-throttle.ts';

test('one notification passes in eight seconds', async () => {
  const clock = createManualClock();
  const throttle = createTypingThrottle(clock);
  expect(throttle.tryEnter()).toBe(true);
  await clock.advance(7_999);
  expect(throttle.tryEnter()).toBe(false);
  await clock.advance(1);
  expect(throttle.tryEnter()).toBe(true);
});

test('after a reset the next one passes at once', () => {
  const throttle = createTypingThrottle(createManualClock());
  throttle.tryEnter();
  throttle.reset();
  expect(throttle.tryEnter()).toBe(true);
});

test('a clock that is set back does not silence the user', () => {
  let now = 100_000;
  const throttle = createTypingThrottle({ ...createManualClock(), now: () => now });
  throttle.tryEnter();
  now = 0;
  expect(throttle.tryEnter()).toBe(true);
});
