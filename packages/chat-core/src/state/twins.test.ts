import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../session/chat-event.ts';
import {
  arrived,
  deleted,
  edited,
  fold,
  grace,
  listed,
  me,
  message,
  outgoing,
  sent,
  shown,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';
import { rowKeyOf, twinIdsOf } from './thread-index.ts';

const twin = (number: number, fields: Partial<ServerMessage> = {}): ServerMessage =>
  message(number, { clientMessageId: 'c', content: 'twice', ...fields });
const own = { senderId: me };

describe('one message that was stored twice', () => {
  test('shows as one row, the one with the lowest id, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([twin(1), twin(2), twin(3), message(4)], { minLength: 4 }),
        (order) => {
          const state = fold(...order.map((one) => [arrived(one)]));
          expect(threadOf(state).messageKeys).toEqual(['1001', '1004']);
          expect(twinIdsOf(threadOf(state), '1001')).toEqual(['1001', '1002', '1003']);
          expect(rowKeyOf(threadOf(state), '1003')).toBe('1001');
        },
      ),
    );
  });

  test('still shows the lowest one when another is deleted', () => {
    const state = fold([arrived(twin(1)), arrived(twin(2))], [arrived(deleted(twin(2), 2_000))]);
    expect(threadOf(state).messageKeys).toEqual(['1001']);
    expect(shown(state)).toEqual(['twice']);
  });

  test('stays deleted when the lowest one is, also when another turns up after that', () => {
    const state = fold([arrived(twin(1))], [arrived(deleted(twin(1), 2_000))], [arrived(twin(2))]);
    expect(threadOf(state).messageKeys).toEqual(['1001']);
    expect(threadOf(state).rows.get('1001')?.deletedAt).toBe(2_000);
    expect(twinIdsOf(threadOf(state), '1001')).toEqual(['1001', '1002']);
  });

  test('stays one row when one of them is edited, hidden or shown', () => {
    const both = [arrived(twin(1)), arrived(twin(2))];
    expect(shown(fold(both, [arrived(edited(twin(2), 2_000))]))).toEqual(['twice']);
    expect(shown(fold(both, [arrived(edited(twin(1), 2_000))]))).toEqual(['Edited']);
  });

  test('is two when it says something else, or came more than 15 minutes later', () => {
    const other = twin(2, { content: 'other' });
    expect(shown(fold([arrived(twin(1)), arrived(other)]))).toEqual(['twice', 'other']);
    const inTime = twin(2, { createdAt: 1_001 + 900_000 });
    expect(shown(fold([arrived(twin(1)), arrived(inTime)]))).toEqual(['twice']);
    const late = twin(2, { createdAt: 1_002 + 900_000 });
    expect(shown(fold([arrived(twin(1)), arrived(late)]))).toEqual(['twice', 'twice']);
  });

  test('hides nothing of another sender who uses the same client message id', () => {
    const state = fold([arrived(twin(1, own)), arrived(twin(2)), arrived(twin(3, own))]);
    expect(threadOf(state).messageKeys).toEqual(['1001', '1002']);
    expect(twinIdsOf(threadOf(state), '1002')).toEqual(['1002']);
  });

  test('is found by what a later view says of the sender or of the client message id', () => {
    const { clientMessageId: _none, ...bare } = twin(2);
    const state = fold([arrived(twin(1)), arrived(bare)]);
    expect(threadOf(state).messageKeys).toEqual(['1001', '1002']);
    const after = applyBatch(state, [listed([twin(2)])]);
    expect(threadOf(after).messageKeys).toEqual(['1001']);
  });

  test('shows the other one when a complete list no longer holds the one that was shown', () => {
    const state = fold([listed([message(9), twin(5), twin(4), message(1)], { olderCursor: null })]);
    expect(threadOf(state).messageKeys).toEqual(['1001', '1004', '1009']);
    const list = listed([message(9), twin(5), message(1)], { complete: true });
    const after = applyBatch(state, [list]);
    expect(threadOf(after).messageKeys).toEqual(['1001', '1005', '1009']);
    expect(twinIdsOf(threadOf(after), '1005')).toEqual(['1005']);
  });
});

describe('an own message that was stored twice', () => {
  const mine = { ...own, clientMessageId: 'mine', content: 'mine' };
  const added = outgoing('mine', 1);

  test('keeps the key of its row, whichever of the two is shown', () => {
    let state = fold([added], [sent('mine', '1002')], [arrived(message(2, mine))]);
    for (const next of [
      message(1, mine),
      deleted(message(1, mine), 2_000),
      deleted(message(2, mine), 2_001),
    ]) {
      state = applyBatch(state, [arrived(next)]);
      expect(threadOf(state).messageKeys).toEqual(['mine']);
    }
    expect(threadOf(state).rows.get('mine')).toMatchObject({ id: '1001', deletedAt: 2_000 });
    expect(twinIdsOf(threadOf(state), 'mine')).toEqual(['1001', '1002']);
  });

  test('has no service ids before it is sent', () => {
    expect(twinIdsOf(threadOf(fold([added])), 'mine')).toEqual([]);
    expect(twinIdsOf(threadOf(fold([added])), 'nothing')).toEqual([]);
  });

  test('is shown apart when there are more of it than any client makes', () => {
    const many = Array.from({ length: 40 }, (_, index) => message(index + 1, mine));
    const state = fold([added], ...many.map((one) => [arrived(one)]));
    expect(threadOf(state).messageKeys).toHaveLength(40);
    expect(threadOf(state).messageKeys[0]).toBe('mine');
    const fewer = fold(
      [listed(many, { olderCursor: null })],
      [listed([message(1, mine), message(40, mine)], { complete: true })],
    );
    expect(threadOf(fewer).messageKeys).toEqual(['1001']);
  });

  test('is not mistaken for a message of Grace, who copied the id first', () => {
    const state = fold(
      [arrived(message(1, { ...mine, senderId: grace }))],
      [added],
      [arrived(message(2, mine))],
    );
    expect(threadOf(state).messageKeys).toEqual(['1001', 'mine']);
  });
});
