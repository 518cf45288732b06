import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  fold,
  listed,
  me,
  message,
  outgoing,
  shown,
  threadId,
  threadOf,
  unnumbered as withoutNumber,
} from '../test-support/fold-scene.ts';
import { applyBatch, createChatState } from './apply-batch.ts';
import type { ChatState } from './chat-state.ts';
import { countUnread } from './read-position.ts';
import { twinIdsOf } from './thread-index.ts';
import { readTrimmedCursor, trimmedCursor } from './trimmed-cursor.ts';

const held = (isHeld: boolean): ChatEvent => ({ type: 'thread-held', threadId, isHeld });
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const page = (first: number, last: number): ReturnType<typeof message>[] =>
  range(first, last)
    .toReversed()
    .map((number) => message(number));
const small = { maxLoadedMessages: 20, maxIdleMessages: 10 };

function foldSmall(...batches: readonly (readonly ChatEvent[])[]): ChatState {
  return batches.reduce((state, batch) => applyBatch(state, batch), createChatState(me, small));
}

describe('how many messages of a thread are kept', () => {
  test('while 200,000 arrive and somebody looks at it: never more than 5,000, and most of these', () => {
    let state = applyBatch(createChatState(me), [held(true), listed([message(1)])]);
    // Every second one has no number, as on Azure.
    const stored = (number: number): ChatEvent => {
      const one = message(number, { clientMessageId: `c${number}` });
      return arrived(number % 2 === 0 ? one : withoutNumber(one));
    };
    let most = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let first = 2; first <= 200_000; first += 400) {
      state = applyBatch(state, range(first, first + 399).map(stored));
      const { rows, messageKeys, index } = threadOf(state);
      most = Math.max(most, rows.size, messageKeys.length);
      if (first > 5_000) least = Math.min(least, rows.size);
      const { idsByClientId, rowKeyById, bases, unnumbered, changes, numbers } = index;
      expect(idsByClientId.size).toBeLessThanOrEqual(rows.size);
      expect(unnumbered.size).toBeLessThanOrEqual(rows.size);
      expect(numbers?.steps.length ?? 0).toBeLessThanOrEqual(rows.size);
      expect(rowKeyById.size + bases.size + changes.size + index.changedOnly.size).toBe(0);
      expect(idsByClientId.size + unnumbered.size).toBeGreaterThan(first < 800 ? 0 : 300);
    }
    expect(most).toBeLessThanOrEqual(5_000);
    expect(least).toBeGreaterThanOrEqual(4_500);
    expect(shown(state).at(-1)).toBe('Message 200001');
  }, 30_000);

  test('are as many as the bound; with the next one the oldest tenth goes', () => {
    const state = foldSmall(
      [held(true)],
      range(1, 20).map((number) => arrived(message(number))),
    );
    expect(shown(state)).toHaveLength(20);
    const after = applyBatch(state, [arrived(message(21))]);
    expect(shown(after)).toEqual(range(4, 21).map((number) => `Message ${number}`));
    expect(threadOf(after).messageKeysChange).toBeNull();
    expect(threadOf(after).rows.size).toBe(18);
  });

  test('are fewer while nobody looks at it, also when that has just ended', () => {
    expect(shown(foldSmall([listed(page(1, 15))]))).toHaveLength(10);
    const state = foldSmall([held(true)], [listed(page(1, 15))]);
    expect(shown(state)).toHaveLength(15);
    expect(shown(applyBatch(state, [held(false)]))).toHaveLength(10);
  });

  test('are a hundred in each thread that nobody has opened, and more as soon as somebody does', () => {
    let state = createChatState(me);
    for (let thread = 0; thread < 200; thread += 1) {
      const id = `t${thread}`;
      const events = range(1, 600).map((number): ChatEvent => ({
        type: 'message-upserted',
        threadId: id,
        message: message(number, { threadId: id }),
      }));
      for (let from = 0; from < 600; from += 60)
        state = applyBatch(state, events.slice(from, from + 60));
    }
    const sizes = [...state.threads.values()].map(({ rows }) => rows.size);
    expect(new Set(sizes)).toEqual(new Set([100]));
    const thread = state.threads.get('t7');
    expect(thread?.messageKeys.at(-1)).toBe('1600');
    expect(thread && countUnread(thread, me)).toBe(100);
    expect(shown(fold([listed(page(1, 300), { joined: false })]))).toHaveLength(300);
  });

  test('never include what is not sent: that stays', () => {
    const own = range(1, 30).map((number) => outgoing(`own ${number}`, number));
    const state = foldSmall([...own, listed(page(1, 15))]);
    expect(shown(state)).toHaveLength(40);
    expect(shown(state)[0]).toBe('Message 6');
  });

  test('count hidden copies too, and these go with the row that stands for them', () => {
    const twins = range(1, 12).flatMap((number) => {
      const fields = { clientMessageId: `c${number}`, content: `Message ${number}` };
      return [message(number, fields), message(number + 100, fields)];
    });
    const state = foldSmall(twins.map(arrived));
    const { rows, index } = threadOf(state);
    expect(rows.size).toBe(5);
    expect(index.bases.size).toBe(5);
    expect(index.idsByClientId.size).toBe(5);
    expect(twinIdsOf(threadOf(state), '1008')).toEqual(['1008', '1108']);
  });

  test('grow by what a reader pages in, until nobody looks any more', () => {
    let state = foldSmall([held(true)], [listed(page(91, 110))]);
    for (const last of [90, 80, 70]) {
      state = applyBatch(state, [listed(page(last - 9, last), { position: 'older' })]);
    }
    expect(shown(state)).toHaveLength(50);
    state = applyBatch(state, [arrived(message(111))]);
    expect(shown(state)).toHaveLength(51);
    expect(shown(applyBatch(state, [held(false)]))).toHaveLength(10);
  });
});

