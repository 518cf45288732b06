import { expect, test } from 'vitest';
import { outgoing } from '../../test-support/outbox-stage.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import { nextStep, type StepFacts } from './next-step.ts';

const facts: StepFacts = { isIdempotent: true, isExpired: false, hasLeftHere: true };
const sending: OutboxRecord = {
  ...outgoing('mine'),
  ordinal: 1,
  state: 'sending',
  attempts: 1,
  mustBeFound: false,
  stateSince: 0,
};

test.each<[string, Partial<OutboxRecord>, Partial<StepFacts>, string]>([
  ['is queued', { state: 'queued' }, {}, 'send'],
  ['is queued, wherever it goes', { state: 'queued' }, { isIdempotent: false }, 'send'],
  ['may be stored by a service that knows repetitions', {}, {}, 'repeat'],
  ['may be stored and is checked', { state: 'checking' }, {}, 'repeat'],
  ['may be stored by another service', {}, { isIdempotent: false }, 'look'],
  ['left without its mark', { mustBeFound: true }, {}, 'look'],
  ['was taken back', { isTakenBack: true }, {}, 'look'],
  ['was repeated for too long', {}, { isExpired: true }, 'look'],
  ['left with an earlier page', {}, { hasLeftHere: false, isIdempotent: false }, 'look'],
])('a message that %s', (_name, record, more, step) => {
  expect(nextStep({ ...sending, ...record }, { ...facts, ...more })).toBe(step);
});
