import { expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
  edited,
  fold,
  grace,
  listed,
  message,
  outgoing,
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';

const listOf = (count: number): ChatEvent => ({
  type: 'threads-listed',
  complete: true,
  threads: Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    topic: 'T',
    lastMessageAt: index,
  })),
});

test('a list of threads without news renders no thread anew', () => {
  const state = fold([listOf(100)]);
  const before = new Map(state.threads);
  const after = applyBatch(state, [listOf(100)]);
  expect(after.threadIds).toBe(state.threadIds);
  for (const [id, thread] of after.threads) expect(thread).toBe(before.get(id));
});

const participants = [{ userId: grace, displayName: 'Grace' }];
const twin = { clientMessageId: 'c', content: 'twice' };

test.each<[string, ChatEvent]>([
  ['a message', arrived(message(1))],
  ['an edit', arrived(edited(message(1), 2_000))],
  ['a copy of a message', arrived(message(3, twin))],
  ['a page', listed([message(2), message(1)])],
  ['an older page', listed([message(1)], { position: 'older', follows: '1001' })],
  ['a whole list', listed([message(2), message(1)], { complete: true })],
  [
    'a receipt',
    { type: 'receipt-received', threadId, receipt: { userId: grace, messageId: '1', readAt: 1 } },
  ],
  ['a list of people', { type: 'participants-listed', threadId, participants: [...participants] }],
  ['somebody who comes', { type: 'participants-added', threadId, participants, at: 5 }],
  ['somebody who goes', { type: 'participants-removed', threadId, userIds: [grace], at: 5 }],
  ['a topic', { type: 'thread-upserted', thread: { id: threadId, topic: 'T', topicSetAt: 1 } }],
  ['a removal', { type: 'thread-removed', threadId, reason: 'removed' }],
  ['a message on its way', outgoing('mine', 1)],
])('%s that is told twice renders the thread once', (_what, event) => {
  const start = [{ type: 'participants-listed', threadId, participants } as const];
  const before = fold(start, [arrived(message(1)), arrived(message(2, twin))]);
  const first = applyBatch(before, [event]);
  const thread = threadOf(first);
  expect(threadOf(applyBatch(first, [structuredClone(event)]))).toBe(thread);
});

test('a hidden copy of a message is told of, because whoever deletes the message has to delete both', () => {
  const before = fold([arrived(message(2, twin))]);
  const thread = threadOf(before);
  expect(threadOf(applyBatch(before, [arrived(message(3, twin))]))).not.toBe(thread);
});
