import { describe, expect, test } from 'vitest';
import type { ChatFaults, FaultRule } from './chat-faults.ts';
import { createFaultPlan } from './fault-plan.ts';
import type { FaultPlan } from './fault-plan.ts';

/** What strikes `count` sends in a row. */
function strikeSends(plan: FaultPlan, count: number): (string | undefined)[] {
  return Array.from({ length: count }, () => plan.strikeRequest('sendMessage').rule?.fault);
}

function planOf(...rules: FaultRule[]): FaultPlan {
  return createFaultPlan({ rules });
}

test('without rules nothing strikes', () => {
  const plan = createFaultPlan();
  expect(plan.strikeRequest('sendMessage')).toEqual({
    delayMs: 0,
    responseDelayMs: 0,
    rule: undefined,
  });
  expect(plan.strikeEvent('chatMessageReceived').rule).toBeUndefined();
  expect([plan.hasRestRules, plan.hasRealtimeRules]).toEqual([false, false]);
});

describe('a rule', () => {
  test('lets the first ones pass and then strikes as often as it says', () => {
    const plan = planOf({ where: 'rest', fault: 'lose-request', after: 1, times: 2 });
    const lost = 'lose-request';
    expect(strikeSends(plan, 5)).toEqual([undefined, lost, lost, undefined, undefined]);
  });

  test('for some operations leaves the others alone, and does not count them', () => {
    const plan = planOf({
      where: 'rest',
      operations: ['listMessages'],
      fault: 'lose-request',
      times: 1,
    });
    expect(strikeSends(plan, 2)).toEqual([undefined, undefined]);
    expect(plan.strikeRequest('listMessages').rule).toBeDefined();
  });

  test('for requests leaves events alone, and the other way round', () => {
    const plan = planOf({ where: 'rest', fault: 'lose-request' });
    expect(plan.strikeEvent('typingIndicatorReceived').rule).toBeUndefined();
    plan.set({ rules: [{ where: 'realtime', events: ['chatMessageEdited'], fault: 'drop' }] });
    expect(plan.strikeRequest('sendMessage').rule).toBeUndefined();
    expect(plan.strikeEvent('chatMessageReceived').rule).toBeUndefined();
    expect(plan.strikeEvent('chatMessageEdited').rule).toBeDefined();
  });
});

test('several rules take turns when each strikes once', () => {
  const plan = planOf(
    { where: 'rest', fault: 'status', status: 503, times: 1 },
    { where: 'rest', fault: 'lose-response', times: 1 },
  );
  expect(strikeSends(plan, 3)).toEqual(['status', 'lose-response', undefined]);
});

test('delays add up, and the rule after them strikes too', () => {
  const plan = planOf(
    { where: 'rest', fault: 'delay', ms: 10 },
    { where: 'rest', fault: 'delay', ms: 5 },
    { where: 'rest', fault: 'delay-response', ms: 7 },
    { where: 'rest', fault: 'lose-response' },
  );
  expect(plan.strikeRequest('sendMessage')).toMatchObject({
    delayMs: 15,
    responseDelayMs: 7,
    rule: { fault: 'lose-response' },
  });
});

test('a new set begins to count anew, and an empty one ends all troubles', () => {
  const faults: ChatFaults = { rules: [{ where: 'rest', fault: 'lose-request', times: 1 }] };
  const plan = createFaultPlan(faults);
  expect(strikeSends(plan, 2)).toEqual(['lose-request', undefined]);
  plan.set(faults);
  expect(strikeSends(plan, 1)).toEqual(['lose-request']);
  plan.set({ rules: [] });
  expect(strikeSends(plan, 1)).toEqual([undefined]);
});

describe('chance', () => {
  const record = (seed: number, extra: readonly FaultRule[] = []): string => {
    const plan = createFaultPlan({
      seed,
      rules: [
        { where: 'rest', fault: 'delay', ms: [100, 200] },
        { where: 'rest', fault: 'lose-request', probability: 0.3 },
        ...extra,
      ],
    });
    const strokes = Array.from({ length: 200 }, () => plan.strikeRequest('sendMessage'));
    return JSON.stringify(strokes.map(({ delayMs, rule }) => [delayMs, rule?.fault]));
  };

  test('decides alike for the same seed and otherwise for another', () => {
    expect(record(7)).toBe(record(7));
    expect(record(8)).not.toBe(record(7));
  });

  test('of one rule is not changed by the rules after it', () => {
    const never: FaultRule = { where: 'rest', fault: 'truncate-body', probability: 0 };
    expect(record(7, [never])).toBe(record(7));
  });

  test('keeps to the given share and to the given bounds', () => {
    const strokes: [number, string?][] = JSON.parse(record(7));
    const lost = strokes.filter(([, fault]) => fault === 'lose-request').length;
    expect(lost).toBeGreaterThan(40);
    expect(lost).toBeLessThan(80);
    const delays = strokes.map(([delay]) => delay);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...delays)).toBeLessThan(200);
    expect(new Set(delays).size).toBeGreaterThan(190);
  });
});
