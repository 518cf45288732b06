import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  deleted,
  edited,
  fold,
  listed,
  me,
  message,
  outgoing,
  sent,
  shown,
  threadId,
  threadOf,
  unnumbered,
} from '../test-support/fold-scene.ts';
import { applyBatch, createChatState } from './apply-batch.ts';
import { trimmedCursor } from './trimmed-cursor.ts';

const gapFound: ChatEvent = { type: 'gap-found', threadId };
const fromStart = { complete: true, isFromStart: true, olderCursor: null };

describe('messages above those that lists have covered', () => {
  test('come by paging, not by an event out of their place', () => {
    const edit = arrived(edited(message(2), 9_000));
    const removal = arrived(deleted(message(3), 9_001));
    const state = fold([listed([message(8), message(7)])], [edit, removal]);
    expect(shown(state)).toEqual(['Message 7', 'Message 8']);
    const page = listed([message(6), edited(message(2), 9_000)], { position: 'older' });
    expect(shown(applyBatch(state, [page]))).toEqual([
      'Edited',
      'Message 6',
      'Message 7',
      'Message 8',
    ]);
  });

  test('are shown where they belong among the loaded ones, and at the start of the history', () => {
    const edit = arrived(edited(message(8), 9_000));
    expect(shown(fold([listed([message(9), message(7)])], [edit]))).toEqual([
      'Message 7',
      'Edited',
      'Message 9',
    ]);
    const start = [listed([message(7)], { olderCursor: null })];
    expect(shown(fold(start, [arrived(message(3))]))).toEqual(['Message 3', 'Message 7']);
  });

  test('are left out of a list of the newest ones, which says what it knows of the others', () => {
    const list = listed([message(9), edited(message(8), 9_000), message(3)]);
    const state = fold([listed([message(8), message(7)])], [list]);
    expect(shown(state)).toEqual(['Message 7', 'Edited', 'Message 9']);
    expect(threadOf(state).olderCursor).toBe('older');
  });
});

describe('an older page', () => {
  const older = listed([message(3), message(2)], { position: 'older', follows: '1004' });

  test('is joined to the message that it comes before', () => {
    const state = fold([listed([message(5), message(4)])], [older]);
    expect(shown(state)).toEqual([2, 3, 4, 5].map((number) => `Message ${number}`));
  });

  test('is left out when that message was let go, because a hole must not be shown as a whole', () => {
    const small = createChatState(me, { maxIdleMessages: 1 });
    const trimmed = applyBatch(small, [listed([message(5), message(4)])]);
    const { olderCursor } = threadOf(trimmed);
    const state = applyBatch(trimmed, [older]);
    expect(shown(state)).toEqual(['Message 5']);
    expect(threadOf(state)).toMatchObject({ olderCursor, lastMessageAt: 1_005 });
  });
});

describe('a list that does not meet the loaded messages', () => {
  test('replaces them, because a hole must not be shown as a whole', () => {
    const state = fold([arrived(message(1)), arrived(message(2))]);
    const page = listed([message(901), message(900)], { joined: false, olderCursor: 'next' });
    const after = applyBatch(state, [page]);
    expect(shown(after)).toEqual(['Message 900', 'Message 901']);
    expect(threadOf(after).olderCursor).toBe('next');
    expect(shown(applyBatch(after, [arrived(message(2))]))).toHaveLength(2);
  });

  test('keeps what is newer than it, and what is not sent', () => {
    const state = fold(
      [listed([message(1)]), outgoing('mine', 1)],
      [arrived(message(9)), listed([message(8), message(7)], { joined: false })],
    );
    expect(shown(state)).toEqual(['Message 7', 'Message 8', 'Message 9', 'mine']);
  });
});

describe('a gap', () => {
  const withGap = fold([listed([message(2), message(1)]), outgoing('mine', 1)], [gapFound]);

  test('is told, keeps the rows above it, and takes no message below them', () => {
    const state = fold(
      [listed([message(2), message(1)])],
      [gapFound],
      [arrived(message(9)), arrived(edited(message(1), 9_000))],
      [listed([message(9), message(8)])],
    );
    expect(threadOf(state).hasGap).toBe(true);
    expect(shown(state)).toEqual(['Edited', 'Message 2']);
    expect(threadOf(state).lastMessageAt).toBe(1_009);
  });

  test('shows a message above it, also when that brings the first number', () => {
    const state = fold([listed([message(4), message(2)].map(unnumbered))], [gapFound]);
    expect(shown(applyBatch(state, [arrived(message(3))]))).toEqual([
      'Message 2',
      'Message 3',
      'Message 4',
    ]);
  });

  test('takes the echo of an own message, whose row is there', () => {
    const echo = message(10, { senderId: me, clientMessageId: 'mine', content: 'mine' });
    const state = applyBatch(withGap, [arrived(message(9)), arrived(echo)]);
    expect(shown(state)).toEqual(['Message 1', 'Message 2', 'mine']);
    expect(threadOf(state).rows.get('mine')).toMatchObject({ id: '1010', sendState: 'sent' });
  });

  test('is closed by a list that replaces the rows', () => {
    const state = fold(
      [listed([message(2), message(1)]), outgoing('mine', 1)],
      [gapFound, sent('mine', '1010')],
      [listed([message(9), message(8)], { joined: false })],
      [arrived(message(11))],
    );
    expect(threadOf(state).hasGap).toBe(false);
    expect(shown(state)).toEqual(['Message 8', 'Message 9', 'mine', 'Message 11']);
  });

  test('is nothing where no message is loaded', () => {
    expect(threadOf(fold([outgoing('mine', 1)], [gapFound])).hasGap).toBe(false);
  });
});

describe('a list that is complete between its ends', () => {
  test('takes away the rows that the service no longer has', () => {
    const state = fold(
      [listed([5, 4, 3, 2, 1].map((number) => message(number))), outgoing('mine', 1)],
      [listed([message(4), message(2)], { complete: true })],
    );
    expect(shown(state)).toEqual(['Message 1', 'Message 2', 'Message 4', 'Message 5', 'mine']);
    expect(threadOf(state).messageKeysChange).toBeNull();
  });

  test('and from the start on takes away what stands above it, too', () => {
    const state = fold(
      [listed([5, 4, 3, 2, 1].map((number) => message(number))), outgoing('mine', 1)],
      [listed([message(6), message(4), message(3)], fromStart)],
    );
    expect(shown(state)).toEqual(['Message 3', 'Message 4', 'Message 6', 'mine']);
    expect(threadOf(state).olderCursor).toBeNull();
  });

  test('leads on, when the history has become longer', () => {
    const start = [listed([message(4), message(3)], { olderCursor: null })];
    const list = listed([message(5), message(4), message(3)], { olderCursor: 'before' });
    const state = fold(start, [list], [arrived(message(2))]);
    expect(shown(state)).toEqual(['Message 3', 'Message 4', 'Message 5']);
    expect(threadOf(state).olderCursor).toBe('before');
  });

  test('and from the start on leads to what was let go of it', () => {
    const before = [listed([1, 2, 3, 4].map((number) => message(number)))];
    const list = [3, 2, 1].map((number) => message(number));
    const small = applyBatch(createChatState(me, { maxIdleMessages: 2 }), before);
    const state = applyBatch(small, [listed(list, fromStart)]);
    expect(shown(state)).toEqual(['Message 3', 'Message 4']);
    expect(threadOf(state).olderCursor).toBe(trimmedCursor('1003'));
  });
});
