import { describe, expect, test } from 'vitest';
import { ChatServiceError } from '../service-error.ts';
import type { ChatFaults } from './chat-faults.ts';
import { readFaultPlan } from './read-fault-plan.ts';

const everything: ChatFaults = {
  seed: 42,
  rules: [
    { where: 'rest', fault: 'delay', ms: 20 },
    { where: 'rest', fault: 'delay-response', ms: [20, 40], probability: 0.5 },
    { where: 'rest', fault: 'lose-request', operations: ['sendMessage', 'getToken'], after: 3 },
    { where: 'rest', fault: 'status', status: 429, retryAfterSeconds: 1.5, times: 2 },
    { where: 'rest', fault: 'lose-response' },
    { where: 'rest', fault: 'truncate-body' },
    { where: 'rest', fault: 'commit-then-503', retryAfterSeconds: 1 },
    { where: 'realtime', fault: 'drop', events: ['chatMessageReceived'] },
    { where: 'realtime', fault: 'duplicate' },
    { where: 'realtime', fault: 'reorder' },
    { where: 'realtime', fault: 'delay', ms: [0, 100] },
    { where: 'realtime', fault: 'cut' },
    { where: 'realtime', fault: 'half-open', after: 10 },
  ],
};

test('a plan that was written as JSON is read as it was', () => {
  expect(readFaultPlan(JSON.parse(JSON.stringify(everything)))).toEqual(everything);
});

test('an empty plan is one', () => {
  expect(readFaultPlan({ rules: [] })).toEqual({ rules: [] });
});

const rest = { where: 'rest', fault: 'lose-request' };

describe('a wrong plan is refused, and the error names what is wrong', () => {
  test.each<[string, unknown]>([
    ['the plan', []],
    ['the plan', null],
    ['"rules"', {}],
    ['"rules"', { rules: {} }],
    ['"seed"', { seed: 1.5, rules: [] }],
    ['"sed"', { sed: 1, rules: [] }],
    ['"rules[0]"', { rules: ['delay'] }],
    ['"rules[1].where"', { rules: [rest, { fault: 'drop' }] }],
    ['"rules[0].fault"', { rules: [{ where: 'rest', fault: 'drop' }] }],
    ['"rules[0].fault"', { rules: [{ where: 'realtime', fault: 'status' }] }],
    ['"rules[0].status"', { rules: [{ where: 'rest', fault: 'status' }] }],
    ['"rules[0].status"', { rules: [{ where: 'rest', fault: 'status', status: 404 }] }],
    ['"rules[0].ms"', { rules: [{ where: 'rest', fault: 'delay' }] }],
    ['"rules[0].ms"', { rules: [{ where: 'rest', fault: 'delay', ms: -1 }] }],
    ['"rules[0].ms"', { rules: [{ where: 'realtime', fault: 'delay', ms: [5, 1] }] }],
    ['"rules[0].ms"', { rules: [{ where: 'realtime', fault: 'delay', ms: [1, 2, 3] }] }],
    ['"rules[0].ms[1]"', { rules: [{ where: 'rest', fault: 'delay', ms: [1, '2'] }] }],
    ['"rules[0].ms"', { rules: [{ ...rest, ms: 1 }] }],
    ['"rules[0].events"', { rules: [{ ...rest, events: ['chatMessageReceived'] }] }],
    ['"rules[0].operations[1]"', { rules: [{ ...rest, operations: ['sendMessage', 'send'] }] }],
    ['"rules[0].operations"', { rules: [{ ...rest, operations: 'sendMessage' }] }],
    ['"rules[0].events[0]"', { rules: [{ where: 'realtime', fault: 'drop', events: ['x'] }] }],
    ['"rules[0].times"', { rules: [{ ...rest, times: 0.5 }] }],
    ['"rules[0].after"', { rules: [{ ...rest, after: '1' }] }],
    ['"rules[0].probability"', { rules: [{ ...rest, probability: 1.1 }] }],
    ['"rules[0].times"', { rules: [{ ...rest, times: null }] }],
  ])('%s in %j', (name, plan) => {
    expect(() => readFaultPlan(plan)).toThrow(ChatServiceError);
    expect(() => readFaultPlan(plan)).toThrow(name);
  });
});
