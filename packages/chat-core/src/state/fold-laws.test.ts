import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent, ServerMessage } from '../session/chat-event.ts';
import {
  arrived,
  fetched,
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
import { countUnread, hasUnread, messageStatus } from './read-position.ts';
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

const people = ['8:acs:linus', '8:acs:margaret', '8:acs:ken'].map((userId) => ({ userId }));

/** What the service says of one thing: it holds, whatever else was heard before or is heard later. */
const fact: fc.Arbitrary<ChatEvent> = fc.oneof(
  { weight: 6, arbitrary: view.map(arrived) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        userId: fc.constantFrom(grace, '8:acs:linus'),
        messageId: fc.integer({ min: 1_000, max: 1_007 }).map(String),
        readAt: fc.nat({ max: 3 }),
      })
      .map((receipt): ChatEvent => ({ type: 'receipt-received', threadId, receipt })),
  },
  fc
    .record({ topic: fc.constantFrom('a', 'b'), topicSetAt: fc.nat({ max: 2 }) })
    .map((topic): ChatEvent => ({ type: 'thread-upserted', thread: { id: threadId, ...topic } })),
  fc
    .record({ who: fc.subarray(people), at: fc.integer({ min: 1, max: 6 }) })
    .map(({ who, at }): ChatEvent => {
      // Nobody comes and goes at one time.
      const displayName = `Since ${at}`;
      return at % 2 === 0
        ? { type: 'participants-removed', threadId, at, userIds: who.map((one) => one.userId) }
        : {
            type: 'participants-added',
            threadId,
            at,
            participants: who.map((one) => ({ ...one, displayName })),
          };
    }),
  fc.integer({ min: 1, max: 9_000 }).map((lastMessageAt): ChatEvent => ({
    type: 'thread-upserted',
    thread: { id: threadId, lastMessageAt },
  })),
);

/** The whole of a short history, as a list. */
const wholeList = fc
  .array(view, { maxLength: 4 })
  .map((messages) => listed(messages, { olderCursor: null }));

/** With one number for each message, which need not rise with the ids. */
const facts = fc
  .record({
    events: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fact },
        { weight: 1, arbitrary: wholeList },
        // A fact as long as nothing is left to paging: nothing that was heard of that before it was fetched is remembered.
        { weight: 2, arbitrary: view.map(fetched) },
      ),
      { maxLength: 30 },
    ),
    numbers: fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }),
  })
  .map(({ events, numbers }) => events.map((event) => renumber(event, numbers)));

function renumber(event: ChatEvent, numbers: readonly number[]): ChatEvent {
  const renumbered = (one: ServerMessage): ServerMessage =>
    one.sequenceId === undefined
      ? one
      : { ...one, sequenceId: String(numbers[Number(one.sequenceId) - 1]) };
  if ('message' in event) return { ...event, message: renumbered(event.message) };
  return event.type === 'messages-listed'
    ? { ...event, messages: event.messages.map(renumbered) }
    : event;
}

/** What the session puts in order, because it holds for what was known when it came. */
const step: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc
    .record({
      messages: fc.array(view, { maxLength: 4 }),
      position: fc.constantFrom('newest' as const, 'older' as const),
      joined: fc.boolean(),
      complete: fc.boolean(),
      olderCursor: fc.constantFrom('older', null),
      follows: fc.option(fc.integer({ min: 1_001, max: 1_006 }).map(String), { nil: undefined }),
    })
    .map(({ messages, follows, ...rest }) =>
      listed(messages, rest.position === 'older' && follows ? { ...rest, follows } : rest),
    ),
  fc.constant<ChatEvent>({ type: 'gap-found', threadId }),
  fc.constant<ChatEvent>({ type: 'thread-unloaded', threadId }),
  fc.constant<ChatEvent>({ type: 'thread-upserted', thread: { id: threadId, topic: 'read' } }),
  fc.constantFrom('removed' as const, 'gone' as const).map((reason): ChatEvent => ({
    type: 'thread-removed',
    threadId,
    reason,
  })),
  fc.boolean().map((isThere): ChatEvent => ({
    type: 'threads-listed',
    complete: true,
    threads: isThere ? [{ id: threadId }] : [],
  })),
  fc.subarray(people).map((participants): ChatEvent => ({
    type: 'participants-listed',
    threadId,
    participants,
  })),
  fc.constantFrom('typing-started' as const, 'typing-stopped' as const).map((type): ChatEvent => ({
    type,
    threadId,
    userId: grace,
  })),
);

/** Everything that screens show. */
function screenOf(state: ChatState): unknown {
  const thread = state.threads.get(threadId);
  return {
    threadIds: state.threadIds,
    ...(thread && {
      topic: thread.topic,
      access: thread.access,
      lastMessageAt: thread.lastMessageAt,
      lastSenderId: thread.lastSenderId,
      receipts: thread.receipts,
      participants: thread.participants,
      typing: thread.typing,
      isLoaded: thread.isLoaded,
      hasGap: thread.hasGap,
      olderCursor: thread.olderCursor,
      hasUnread: hasUnread(thread, state.userId),
      unread: countUnread(thread, state.userId),
      fetched: thread.fetched,
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

/** A change to people that were never listed says nothing. */
const known: ChatEvent[] = [
  { type: 'participants-listed', threadId, participants: people.slice(0, 2) },
];

describe('what the service says', () => {
  test('gives the same screen in whatever order, batches and repetitions it comes', () => {
    fc.assert(
      fc.property(facts, disorder, (events, how) => {
        expect(screenOf(fold(known, ...rearrange(events, how)))).toEqual(
          screenOf(fold(known, events)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('changes nothing when all of it is said once more', () => {
    fc.assert(
      fc.property(facts, (events) => {
        expect(screenOf(fold(known, events, events))).toEqual(screenOf(fold(known, events)));
      }),
    );
  });

  test('can be folded in two parts, in either order', () => {
    fc.assert(
      fc.property(facts, fc.nat({ max: 30 }), (events, cut) => {
        const [a, b] = [events.slice(0, cut), events.slice(cut)];
        expect(screenOf(fold(known, a, b))).toEqual(screenOf(fold(known, b, a)));
      }),
    );
  });
});

test('what the service says gives the same screen in whatever order it comes between two steps of the session', () => {
  const stretch = fc.record({ step, facts: fc.array(fact, { maxLength: 8 }), disorder });
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 6 }), (history) => {
      const inOrder = history.map((one) => [one.step, ...one.facts]);
      const disordered = history.flatMap((one) => [
        [one.step],
        ...rearrange(one.facts, one.disorder),
      ]);
      expect(screenOf(fold(...disordered))).toEqual(screenOf(fold(...inOrder)));
    }),
    { numRuns: 1_000 },
  );
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
