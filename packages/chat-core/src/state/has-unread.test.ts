import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
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
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';
import type { ChatState } from './chat-state.ts';
import { countUnread, hasUnread } from './read-position.ts';

const activeAt = (lastMessageAt: number): ChatEvent => ({
  type: 'thread-upserted',
  thread: { id: threadId, lastMessageAt },
});
const readTo = (messageId: string, userId: string = me): ChatEvent => ({
  type: 'receipt-received',
  threadId,
  receipt: { userId, messageId, readAt: 5 },
});
const unloaded: ChatEvent = { type: 'thread-unloaded', threadId };
const isUnread = (state: ChatState): boolean => hasUnread(threadOf(state), me);

describe('a thread of which no message is loaded', () => {
  test.each([
    ['nothing was ever said in it', [readTo('1')], false],
    ['nobody here has read anything of it', [activeAt(1_005)], true],
    ['it was active after the last message that was read', [activeAt(1_005), readTo('1004')], true],
    ['its last message was read', [activeAt(1_005), readTo('1005')], false],
    ['somebody else has read it', [activeAt(1_005), readTo('1005', grace)], true],
    [
      'an id is longer than a number holds',
      [activeAt(1_005), readTo('18446744073709551615')],
      false,
    ],
    ['an id is no number', [activeAt(1_005), readTo('x')], true],
  ])(
    'says whether others have written what this user has not seen: %s',
    (_what, events, unread) => {
      expect(isUnread(fold(events))).toBe(unread);
      expect(isUnread(fold(events.toReversed()))).toBe(unread);
    },
  );

  test('has nothing new when this user wrote last, until somebody else does', () => {
    const own = arrived(message(5, { senderId: me }));
    expect(isUnread(fold([own, unloaded]))).toBe(false);
    expect(isUnread(fold([activeAt(1_005), own, unloaded]))).toBe(false);
    expect(isUnread(fold([own, unloaded, activeAt(1_006)]))).toBe(true);
    expect(isUnread(fold([own, arrived(message(6)), unloaded]))).toBe(true);
  });

  test('does not take an old message that is edited or deleted for a new one', () => {
    const old = message(1);
    const changes = [arrived(edited(old, 2_000, 'old, edited')), arrived(deleted(old, 3_000))];
    for (const change of changes) {
      for (const events of [
        [activeAt(1_006), change],
        [change, activeAt(1_006)],
      ]) {
        const state = fold(...events.map((event) => [event]));
        expect(countUnread(threadOf(state), me)).toBe(0);
        expect(shown(state)).toEqual([]);
        expect(shown(applyBatch(state, [arrived(message(7))]))).toEqual(['Message 7']);
      }
    }
  });

  test('shows a message that was heard of by its edit first, once it comes or is listed', () => {
    const change = arrived(edited(message(5), 2_000));
    for (const told of [arrived(message(5)), listed([message(5)]), listed([message(4)])]) {
      expect(shown(fold([change], [told])).at(-1)).toBe('Edited');
    }
    const mine = { senderId: me, clientMessageId: 'mine' };
    const own = arrived(deleted(message(5, mine), 2_000));
    const sentLast = fold([own], [outgoing('mine', 1)], [sent('mine', '1005')]);
    const sentFirst = fold([outgoing('mine', 1)], [sent('mine', '1005')], [own]);
    for (const state of [sentLast, sentFirst]) {
      expect(threadOf(state).messageKeys).toEqual(['mine']);
      expect(threadOf(state).rows.get('mine')?.deletedAt).toBe(2_000);
    }
  });

  test('remembers a hundred such messages, and nothing of them when it is unloaded', () => {
    const changes = Array.from({ length: 300 }, (_, index) =>
      arrived(edited(message(index), 2_000)),
    );
    const state = fold(changes);
    expect(threadOf(state).index.changedOnly.size).toBe(100);
    expect(threadOf(applyBatch(state, [unloaded])).index.changedOnly.size).toBe(0);
  });

  test('knows after it was unloaded how far this user had read', () => {
    const rows = listed([message(2), message(1)]);
    expect(isUnread(fold([rows, readTo('1002'), unloaded]))).toBe(false);
    expect(isUnread(fold([rows, readTo('1001'), unloaded]))).toBe(true);
  });
});

test('where the newest message is there, there is something unread exactly where something counts as unread', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
  fc.assert(
    fc.property(
      numbers,
      fc.func(fc.boolean()),
      fc.option(fc.integer({ min: 1_000, max: 1_010 })),
      fc.boolean(),
      (list, isOwn, read, isLoaded) => {
        const messages = list.map((one) => message(one, { senderId: isOwn(one) ? me : grace }));
        const events = isLoaded ? [listed(messages)] : messages.map(arrived);
        const state = fold(read === null ? events : [...events, readTo(String(read))]);
        expect(isUnread(state)).toBe(countUnread(threadOf(state), me) > 0);
      },
    ),
  );
});

test('messages that a gap hides are unread', () => {
  const state = fold(
    [listed([message(2), message(1)]), readTo('1002')],
    [{ type: 'gap-found', threadId }, arrived(message(9))],
  );
  expect(countUnread(threadOf(state), me)).toBe(0);
  expect(isUnread(state)).toBe(true);
});