test('a reader who has paged in more than the bound keeps as many rows, the newest, whatever arrives, and never a tenth more', () => {
  let state = foldSmall([held(true)], [listed(page(91, 110))]);
  for (const last of [90, 80, 70])
    state = applyBatch(state, [listed(page(last - 9, last), { position: 'older' })]);
  for (let number = 111; number <= 300; number += 1) {
    state = applyBatch(state, [arrived(message(number))]);
    expect(threadOf(state).rows.size).toBeGreaterThanOrEqual(50);
    expect(threadOf(state).rows.size).toBeLessThanOrEqual(55);
  }
  expect(shown(state).at(-1)).toBe('Message 300');
});

describe('a thread whose oldest rows were let go', () => {
  test('goes on before the oldest one that is left, and takes messages above it only from there', () => {
    const state = foldSmall([listed(page(1, 15), { olderCursor: null })]);
    const cursor = threadOf(state).olderCursor;
    expect(cursor).toBe(trimmedCursor('1006'));
    expect(readTrimmedCursor(cursor ?? '')).toBe('1006');
    const late = applyBatch(state, [arrived(message(3))]);
    expect(shown(late)[0]).toBe('Message 6');
    const paged = applyBatch(late, [listed(page(1, 6), { position: 'older', olderCursor: null })]);
    expect(shown(paged)).toEqual(range(1, 15).map((number) => `Message ${number}`));
    expect(threadOf(paged).olderCursor).toBeNull();
  });

  test('has no cursor when it was never listed', () => {
    const state = foldSmall(range(1, 15).map((number) => arrived(message(number))));
    expect(threadOf(state).olderCursor).toBeUndefined();
    expect(shown(state)).toHaveLength(10);
  });

  test("is told apart from the service's cursors", () => {
    expect(readTrimmedCursor('https://chat.example/next')).toBeUndefined();
  });
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  'a bound of %s is refused',
  (bound) => {
    expect(() => createChatState(me, { maxLoadedMessages: bound })).toThrow(RangeError);
    expect(() => createChatState(me, { maxIdleMessages: bound })).toThrow(/positive integer/);
  },
);

test('without a bound of its own a thread that nobody holds keeps 500', () => {
  expect(shown(fold([listed(page(1, 600))]))).toHaveLength(500);
});
