import { expect, test } from 'vitest';
import { createManualClock } from '../test-support/manual-clock.ts';
import type { ChatEvent } from './chat-event.ts';
import { createTypingTracker } from './typing-tracker.ts';

function createBench() {
  const clock = createManualClock();
  const events: ChatEvent[] = [];
  const tracker = createTypingTracker(clock, (event) => events.push(event));
  return { clock, tracker, types: () => events.map((event) => event.type) };
}

test('typing ends 8 s after the last notification', async () => {
  const { clock, tracker, types } = createBench();
  tracker.noticed('t', 'grace', 'Grace');
  await clock.advance(5_000);
  tracker.noticed('t', 'grace', 'Grace');
  await clock.advance(7_900);
  expect(types()).toEqual(['typing-started']);
  await clock.advance(200);
  expect(types()).toEqual(['typing-started', 'typing-stopped']);
});

test('typing ends at once when the message arrives', () => {
  const { clock, tracker, types } = createBench();
  tracker.noticed('t', 'grace', undefined);
  tracker.messageArrived('t', 'grace');
  expect(types()).toEqual(['typing-started', 'typing-stopped']);
  expect(clock.pendingTimers).toBe(0);
});

test('a message of somebody who was not typing says nothing about typing', () => {
  const { tracker, types } = createBench();
  tracker.messageArrived('t', 'grace');
  expect(types()).toEqual([]);
});
