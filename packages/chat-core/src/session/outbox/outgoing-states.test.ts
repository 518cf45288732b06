import { describe, expect, test } from 'vitest';
import { outgoing } from '../../test-support/outbox-stage.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import {
  allowedTransitions,
  compareOutgoing,
  moveTo,
  owes,
  withoutAttempts,
  withoutDebt,
  type OutgoingState,
} from './outgoing-states.ts';

const states: readonly OutgoingState[] = [
  'queued',
  'sending',
  'checking',
  'sent',
  'failed',
  'cancelled',
];

function record(fields: Partial<OutboxRecord> = {}): OutboxRecord {
  const start = { ordinal: 1, state: 'queued', attempts: 0, mustBeFound: false } as const;
  return { ...outgoing('mine'), ...start, stateSince: 0, ...fields };
}

describe('a message of this user', () => {
  test('moves as the table of transitions says, and every other move throws', () => {
    const moves = states.flatMap((from) =>
      states
        .filter((to) => {
          try {
            return moveTo(record({ state: from }), to, 7).state === to;
          } catch {
            return false;
          }
        })
        .map((to) => `${from} → ${to}`),
    );
    expect(moves).toEqual([
      'queued → sending',
      'queued → sent',
      'queued → failed',
      'queued → cancelled',
      'sending → queued',
      'sending → checking',
      'sending → sent',
      'sending → failed',
      'sending → cancelled',
      'checking → queued',
      'checking → sent',
      'checking → failed',
      'checking → cancelled',
      'failed → queued',
      'failed → sent',
      'failed → cancelled',
    ]);
    expect(() => moveTo(record({ state: 'sent' }), 'queued', 7)).toThrow(
      'A message that is sent cannot become queued.',
    );
  });

  test('that is sent or taken back stays so', () => {
    expect(allowedTransitions.sent).toEqual([]);
    expect(allowedTransitions.cancelled).toEqual([]);
  });

  test('loses its failure with its next state, and remembers since when it is in it', () => {
    const failure = { code: 'forbidden', message: 'No.', retryable: true };
    const moved = moveTo(record({ state: 'failed', failure }), 'queued', 7);
    expect(moved).not.toHaveProperty('failure');
    expect(moved.stateSince).toBe(7);
  });

  test('stands where its ordinal says, and its id where two are equal', () => {
    const rows = [
      record({ clientMessageId: 'c', ordinal: 2 }),
      record({ clientMessageId: 'b', ordinal: 1 }),
      record({ clientMessageId: 'a', ordinal: 2 }),
    ];
    expect(rows.toSorted(compareOutgoing).map((row) => row.clientMessageId)).toEqual([
      'b',
      'a',
      'c',
    ]);
  });

  test('owes the service what the user wanted meanwhile, once its id is known and until it is told', () => {
    expect(owes(record({ isTakenBack: true }))).toBe(false);
    expect(owes(record({ id: '1', isTakenBack: true }))).toBe(true);
    const edited = record({ id: '1', dispatchedContent: 'old' });
    expect(owes(edited)).toBe(true);
    expect(owes(withoutDebt(edited))).toBe(false);
  });

  test('that is not stored has nothing to be found and said nothing', () => {
    const left = record({ mustBeFound: true, dispatchedContent: 'old' });
    expect(withoutAttempts(left)).toEqual(record());
  });
});
