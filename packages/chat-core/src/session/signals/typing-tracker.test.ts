import { expect, test } from 'vitest';
import { createManualClock } from '../../test-support/manual-clock.ts';
import type { ChatEvent } from '../chat-event.ts';
import { createTypingTracker, type TypingTracker } from './typing-tracker.ts';

const hourMs = 3_600_000;

function createBench() {
  const clock = createManualClock();
  const events: ChatEvent[] = [];
  let skew = 0;
  // The wall clock may be set to another time; timers do not care.
  const skewedClock = { ...clock, now: () => clock.now() + skew };
  const tracker = createTypingTracker(skewedClock, (event) => events.push(event));
  return {
    clock,
    tracker,
    types: () => events.map((event) => event.type),
    stopped: () =>
      events.flatMap((event) => (event.type === 'typing-stopped' ? [event.userId] : [])),
    setClock(ms: number) {
      skew += ms;
    },
  };
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

test('each of several people ends 8 s after the own notification, with one timer for all', async () => {
  const { clock, tracker, stopped } = createBench();
  for (const name of ['ada', 'grace', 'alan']) {
    tracker.noticed('t', name, undefined);
    tracker.noticed('other', name, undefined);
    expect(clock.pendingTimers).toBe(1);
    await clock.advance(1_000);
  }
  await clock.advance(4_990);
  expect(stopped()).toEqual([]);
  await clock.advance(20);
  expect(stopped()).toEqual(['ada', 'ada']);
  await clock.advance(1_000);
  expect(stopped()).toEqual(['ada', 'ada', 'grace', 'grace']);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1_000);
  expect(stopped().slice(4)).toEqual(['alan', 'alan']);
  expect(clock.pendingTimers).toBe(0);
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

test('a message of one person leaves the typing of the others', () => {
  const { tracker, types } = createBench();
  tracker.noticed('t', 'grace', undefined);
  tracker.messageArrived('t', 'alan');
  tracker.messageArrived('other', 'grace');
  expect(types()).toEqual(['typing-started']);
});

test.each([hourMs, -hourMs])(
  'a local clock that is %i ms away from the service’s changes nothing',
  async (skew) => {
    const { clock, tracker, types } = createBench();
    tracker.noticed('t', 'grace', undefined, clock.now() + skew);
    await clock.advance(7_900);
    expect(types()).toEqual(['typing-started']);
    await clock.advance(200);
    expect(types()).toEqual(['typing-started', 'typing-stopped']);
  },
);

test.each([hourMs, -hourMs])(
  'a local clock that is set by %i ms while people type keeps nobody typing, and ends nobody early',
  async (step) => {
    const { clock, tracker, setClock, stopped } = createBench();
    tracker.noticed('t', 'grace', undefined);
    await clock.advance(2_000);
    tracker.noticed('t', 'alan', undefined);
    setClock(step);
    await clock.advance(5_900);
    expect(stopped()).toEqual([]);
    await clock.advance(200);
    expect(stopped()).toEqual(['grace']);
    await clock.advance(1_800);
    expect(stopped()).toEqual(['grace']);
    await clock.advance(200);
    expect(stopped()).toEqual(['grace', 'alan']);
  },
);

test.each([hourMs, -hourMs])(
  'who begins to type after the local clock was set by %i ms does not stay for long either',
  async (step) => {
    const { clock, tracker, setClock, stopped } = createBench();
    tracker.noticed('t', 'grace', undefined);
    setClock(step);
    tracker.noticed('t', 'alan', undefined);
    await clock.advance(7_900);
    expect(stopped()).toEqual([]);
    await clock.advance(8_200);
    expect(stopped()).toEqual(['grace', 'alan']);
  },
);

test.each([hourMs, -hourMs])(
  'who goes on typing after the local clock was set by %i ms is not ended with the others',
  async (step) => {
    const { clock, tracker, setClock, stopped } = createBench();
    tracker.noticed('t', 'grace', undefined);
    setClock(step);
    await clock.advance(2_000);
    tracker.noticed('t', 'alan', undefined);
    await clock.advance(2_000);
    tracker.noticed('t', 'grace', undefined);
    await clock.advance(5_000);
    expect(stopped()).not.toContain('grace');
  },
);

test('a notification that comes more than 8 s late by the service’s time is ignored', () => {
  const { clock, tracker, types } = createBench();
  const now = clock.now() - hourMs;
  tracker.noticed('t', 'grace', undefined, now);
  tracker.noticed('t', 'alan', undefined, now - 8_001);
  expect(types()).toEqual(['typing-started']);
  tracker.noticed('t', 'alan', undefined, now - 7_999);
  expect(types()).toEqual(['typing-started', 'typing-started']);
});

test('a notification that is overtaken by its message is ignored, a later one is not', () => {
  const { clock, tracker, types } = createBench();
  const now = clock.now();
  tracker.messageArrived('t', 'grace', now);
  tracker.noticed('t', 'grace', undefined, now - 500);
  expect(types()).toEqual([]);
  tracker.noticed('t', 'grace', undefined, now + 500);
  expect(types()).toEqual(['typing-started']);
});

test('an edit of an old message does not end the typing of its author', () => {
  const { clock, tracker, types } = createBench();
  tracker.noticed('t', 'grace', undefined, clock.now());
  tracker.messageArrived('t', 'grace', clock.now() - 60_000);
  expect(types()).toEqual(['typing-started']);
  tracker.messageArrived('t', 'grace', clock.now() + 1);
  expect(types()).toEqual(['typing-started', 'typing-stopped']);
});

test.each<[string, (tracker: TypingTracker, now: number) => void]>([
  ['a notification', (tracker, now) => tracker.noticed('other', 'alan', undefined, now + hourMs)],
  ['a message', (tracker, now) => tracker.messageArrived('t', 'grace', now + hourMs)],
])('%s that is dated far ahead does not hide who types for longer than 8 s', async (_what, say) => {
  const { clock, tracker, types } = createBench();
  say(tracker, clock.now());
  const before = types().length;
  await clock.advance(8_100);
  tracker.noticed('t', 'grace', undefined, clock.now());
  expect(types().slice(before)).toContain('typing-started');
});

test('a service whose clock is set back by an hour shows again after 8 s who types', async () => {
  const { clock, tracker, stopped } = createBench();
  tracker.noticed('t', 'grace', undefined, clock.now());
  for (let second = 0; second < 30; second += 2) {
    await clock.advance(2_000);
    tracker.noticed('t', 'alan', undefined, clock.now() - hourMs);
  }
  await clock.advance(9_000);
  expect(stopped()).toEqual(['grace', 'alan']);
});

test('a thread shows at most 20 people who type', async () => {
  const { clock, tracker, types } = createBench();
  for (let person = 0; person < 30; person += 1) tracker.noticed('t', `p${person}`, undefined);
  tracker.noticed('other', 'p1', undefined);
  expect(types()).toHaveLength(21);
  await clock.advance(8_100);
  expect(types()).toHaveLength(42);
  tracker.noticed('t', 'p29', undefined);
  expect(types()).toHaveLength(43);
});

test('disposing leaves no timer and says nothing more', async () => {
  const { clock, tracker, types } = createBench();
  tracker.noticed('t', 'grace', undefined);
  tracker.dispose();
  expect(clock.pendingTimers).toBe(0);
  await clock.advance(10_000);
  expect(types()).toEqual(['typing-started']);
});
