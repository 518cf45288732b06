import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  deleted,
  edited,
  fold,
  grace,
  me,
  message,
  outgoing,
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';
import type { ChatState } from './chat-state.ts';
import { countUnread, hasRead, messageStatus, statusBelow } from './read-position.ts';

const receipt = (messageId: string, readAt: number, userId: string = grace): ChatEvent => ({
  type: 'receipt-received',
  threadId,
  receipt: { userId, messageId, readAt },
});
const typing = (userId: string, type: 'typing-started' | 'typing-stopped'): ChatEvent => ({
  type,
  threadId,
  userId,
});
const people: ChatEvent = {
  type: 'participants-listed',
  threadId,
  participants: [{ userId: me }, { userId: grace }],
};

function permutationsOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutationsOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe('receipts', () => {
  test('never fall back, whether their messages are loaded or not', () => {
    const state = fold([receipt('1005', 50)], [receipt('1003', 60)]);
    expect(threadOf(state).receipts.get(grace)).toMatchObject({ messageId: '1005', readAt: 50 });
    const loaded = applyBatch(state, [arrived(message(4)), receipt('1004', 70)]);
    expect(threadOf(loaded).receipts.get(grace)?.messageId).toBe('1005');
  });

  test('follow the order of the rows where the ids say something else', () => {
    const [higherId, furtherDown] = [
      message(1, { id: '2000', sequenceId: '1' }),
      message(2, { id: '1000', sequenceId: '2' }),
    ];
    const state = fold([arrived(higherId), arrived(furtherDown)], [receipt('2000', 1)]);
    const after = applyBatch(state, [receipt('1000', 2)]);
    expect(threadOf(after).receipts.get(grace)?.messageId).toBe('1000');
    expect(threadOf(applyBatch(after, [receipt('2000', 3)])).receipts.get(grace)?.readAt).toBe(2);
  });

  test('follow the numbers also when these are learned later, and contradict the ids', () => {
    const early = arrived(message(1, { sequenceId: '20' }));
    const late = arrived(message(2, { sequenceId: '10' }));
    const furthest = (state: ChatState): string | undefined =>
      threadOf(state).receipts.get(grace)?.messageId;
    const events = [receipt('1001', 1), receipt('1002', 1), early, late];
    for (const order of permutationsOf(events)) {
      expect(furthest(fold(order))).toBe('1001');
      expect(furthest(fold(...order.map((event) => [event])))).toBe('1001');
    }
  });

  test('of one person are held, as long as it is open which is the furthest, eight at most', () => {
    const many = Array.from({ length: 40 }, (_, index) => receipt(String(1_001 + index), 1));
    const state = fold(many);
    const { heldReceipts } = threadOf(state).index;
    expect(heldReceipts.get(grace)).toHaveLength(8);
    expect(threadOf(state).receipts.get(grace)?.messageId).toBe('1040');
    applyBatch(
      state,
      Array.from({ length: 40 }, (_, index) => arrived(message(index + 1))),
    );
    expect(heldReceipts.size).toBe(0);
  });

  test('for a message that is not loaded cover the rows above it', () => {
    const state = fold([arrived(message(1)), arrived(message(9)), receipt('1005', 1)]);
    const thread = threadOf(state);
    const furthest = thread.receipts.get(grace);
    const isRead = (id: string): boolean => {
      const row = thread.rows.get(id);
      return furthest !== undefined && row !== undefined && hasRead(thread, furthest, row);
    };
    expect([isRead('1001'), isRead('1009')]).toEqual([true, false]);
  });

  test('that change nothing keep the table, and those of 250 people are kept', () => {
    const many = Array.from({ length: 300 }, (_, index) => receipt('1001', 1, `8:acs:${index}`));
    const state = fold(many);
    const { receipts } = threadOf(state);
    expect(receipts.size).toBe(250);
    expect(receipts.has('8:acs:299')).toBe(true);
    const again = applyBatch(state, [receipt('1001', 1, '8:acs:299')]);
    expect(threadOf(again).receipts).toBe(receipts);
  });

  test('turn an own message to read only when everybody else has read it', () => {
    const own = message(2, { senderId: me });
    const status = (state: ChatState): string | undefined => {
      const row = threadOf(state).rows.get('1002');
      return row && messageStatus(threadOf(state), row, me);
    };
    const before = fold([people, arrived(own), arrived(message(1)), receipt('1001', 5)]);
    expect(status(before)).toBe('sent');
    const after = applyBatch(before, [receipt('1002', 6)]);
    expect(status(after)).toBe('read');
    const linus: ChatEvent = {
      type: 'participants-added',
      threadId,
      participants: [{ userId: '8:acs:linus' }],
    };
    expect(status(applyBatch(after, [linus]))).toBe('sent');
  });

  test('give the row below its status, as far as it is an own one', () => {
    const own = [1, 2].map((number) => arrived(message(number, { senderId: me })));
    const state = fold([people, ...own, arrived(message(3)), outgoing('mine', 1)]);
    const below = (key: string): unknown => statusBelow(threadOf(state), key, me);
    expect(['1001', '1002', '1003', 'mine', 'x'].map(below)).toEqual([
      'sent',
      undefined,
      'queued',
      undefined,
      undefined,
    ]);
  });
});

describe('unread messages', () => {
  const own = receipt('1001', 1, me);
  const unread = (state: ChatState): number => countUnread(threadOf(state), me);

  test('are those of others below the own receipt, and none counts twice', () => {
    const state = fold([own, ...[1, 2, 3].map((number) => arrived(message(number)))]);
    expect(
      unread(applyBatch(state, [arrived(message(3)), arrived(edited(message(3), 9_000))])),
    ).toBe(2);
    expect(unread(applyBatch(state, [arrived(deleted(message(3), 9_001))]))).toBe(1);
  });

  test('are counted up to 100', () => {
    const many = Array.from({ length: 300 }, (_, index) => arrived(message(index + 2)));
    expect(unread(fold([own, ...many]))).toBe(100);
  });
});

describe('typing', () => {
  const names = (state: ChatState): string[] => threadOf(state).typing.map(({ userId }) => userId);

  test('is one entry for each person, and none for this user', () => {
    const start = fold([arrived(message(1))]);
    const events = [grace, grace, me, '8:acs:linus'].map((id) => typing(id, 'typing-started'));
    const state = applyBatch(start, events);
    expect(names(state)).toEqual([grace, '8:acs:linus']);
    expect(names(applyBatch(state, [typing(grace, 'typing-stopped')]))).toEqual(['8:acs:linus']);
  });

  test('of more than 20 people tells of 20', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      typing(`8:acs:${index}`, 'typing-started'),
    );
    expect(names(fold([arrived(message(1))], many))).toHaveLength(20);
  });

  test('ends with the message that was typed, but not with an edit of an earlier one', () => {
    const state = fold([arrived(message(1))], [typing(grace, 'typing-started')]);
    expect(names(applyBatch(state, [arrived(edited(message(1), 9_000))]))).toEqual([grace]);
    expect(names(applyBatch(state, [arrived(message(2))]))).toEqual([]);
  });
});
