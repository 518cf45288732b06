import { describe, expect, test } from 'vitest';
import { toView } from '../../state/merge-message.ts';
import type { ChangeRecord } from '../storage/session-database.ts';
import {
  changeEvents,
  isCarriedOut,
  isNewer,
  moveChange,
  type ChangeState,
} from './change-states.ts';

const states: readonly ChangeState[] = ['queued', 'sending', 'accepted', 'failed'];
const view = toView(
  { id: '5', threadId: 't', kind: 'text', content: 'new', createdAt: 0, version: '7' },
  '5',
);

function change(fields: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    changeId: 'c',
    threadId: 't',
    messageId: '5',
    kind: 'edit',
    content: 'new',
    ordinal: 1,
    createdAt: 0,
    state: 'queued',
    stateSince: 0,
    ...fields,
  };
}

describe('a change of a message', () => {
  test('moves as the table of transitions says, and every other move throws', () => {
    const moves = states.flatMap((from) =>
      states
        .filter((to) => {
          try {
            return moveChange(change({ state: from }), to, 7).state === to;
          } catch {
            return false;
          }
        })
        .map((to) => `${from} → ${to}`),
    );
    expect(moves).toEqual([
      'queued → sending',
      'queued → failed',
      'sending → queued',
      'sending → accepted',
      'sending → failed',
    ]);
  });

  test('is carried out when the message says what it says, with its metadata', () => {
    expect(isCarriedOut(change(), view)).toBe(true);
    expect(isCarriedOut(change({ content: 'other' }), view)).toBe(false);
    const marked = change({ metadata: { a: '1' } });
    expect(isCarriedOut(marked, view)).toBe(false);
    expect(isCarriedOut(marked, { ...view, metadata: { a: '1', b: '2' } })).toBe(true);
    expect(isCarriedOut(change(), { ...view, deletedAt: 1 })).toBe(false);
    expect(isCarriedOut(change({ kind: 'delete' }), view)).toBe(false);
    expect(isCarriedOut(change({ kind: 'delete' }), { ...view, deletedAt: 1 })).toBe(true);
  });

  test('knows what is newer than its base by number, and nothing without one', () => {
    expect(isNewer(view, '6')).toBe(true);
    expect(isNewer({ ...view, version: '10' }, '9')).toBe(true);
    expect(isNewer(view, '7')).toBe(false);
    expect(isNewer(view, undefined)).toBe(false);
  });

  test('is added, removed or failed on screen, and a forgotten failure changes nothing', () => {
    const failure = { code: 'forbidden', message: 'No.', retryable: true };
    const failed = change({ state: 'failed', failure });
    const types = (before?: ChangeRecord, after?: ChangeRecord): readonly string[] =>
      changeEvents(before, after).map(({ type }) => type);
    expect(types(undefined, change())).toEqual(['change-added']);
    expect(types(change(), change({ state: 'accepted' }))).toEqual([]);
    expect(types(change({ state: 'accepted' }))).toEqual(['change-removed']);
    expect(types(change(), failed)).toEqual(['change-failed']);
    expect(types(undefined, failed)).toEqual(['change-added', 'change-failed']);
    expect(types(failed)).toEqual([]);
    expect(types()).toEqual([]);
  });
});
