import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent, ThreadSnapshot } from '../session/chat-event.ts';
import {
  arrived,
  deleted,
  fold,
  grace,
  listed,
  message,
  outgoing,
  shown,
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';
import type { ChatState } from './chat-state.ts';

const upserted = (thread: Partial<ThreadSnapshot>): ChatEvent => ({
  type: 'thread-upserted',
  thread: { id: threadId, ...thread },
});
const allListed = (...threads: ThreadSnapshot[]): ChatEvent => ({
  type: 'threads-listed',
  complete: true,
  threads,
});
const removed = (reason: 'removed' | 'gone' = 'removed'): ChatEvent => ({
  type: 'thread-removed',
  threadId,
  reason,
});

describe('the list of threads', () => {
  test('is ordered by the latest activity, and stays the same array while the order holds', () => {
    const state = fold([
      allListed(
        { id: 'a', topic: 'A', lastMessageAt: 1 },
        { id: threadId, topic: 'B', lastMessageAt: 2 },
      ),
    ]);
    expect(state.threadIds).toEqual([threadId, 'a']);
    expect(applyBatch(state, [arrived(message(1))]).threadIds).toBe(state.threadIds);
  });

  test('is in order after any changes, as if it had been sorted anew', () => {
    const thread = fc.record({
      id: fc.constantFrom(...'abcdefgh'),
      lastMessageAt: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
      createdAt: fc.nat({ max: 5 }),
    });
    const event = fc.oneof(
      thread.map(({ id, createdAt, lastMessageAt }) =>
        upserted({ id, createdAt, ...(lastMessageAt !== undefined && { lastMessageAt }) }),
      ),
      thread.map(({ id }): ChatEvent => ({
        type: 'thread-removed',
        threadId: id,
        reason: 'removed',
      })),
    );
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 5 })), (batches) => {
        const { threads, threadIds } = fold(...batches);
        const activity = (id: string): number =>
          threads.get(id)?.lastMessageAt ?? threads.get(id)?.createdAt ?? 0;
        const sorted = [...threads.keys()].toSorted(
          (a, b) => activity(b) - activity(a) || (a < b ? -1 : 1),
        );
        expect(threadIds).toEqual(sorted);
      }),
    );
  });

  test('has a thread of which a message, its people or an own message is known', () => {
    const listedPeople: ChatEvent = { type: 'participants-listed', threadId, participants: [] };
    for (const event of [arrived(message(1)), listed([]), outgoing('mine', 1), listedPeople]) {
      expect(fold([event]).threadIds).toEqual([threadId]);
    }
  });

  test('has no thread of which only a receipt or a draft is known, until it is listed', () => {
    const receipt = { userId: grace, messageId: '1', readAt: 1 };
    const draft = { text: 'later', updatedAt: 1 };
    const state = fold(
      [{ type: 'receipt-received', threadId, receipt }],
      [{ type: 'draft-changed', threadId, draft }],
    );
    expect(state.threadIds).toEqual([]);
    const after = applyBatch(state, [allListed({ id: threadId })]);
    expect(after.threadIds).toEqual([threadId]);
    expect(threadOf(after)).toMatchObject({ draft, receipts: new Map([[grace, receipt]]) });
  });
});

describe('a topic', () => {
  const topic = (state: ChatState): string => threadOf(state).topic;

  test('that was set earlier never replaces one that was set later', () => {
    const late = upserted({ topic: 'late', topicSetAt: 2 });
    const early = upserted({ topic: 'early', topicSetAt: 1 });
    expect(topic(fold([late], [early]))).toBe('late');
    expect(topic(fold([early], [late]))).toBe('late');
  });

  test('that was read replaces the one before, because reads are in order', () => {
    const state = fold(
      [upserted({ topic: 'event', topicSetAt: 2 })],
      [upserted({ topic: 'read' })],
    );
    expect(topic(state)).toBe('read');
    expect(topic(applyBatch(state, [upserted({ lastMessageAt: 9 })]))).toBe('read');
  });
});

