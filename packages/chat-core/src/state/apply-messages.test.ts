import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  deleted,
  edited,
  fold,
  listed,
  message,
  shown,
  threadOf,
  unnumbered,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';

describe('messages from the service', () => {
  test('stand in the same order and say the same, whatever order and batches they come in, and however often', () => {
    const versions = [
      ...[1, 2, 3, 4, 5, 6].map((number) => message(number)),
      edited(message(2), 2_000),
      edited(message(2), 2_001, 'Edited twice'),
      deleted(message(4), 2_002),
    ];
    const expected = ['Message 1', 'Edited twice', 'Message 3', '', 'Message 5', 'Message 6'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...versions, ...versions], { minLength: versions.length * 2 }),
        fc.array(fc.nat({ max: 4 })),
        (order, sizes) => {
          const batches: ChatEvent[][] = [];
          for (let at = 0; at < order.length;) {
            const size = 1 + (sizes[batches.length] ?? 2);
            batches.push(order.slice(at, at + size).map(arrived));
            at += size;
          }
          expect(shown(fold(...batches))).toEqual(expected);
        },
      ),
    );
  });

  test('without a sequence number stand behind the highest number with a smaller id, until it is known', () => {
    const late = message(2, { content: 'no number yet', sequenceId: '9' });
    const early = fold([arrived(message(1)), arrived(unnumbered(late))], [arrived(message(3))]);
    expect(shown(early)).toEqual(['Message 1', 'no number yet', 'Message 3']);
    expect(shown(applyBatch(early, [arrived(late)]))).toEqual([
      'Message 1',
      'Message 3',
      'no number yet',
    ]);
  });

  test('leave the key array alone when they learn the numbers that they were shown by', () => {
    const before = fold([1, 2, 3, 4].map((number) => arrived(unnumbered(message(number)))));
    const keys = threadOf(before).messageKeys;
    const after = threadOf(
      applyBatch(
        before,
        [1, 2, 3, 4].map((one) => arrived(message(one))),
      ),
    );
    expect(after.messageKeys).toBe(keys);
    expect(after.rows.get('1003')?.sequenceId).toBe('3');
  });

  test('leave the key array alone when one is edited', () => {
    const before = fold([1, 2, 3].map((number) => arrived(message(number))));
    const keys = threadOf(before).messageKeys;
    const other = threadOf(before).rows.get('1003');
    const after = threadOf(applyBatch(before, [arrived(edited(message(2), 2_000))]));
    expect(after.messageKeys).toBe(keys);
    expect(after.rows.get('1003')).toBe(other);
    expect(after.rows.get('1002')?.content).toBe('Edited');
  });

  test('keep their object when nothing new is said of them', () => {
    const before = fold([arrived(message(1))]);
    const row = threadOf(before).rows.get('1001');
    const after = applyBatch(before, [arrived(message(1)), listed([message(1)])]);
    expect(threadOf(after).rows.get('1001')).toBe(row);
  });

  test('tell how the key array changed: appended, prepended, or otherwise', () => {
    const state = fold([arrived(message(5)), arrived(message(6))]);
    const keys = threadOf(state).messageKeys;
    const appended = applyBatch(state, [arrived(message(7)), arrived(message(8))]);
    expect(threadOf(appended).messageKeysChange).toEqual({ prepended: 0, appended: 2, from: keys });
    const page = listed([message(3), message(2), message(1)], { position: 'older' });
    const prepended = applyBatch(appended, [page]);
    expect(threadOf(prepended).messageKeysChange).toMatchObject({ prepended: 3, appended: 0 });
    const between = applyBatch(prepended, [arrived(message(4))]);
    expect(threadOf(between).messageKeysChange).toBeNull();
    expect(shown(between)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `Message ${number}`));
    const both = applyBatch(fold([arrived(message(5))]), [
      arrived(message(4)),
      arrived(message(6)),
    ]);
    expect(threadOf(both).messageKeysChange).toMatchObject({ prepended: 1, appended: 1 });
  });

  test('of one time stand in the order of their numbers', () => {
    const [first, second] = [message(1, { createdAt: 7 }), message(2, { createdAt: 7 })];
    expect(shown(fold([arrived(second)], [arrived(first)]))).toEqual(['Message 1', 'Message 2']);
  });

  test('with versions that are no numbers, or beyond 2^53, are kept and compared by all their digits', () => {
    const state = fold(
      [arrived(message(1, { version: 'abc' })), arrived(message(2, { version: '' }))],
      [arrived(edited(message(2), 5, 'old')), arrived(message(3, { version: '9007199254740994' }))],
      [arrived(message(3, { version: '0009007199254740993', content: 'older' }))],
    );
    expect(shown(state)).toEqual(['Message 1', 'old', 'Message 3']);
  });

  test('with ids that are no numbers stand above the others, in an order of their own', () => {
    const [odd, odder] = [message(8, { id: 'b' }), message(9, { id: 'a' })].map(unnumbered);
    const events = [odd, odder].flatMap((one) => (one ? [arrived(one)] : []));
    const state = fold([arrived(message(1))], events);
    expect(threadOf(state).messageKeys).toEqual(['a', 'b', '1001']);
  });
});
