import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  fold,
  listed,
  me,
  message,
  outgoing,
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';
import { lastReadersAt } from './last-read.ts';
import { hasRead } from './read-position.ts';

const readTo = (userId: string, messageId: string): ChatEvent => ({
  type: 'receipt-received',
  threadId,
  receipt: { userId, messageId, readAt: 1 },
});

test('everybody stands at the last own message that he has read, wherever own messages and readers are', () => {
  const history = fc.record({
    isOwn: fc.array(fc.boolean(), { maxLength: 12 }),
    read: fc.array(fc.integer({ min: 998, max: 1_014 }), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(history, ({ isOwn, read }) => {
      const messages = isOwn.map((own, index) => message(index, own ? { senderId: me } : {}));
      const receipts = read.map((id, reader) => readTo(`reader ${reader}`, String(id)));
      const state = fold([listed(messages), outgoing('mine', 1), readTo(me, '1005'), ...receipts]);
      const thread = threadOf(state);
      const expected = new Map<string, string[]>();
      for (const receipt of thread.receipts.values()) {
        const key = thread.messageKeys.findLast((one) => {
          const row = thread.rows.get(one);
          return row?.senderId === me && hasRead(thread, receipt, row);
        });
        if (key === undefined || receipt.userId === me) continue;
        expected.set(key, [...(expected.get(key) ?? []), receipt.userId]);
      }
      for (const key of thread.messageKeys) {
        const readers = lastReadersAt(state, thread, key).map(({ userId }) => userId);
        expect(readers).toEqual(expected.get(key) ?? []);
      }
    }),
  );
});

test('a row whose readers stay has the same array, also when others write and read on', () => {
  const own = [1, 2].map((number) => arrived(message(number, { senderId: me })));
  const state = fold([...own, readTo('a', '1001'), readTo('b', '1001')]);
  const readers = lastReadersAt(state, threadOf(state), '1001');
  expect(readers).toHaveLength(2);
  const after = applyBatch(state, [arrived(message(3)), readTo('c', '1003')]);
  expect(lastReadersAt(after, threadOf(after), '1001')).toBe(readers);
  expect(lastReadersAt(after, threadOf(after), '1002').map(({ userId }) => userId)).toEqual(['c']);
  const moved = applyBatch(after, [readTo('b', '1003')]);
  expect(lastReadersAt(moved, threadOf(moved), '1001')).toHaveLength(1);
});