describe('a thread that this user is no longer in', () => {
  test('is gone when nothing of it was loaded, also when a complete list no longer names it', () => {
    expect(fold([upserted({})], [removed()]).threads.size).toBe(0);
    const state = fold([allListed({ id: 'a' }, { id: 'b' })], [allListed({ id: 'b' })]);
    expect(state.threadIds).toEqual(['b']);
    expect([...state.threads.keys()]).toEqual(['b']);
  });

  test.each([
    ['removed', removed()],
    ['gone', removed('gone')],
    ['removed', allListed()],
  ] as const)('leaves the list, and what is loaded stays readable: %s', (access, event) => {
    const state = fold(
      [upserted({ topic: 'T' }), arrived(message(1)), outgoing('mine', 1)],
      [event],
    );
    expect(state.threadIds).toEqual([]);
    expect(threadOf(state)).toMatchObject({ access, topic: 'T' });
    expect(shown(state)).toEqual(['Message 1', 'mine']);
  });

  test('is not listed again by events that are late, but when it is said to be there', () => {
    const state = fold([arrived(message(1))], [removed()], [arrived(message(2)), listed([])]);
    expect(state.threadIds).toEqual([]);
    expect(shown(state)).toEqual(['Message 1', 'Message 2']);
    const back = applyBatch(state, [upserted({})]);
    expect(back.threadIds).toEqual([threadId]);
    expect(threadOf(back).access).toBe('member');
  });

  test.each([
    ['a page of it that is read', listed([message(1)])],
    ['a message in it that comes late', arrived(message(1))],
    ['a list of its people', { type: 'participants-listed', threadId, participants: [] } as const],
  ])(
    'and of which nothing was loaded is not listed again by %s, in either order',
    (_name, event) => {
      for (const access of ['removed', 'gone'] as const) {
        const late = fold([upserted({})], [removed(access)], [event]);
        for (const state of [
          late,
          fold([removed(access)], [event]),
          fold([removed(access), event]),
        ]) {
          expect(state.threadIds).toEqual([]);
          expect(threadOf(state)).toMatchObject({ access, isListed: false });
        }
        expect(fold([event], [removed(access)]).threadIds).toEqual([]);
        expect(applyBatch(late, [allListed({ id: threadId })]).threadIds).toEqual([threadId]);
      }
    },
  );

  test('is one of the thousand last ones, as far as that is remembered', () => {
    const ids = Array.from({ length: 1_500 }, (_, index) => `t${index}`);
    const state = fold(
      ids.map((id): ChatEvent => ({ type: 'thread-removed', threadId: id, reason: 'removed' })),
    );
    expect([...state.leftThreads.keys()]).toEqual(ids.slice(500));
  });

  test('keeps what the user has not sent, and gives it out again when he is back', () => {
    const draft = { text: 'half a sentence', updatedAt: 1 };
    const start = [upserted({ topic: 'T' }), { type: 'draft-changed', threadId, draft } as const];
    for (const event of [removed(), allListed(), removed('gone')]) {
      const state = fold(start, [event], [event], [{ type: 'thread-unloaded', threadId }]);
      expect(state.threadIds).toEqual([]);
      expect(threadOf(state)).toMatchObject({ draft, topic: '' });
      expect(threadOf(state).access).not.toBe('member');
      const back = applyBatch(state, [upserted({})]);
      expect(back.threadIds).toEqual([threadId]);
      expect(threadOf(back)).toMatchObject({ draft, access: 'member' });
    }
  });

  test('is forgotten when it is unloaded', () => {
    const state = fold([arrived(message(1))], [removed()], [{ type: 'thread-unloaded', threadId }]);
    expect(state.threads.size).toBe(0);
  });

  test.each<[string, ChatEvent]>([
    ['typing that ends', { type: 'typing-stopped', threadId, userId: grace }],
    ['typing that begins', { type: 'typing-started', threadId, userId: grace }],
    [
      'a message that is sent',
      { type: 'outgoing-changed', threadId, clientMessageId: 'x', sendState: 'sent', id: '1' },
    ],
    ['a message that is discarded', { type: 'outgoing-removed', threadId, clientMessageId: 'x' }],
    ['people who come', { type: 'participants-added', threadId, participants: [] }],
    ['people who go', { type: 'participants-removed', threadId, userIds: [grace] }],
    ['a change that is over', { type: 'change-removed', threadId, messageId: '1', changeId: 'x' }],
    ['a gap', { type: 'gap-found', threadId }],
    ['being let go', { type: 'thread-held', threadId, isHeld: false }],
    ['being unloaded', { type: 'thread-unloaded', threadId }],
  ])('%s does not bring it back', (_name, event) => {
    const state = fold([upserted({ topic: 'T' })], [removed()], [event]);
    expect(state.threadIds).toEqual([]);
    expect(state.threads.size).toBe(0);
  });
});

describe('a thread that is unloaded', () => {
  test('keeps its place, its people and what is unsent, and nothing of its history', () => {
    const state = fold(
      [
        upserted({ topic: 'T', lastMessageAt: 7 }),
        { type: 'participants-listed', threadId, participants: [{ userId: grace }] },
        {
          type: 'receipt-received',
          threadId,
          receipt: { userId: grace, messageId: '1', readAt: 1 },
        },
        listed([message(2), message(1)]),
        outgoing('mine', 1),
      ],
      [{ type: 'gap-found', threadId }],
      [{ type: 'thread-unloaded', threadId }],
    );
    expect(threadOf(state)).toMatchObject({
      topic: 'T',
      participants: [{ userId: grace }],
      messageKeys: ['mine'],
      isLoaded: false,
      hasGap: false,
      olderCursor: undefined,
    });
    expect(threadOf(state).rows.size).toBe(1);
    expect(threadOf(state).receipts.size).toBe(0);
    expect(state.threadIds).toEqual([threadId]);
    const again = applyBatch(state, [listed([message(9), message(8)], { joined: false })]);
    expect(shown(again)).toEqual(['Message 8', 'Message 9', 'mine']);
  });

  test('remembers deletions by what the next list says', () => {
    const tombstone = deleted(message(1), 9_000);
    const state = fold(
      [arrived(message(1))],
      [{ type: 'thread-unloaded', threadId }],
      [listed([tombstone])],
    );
    expect(threadOf(state).rows.get('1001')?.deletedAt).toBe(9_000);
  });
});

describe('what the session says of itself', () => {
  test('is in the state: connection, when it was up to date, and whether things are kept', () => {
    const state = fold(
      [{ type: 'connection-changed', status: 'live', lastSyncedAt: 5 }],
      [{ type: 'persistence-changed', isPersisted: false, problem: 'full' }],
    );
    expect(state).toMatchObject({
      connection: 'live',
      lastSyncedAt: 5,
      isPersisted: false,
      persistenceProblem: 'full',
    });
  });

  test('includes drafts, which can be taken back', () => {
    const draft = { text: 'Hel', updatedAt: 1 };
    const state = fold([upserted({}), { type: 'draft-changed', threadId, draft }]);
    expect(threadOf(state).draft).toBe(draft);
    const sent = applyBatch(state, [{ type: 'draft-changed', threadId }]);
    expect(threadOf(sent).draft).toBeUndefined();
  });
});
