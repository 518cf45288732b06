import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent, ServerMessage } from '../session/chat-event.ts';
import {
  arrived,
  fold,
  grace,
  listed,
  me,
  message,
  outgoing,
  sent,
  threadId,
} from '../test-support/fold-scene.ts';
import type { ChatState } from './chat-state.ts';
import { countUnread, messageStatus } from './read-position.ts';
import { twinIdsOf } from './thread-index.ts';

/** What a client may hear of message `number`: parts of it, edits, a deletion, with copies of other messages among them. */
const view: fc.Arbitrary<ServerMessage> = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    isNumbered: fc.boolean(),
    version: fc.integer({ min: 0, max: 2 }),
    content: fc.constantFrom('a', 'b'),
    isDeleted: fc.boolean(),
    hasMetadata: fc.boolean(),
  })
  .map(({ number, isNumbered, version, content, isDeleted, hasMetadata }) => {
    const { sequenceId, ...rest } = message(number);
    const isTombstone = isDeleted && version === 2;
    // Three messages each are copies of one: they have its client message id and its sender.
    const clientMessageId = `c${number % 2}`;
    return {
      ...rest,
      version: String(5_000 + version),
      senderId: number % 2 === 0 ? grace : me,
      content: isTombstone ? '' : content,
      ...(isNumbered && sequenceId !== undefined && { sequenceId }),
      ...(version > 0 && { editedAt: 5_000 + version }),
      ...(isTombstone && { deletedAt: 6_000 }),
      ...(hasMetadata && {
        clientMessageId,
        metadata: { 'confab.clientMessageId': clientMessageId },
      }),
    };
  });

const fact: fc.Arbitrary<ChatEvent> = fc.oneof(
  { weight: 5, arbitrary: view.map(arrived) },
  {
    weight: 2,
    arbitrary: fc
      .array(view, { maxLength: 4 })
      .map((messages) => listed(messages, { olderCursor: null })),
  },
  fc
    .record({
      userId: fc.constantFrom(grace, '8:acs:linus'),
      messageId: fc.integer({ min: 1_000, max: 1_007 }).map(String),
      readAt: fc.nat({ max: 3 }),
    })
    .map((receipt): ChatEvent => ({ type: 'receipt-received', threadId, receipt })),
  fc
    .record({ topic: fc.constantFrom('a', 'b'), topicSetAt: fc.nat({ max: 2 }) })
    .map((topic): ChatEvent => ({ type: 'thread-upserted', thread: { id: threadId, ...topic } })),
  fc.integer({ min: 1, max: 9_000 }).map((lastMessageAt): ChatEvent => ({
    type: 'thread-upserted',
    thread: { id: threadId, lastMessageAt },
  })),
);

/** Everything that screens show. */
function screenOf(state: ChatState): unknown {
  const thread = state.threads.get(threadId);
  return {
    threadIds: state.threadIds,
    ...(thread && {
      topic: thread.topic,
      lastMessageAt: thread.lastMessageAt,
      receipts: thread.receipts,
      hasOlder: typeof thread.olderCursor === 'string',
      unread: countUnread(thread, state.userId),
      messages: thread.messageKeys.map((key) => {
        const row = thread.rows.get(key);
        const status = row && messageStatus(thread, row, state.userId);
        return { ...row, status, twins: twinIdsOf(thread, key) };
      }),
    }),
  };
}

/** The same events, some of them twice, in another order and in batches. */
const disorder = fc.record({
  ranks: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  doubled: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
  cuts: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
});

function rearrange(
  events: readonly ChatEvent[],
  { ranks, doubled, cuts }: { ranks: number[]; doubled: boolean[]; cuts: boolean[] },
): ChatEvent[][] {
  const all = [...events, ...events.filter((_, index) => doubled[index] === true)];
  const ranked = all.map((event, index) => ({ event, rank: ranks[index] ?? 0 }));
  const batches: ChatEvent[][] = [[]];
  for (const [index, { event }] of ranked.toSorted((a, b) => a.rank - b.rank).entries()) {
    batches.at(-1)?.push(event);
    if (cuts[index] === true) batches.push([]);
  }
  return batches;
}

const facts = fc.array(fact, { maxLength: 30 });

describe('what the service says', () => {
  test('gives the same screen in whatever order, batches and repetitions it comes', () => {
    fc.assert(
      fc.property(facts, disorder, (events, how) => {
        expect(screenOf(fold(...rearrange(events, how)))).toEqual(screenOf(fold(events)));
      }),
      { numRuns: 500 },
    );
  });

  test('changes nothing when all of it is said once more', () => {
    fc.assert(
      fc.property(facts, (events) => {
        expect(screenOf(fold(events, events))).toEqual(screenOf(fold(events)));
      }),
    );
  });

  test('can be folded in two parts, in either order', () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        expect(screenOf(fold(a, b))).toEqual(screenOf(fold(b, a)));
      }),
    );
  });
});

describe('what the service says, while an own message is on its way', () => {
  const echoFields = { senderId: me, clientMessageId: 'mine', content: 'mine' };
  const added = outgoing('mine', 1);
  const sending: ChatEvent = {
    type: 'outgoing-changed',
    threadId,
    clientMessageId: 'mine',
    sendState: 'sending',
  };

  test('gives the same screen wherever answer and echo come in, and one row in every moment', () => {
    const echo = arrived(message(7, echoFields));
    fc.assert(
      fc.property(facts, disorder, (events, how) => {
        const batches = rearrange([...events, echo, sent('mine', '1007'), sending], how);
        const expected = screenOf(fold([added, ...events, echo]));
        expect(screenOf(fold([added], ...batches))).toEqual(expected);
        let heard: ChatEvent[] = [added];
        for (const batch of batches) {
          heard = [...heard, ...batch];
          const { messageKeys, rows } = fold(heard).threads.get(threadId) ?? { messageKeys: [] };
          const own = messageKeys.filter((key) => rows?.get(key)?.clientMessageId === 'mine');
          expect(own).toEqual(['mine']);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same screen when the message was stored twice', () => {
    const copies = [7, 8].map((number) => arrived(message(number, echoFields)));
    fc.assert(
      fc.property(facts, disorder, (events, how) => {
        const batches = rearrange([...events, ...copies, sent('mine', '1008')], how);
        const expected = screenOf(fold([added, ...events, ...copies]));
        expect(screenOf(fold([added], ...batches))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
