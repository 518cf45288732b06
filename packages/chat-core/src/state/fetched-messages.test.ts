import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  deleted,
  edited,
  fetched,
  fold,
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
import { countUnread } from './read-position.ts';
import { messageOf } from './thread-index.ts';

/** The newest page, with more above it. */
const page = listed([message(10), message(9), message(8)]);
const old = message(2);

describe('a message that was fetched alone', () => {
  test('is there for whoever asks for it, and changes nothing else of its thread', () => {
    const before = fold([page]);
    const { fetched: _none, ...rest } = threadOf(before);
    const state = applyBatch(before, [fetched(old)]);
    const thread = threadOf(state);
    expect(messageOf(thread, '1002')).toMatchObject({ rowKey: '1002', content: 'Message 2' });
    expect(thread).toMatchObject(rest);
    expect(thread.messageKeys).toBe(rest.messageKeys);
    expect(state.threadIds).toBe(before.threadIds);
  });

  test('says nothing of what is new, however new it is', () => {
    const typing: ChatEvent = { type: 'typing-started', threadId, userId: '8:acs:grace' };
    const before = fold([page, typing, { type: 'gap-found', threadId }]);
    const thread = threadOf(applyBatch(before, [fetched(message(99))]));
    expect(thread.lastMessageAt).toBe(1_010);
    expect(thread.typing).toHaveLength(1);
    expect(countUnread(thread, me)).toEqual(countUnread(threadOf(before), me));
  });

  test('lists no thread that nobody knows, or that was left', () => {
    const left: ChatEvent = { type: 'thread-removed', threadId, reason: 'removed' };
    for (const before of [[], [page, left], [left]]) {
      const state = fold([...before, fetched(old)]);
      expect(state.threadIds).toEqual([]);
      expect(messageOf(threadOf(state), '1002')).toBeDefined();
    }
  });

  test('is joined with its row where it has one, and gives way to it where it becomes one', () => {
    const change = edited(old, 5_000);
    const row = { rowKey: '1002', content: 'Edited' };
    for (const events of [
      [arrived(old), fetched(change)],
      [fetched(change), arrived(old)],
      [fetched(old), arrived(old), arrived(change)],
      [fetched(change), listed([old], { olderCursor: null })],
    ]) {
      for (const batches of [[events], events.map((event) => [event])]) {
        const thread = threadOf(fold(...batches));
        expect([...thread.rows.values()]).toMatchObject([row]);
        expect(thread.fetched.size).toBe(0);
        expect(messageOf(thread, '1002')).toBe(thread.rows.get('1002'));
      }
    }
  });

  test('is changed by what is heard of it, although that is left to paging', () => {
    const before = [page, fetched(old)];
    for (const event of [
      arrived(edited(old, 5_000)),
      listed([edited(old, 5_000)]),
      listed([edited(old, 5_000)], { position: 'older', follows: '1001' }),
    ]) {
      const state = fold(before, [event]);
      expect(messageOf(threadOf(state), '1002')?.content).toBe('Edited');
      expect(shown(state)).toEqual(['Message 8', 'Message 9', 'Message 10']);
    }
    const gone = fold(before, [arrived(deleted(old, 5_000))], [arrived(old), fetched(old)]);
    expect(messageOf(threadOf(gone), '1002')).toMatchObject({ deletedAt: 5_000, content: '' });
  });

  test('is as an edit says that came before it, in a thread that is not loaded', () => {
    const change = arrived(edited(old, 5_000));
    for (const events of [
      [change, fetched(old)],
      [fetched(old), change],
    ]) {
      const state = fold(events);
      expect(messageOf(threadOf(state), '1002')?.content).toBe('Edited');
      expect(shown(state)).toEqual([]);
      const loaded = applyBatch(state, [listed([old], { olderCursor: null })]);
      expect(shown(loaded)).toEqual(['Edited']);
    }
  });

  test('is a new table only when it says something new', () => {
    const before = fold([page, fetched(old), fetched(message(3))]);
    const thread = threadOf(before);
    for (const event of [fetched(old), arrived(old), arrived(message(11)), page]) {
      const { fetched: table } = thread;
      expect(threadOf(applyBatch(before, [event])).fetched).toBe(table);
    }
    expect(threadOf(applyBatch(before, [fetched(edited(old, 5_000))])).fetched).not.toBe(
      thread.fetched,
    );
  });

  test('goes when a hundred others were fetched since, and not before', () => {
    const many = Array.from({ length: 100 }, (_, index) => fetched(message(100 + index)));
    const ids = (state: ReturnType<typeof fold>): string[] => [...threadOf(state).fetched.keys()];
    const state = fold([page, fetched(message(98)), fetched(message(97))], many.slice(0, 98));
    expect(ids(state)).toHaveLength(100);
    const later = applyBatch(state, [fetched(message(98)), ...many.slice(98, 99)]);
    expect(ids(later)).toHaveLength(100);
    expect(messageOf(threadOf(later), '1098')).toBeDefined();
    expect(messageOf(threadOf(later), '1097')).toBeUndefined();
  });

  test('goes with what is loaded, and with its thread', () => {
    for (const event of [
      { type: 'thread-unloaded', threadId },
      { type: 'thread-removed', threadId, reason: 'removed' },
      { type: 'threads-listed', threads: [], complete: true },
    ] as const) {
      const state = fold([fetched(old), event]);
      expect(state.threads.get(threadId)?.fetched.size ?? 0).toBe(0);
    }
  });

  test('goes when a list shows that the service does not have it any more', () => {
    const whole = listed([message(3), message(1)], { complete: true, olderCursor: null });
    const thread = threadOf(fold([fetched(old), fetched(message(7)), whole]));
    expect(messageOf(thread, '1002')).toBeUndefined();
    expect(messageOf(thread, '1007')).toBeDefined();
  });
});

test('what was fetched of an own message is the row of it, whichever is heard first', () => {
  const echo = message(7, { senderId: me, clientMessageId: 'mine', content: 'mine' });
  for (const events of [
    [outgoing('mine', 1), fetched(echo), sent('mine', '1007')],
    [outgoing('mine', 1), sent('mine', '1007'), fetched(echo)],
    [fetched(echo), outgoing('mine', 1), sent('mine', '1007')],
  ]) {
    const thread = threadOf(fold(...events.map((event) => [event])));
    expect(thread.messageKeys).toEqual(['mine']);
    expect(messageOf(thread, '1007')).toBe(thread.rows.get('mine'));
    expect(messageOf(thread, 'mine')).toMatchObject({ id: '1007', version: '1007' });
    expect(thread.fetched.size).toBe(0);
  }
});

test('a message that was stored twice is found by the ids of both', () => {
  const copies = [7, 8].map((number) => message(number, { clientMessageId: 'c', content: 'Once' }));
  const state = fold(copies.map(arrived), [fetched(edited(copies[1]!, 1_008, 'Once'))]);
  const thread = threadOf(state);
  expect(messageOf(thread, '1008')).toBe(messageOf(thread, '1007'));
  expect(thread.fetched.size).toBe(0);
});
