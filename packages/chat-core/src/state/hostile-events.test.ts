import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessage, decodePage } from '../decode.ts';
import type { ChatEvent, ServerMessage } from '../session/chat-event.ts';
import { toServerMessage } from '../session/to-entities.ts';
import { arrived, fold, me, threadId } from '../test-support/fold-scene.ts';
import { countUnread, readersOf, statusBelow } from './read-position.ts';
import { twinIdsOf } from './thread-index.ts';

/** Names that mean something to objects, next to those that collide with each other and with keys of rows. */
const name = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '1',
  '2',
  '01',
  '-1',
  '9'.repeat(40),
  me,
);
const time = fc.constantFrom(0, -1, 1, 1e15, Number.MAX_SAFE_INTEGER);
const metadata = fc
  .array(fc.tuple(name, name), { maxLength: 3 })
  // As JSON.parse makes it: a field called `__proto__` is a field like others.
  .map((entries): Record<string, string> => Object.fromEntries(entries));

const message: fc.Arbitrary<ServerMessage> = fc.record(
  {
    id: name,
    threadId: name,
    kind: name,
    content: name,
    createdAt: time,
    senderId: name,
    senderDisplayName: name,
    clientMessageId: name,
    sequenceId: name,
    version: name,
    editedAt: time,
    deletedAt: time,
    metadata,
    topic: name,
    initiatorId: name,
    participants: fc.array(fc.record({ userId: name }), { maxLength: 2 }),
  },
  { requiredKeys: ['id', 'threadId', 'kind', 'content', 'createdAt'] },
);
const failure = { code: 'x', message: 'X', retryable: false };
const change = fc.record(
  {
    changeId: name,
    kind: fc.constantFrom('edit' as const, 'delete' as const),
    content: name,
    metadata,
    createdAt: time,
  },
  { requiredKeys: ['changeId', 'kind', 'createdAt'] },
);
const thread = { threadId: name };
const own = { ...thread, clientMessageId: name };
const changed = { ...thread, messageId: name, changeId: name };
const of = <T extends string>(type: T): fc.Arbitrary<T> => fc.constant(type);

/** Every kind of event, with whatever may be in it. */
const event: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.record({ type: of('message-upserted'), ...thread, message }),
  fc.record({ type: of('message-fetched'), ...thread, message }),
  fc.record({
    type: of('messages-listed'),
    ...thread,
    messages: fc.array(message, { maxLength: 4 }),
    position: fc.constantFrom('newest' as const, 'older' as const),
    joined: fc.boolean(),
    complete: fc.boolean(),
    olderCursor: fc.option(name),
  }),
  fc.record({
    type: of('threads-listed'),
    threads: fc.array(fc.record({ id: name, topic: name, lastMessageAt: time }), { maxLength: 3 }),
    complete: fc.boolean(),
  }),
  fc.record({
    type: of('thread-upserted'),
    thread: fc.record({ id: name, topic: name, topicSetAt: time, createdById: name }),
  }),
  fc.record({ type: of('thread-removed'), ...thread, reason: of('removed') }),
  fc.record({ type: of('thread-held'), ...thread, isHeld: fc.boolean() }),
  fc.record({ type: of('thread-unloaded'), ...thread }),
  fc.record({ type: of('gap-found'), ...thread }),
  fc.record({
    type: of('outgoing-added'),
    outgoing: fc.record({
      ...own,
      kind: of('text'),
      content: name,
      metadata,
      ordinal: time,
      createdAt: time,
    }),
  }),
  fc.record({
    type: of('outgoing-changed'),
    ...own,
    sendState: fc.constantFrom('queued' as const, 'sending' as const, 'failed' as const),
    failure: fc.constant(failure),
  }),
  fc.record({ type: of('outgoing-changed'), ...own, sendState: of('sent'), id: name }),
  fc.record({ type: of('outgoing-edited'), ...own, content: name, metadata }),
  fc.record({ type: of('outgoing-removed'), ...own }),
  fc.record({ type: of('change-added'), ...thread, messageId: name, change }),
  fc.record({ type: of('change-removed'), ...changed }),
  fc.record({ type: of('change-failed'), ...changed, failure: fc.constant(failure) }),
  fc.record({
    type: of('receipt-received'),
    ...thread,
    receipt: fc.record({ userId: name, messageId: name, readAt: time }),
  }),
  fc.record({
    type: of('participants-listed'),
    ...thread,
    participants: fc.array(fc.record({ userId: name, displayName: name }), { maxLength: 2 }),
  }),
  fc.record({ type: of('typing-started'), ...thread, userId: name }),
);

describe('events with anything in them', () => {
  test('never throw, leave prototypes alone, and show every row that there is', () => {
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 6 }), { maxLength: 6 }), (batches) => {
        const state = fold(...batches);
        for (const one of state.threads.values()) {
          expect(new Set(one.messageKeys)).toEqual(new Set(one.rows.keys()));
          expect(one.messageKeys).toHaveLength(one.rows.size);
          countUnread(one, me);
          for (const [key, row] of one.rows) {
            twinIdsOf(one, key);
            statusBelow(one, key, me);
            readersOf(one, row, me);
          }
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as Record<string, unknown>)['content']).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test('keep metadata that is called like a prototype as it is', () => {
    const odd: Record<string, string> = Object.fromEntries([['__proto__', 'x']]);
    const state = fold([
      arrived({ id: '1', threadId, kind: 'text', content: '', createdAt: 1, metadata: odd }),
    ]);
    const row = state.threads.get(threadId)?.rows.get('1');
    expect(Object.entries(row?.metadata ?? {})).toEqual([['__proto__', 'x']]);
  });
});

test('answers with any JSON in them are folded as far as they can be understood', () => {
  const whole = {
    id: '1',
    type: 'text',
    sequenceId: '1',
    version: '1',
    createdOn: '2026-01-01T00:00:00Z',
    content: { message: 'Hello' },
  };
  const fieldName = fc.constantFrom(...Object.keys(whole), 'metadata', 'editedOn', '__proto__');
  const odd = fc.dictionary(fieldName, fc.oneof(name, fc.jsonValue()), { maxKeys: 2 });
  let understood = 0;
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 5 }), (rows) => {
      const answer = { value: rows.map((row) => ({ ...whole, ...row })) };
      const { items = [] } = decodePage(answer, 'listMessages', decodeMessage, () => {});
      const state = fold(items.map((one) => arrived(toServerMessage(threadId, one))));
      understood += items.length;
      expect(state.threads.size).toBe(items.length > 0 ? 1 : 0);
    }),
  );
  expect(understood).toBeGreaterThan(10);
});
