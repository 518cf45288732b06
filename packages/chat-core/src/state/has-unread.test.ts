import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  fold,
  grace,
  listed,
  me,
  message,
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
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
