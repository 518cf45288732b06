import { beforeEach, expect, test } from 'vitest';
import type { Message } from '../../../packages/chat-core/src/model/entities.ts';
import type { ChatEvent } from '../../../packages/chat-core/src/session/chat-event.ts';
import { applyBatch, createChatState } from '../../../packages/chat-core/src/state/apply-batch.ts';
import type { ChatState, ThreadState } from '../../../packages/chat-core/src/state/chat-state.ts';
import { createSessionRecord, type SessionRecord } from './session-record.ts';

const userId = '8:acs:ada';
const threadId = '19:launch@thread.v2';

let violations: string[];
let record: SessionRecord;

beforeEach(() => {
  violations = [];
  record = createSessionRecord((violation) => violations.push(violation));
});

/** Two messages on their way, and the events that send them. */
const [added, sent] = (['outgoing-added', 'outgoing-changed'] as const).map((type) =>
  ['one', 'two'].map((content, index): ChatEvent => {
    const clientMessageId = `cm-${content}`;
    return type === 'outgoing-added'
      ? {
          type,
          outgoing: {
            clientMessageId,
            threadId,
            kind: 'text',
            content,
            metadata: {},
            ordinal: index,
            createdAt: index,
          },
        }
      : { type, threadId, clientMessageId, sendState: 'sent', id: `${index + 1}` };
  }),
);

function play(...batches: readonly (readonly ChatEvent[] | undefined)[]): ChatState {
  let state = createChatState(userId);
  for (const batch of batches) {
    state = applyBatch(state, batch ?? []);
    record.check(state);
  }
  return state;
}

/** The state with another view of its thread. */
function change(state: ChatState, patch: (thread: ThreadState) => Partial<ThreadState>): ChatState {
  const thread = state.threads.get(threadId);
  if (thread === undefined) throw new Error('The state has no thread.');
  return { ...state, threads: new Map([[threadId, { ...thread, ...patch(thread) }]]) };
}

function withRow(thread: ThreadState, key: string, patch: Partial<Message>): Map<string, Message> {
  const row = thread.rows.get(key);
  if (row === undefined) throw new Error(`The thread has no row ${key}.`);
  return new Map(thread.rows).set(key, { ...row, ...patch });
}

test('messages that are sent one after the other break nothing', () => {
  play(added, sent?.slice(0, 1), sent?.slice(1));
  expect(violations).toEqual([]);
});

test('a second row of one message is found', () => {
  const state = play(added);
  record.check(
    change(state, (thread) => ({
      rows: withRow(thread, 'cm-two', { clientMessageId: 'cm-one' }),
    })),
  );
  expect(violations).toContain('The message "two" is shown twice.');
});

test('a sent message that becomes unsent is found', () => {
  const state = play(added, sent);
  record.check(
    change(state, (thread) => ({ rows: withRow(thread, 'cm-one', { sendState: 'queued' }) })),
  );
  expect(violations).toEqual(['"one" was sent and is queued now.']);
});

test('sent rows that change places are found', () => {
  const state = play(added, sent);
  record.check(change(state, (thread) => ({ messageKeys: thread.messageKeys.toReversed() })));
  expect(violations).toEqual(['Sent rows have changed places.']);
});

test('a row that changes its key is found', () => {
  const state = play(added);
  record.check(
    change(state, (thread) => ({
      messageKeys: ['1', 'cm-two'],
      rows: new Map([...thread.rows].map(([key, row]) => [key === 'cm-one' ? '1' : key, row])),
    })),
  );
  expect(violations).toEqual(['The row of "one" has changed its key.']);
});
