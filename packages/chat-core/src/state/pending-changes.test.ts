import { describe, expect, test } from 'vitest';
import type { Message } from '../model/entities.ts';
import type { ChatEvent, MessageChange } from '../session/chat-event.ts';
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
  threadId,
  threadOf,
} from '../test-support/fold-scene.ts';
import { applyBatch } from './apply-batch.ts';
import type { ChatState } from './chat-state.ts';

const failure = { code: 'forbidden', message: 'Not allowed.', retryable: false };
const ids = { threadId, messageId: '1002' };
const edit = (content: string, fields: Partial<MessageChange> = {}): ChatEvent => ({
  type: 'change-added',
  ...ids,
  change: { changeId: content, kind: 'edit', content, createdAt: 50, ...fields },
});
const removal = {
  type: 'change-added',
  ...ids,
  change: { changeId: 'removal', kind: 'delete', createdAt: 60 },
} as const;
const over = (changeId: string): ChatEvent => ({ type: 'change-removed', ...ids, changeId });
const failed = (changeId: string): ChatEvent => ({
  type: 'change-failed',
  ...ids,
  changeId,
  failure,
});
const own = message(2, { senderId: me });
const row = (state: ChatState): Message | undefined => threadOf(state).rows.get('1002');

describe('an edit of this user', () => {
  test('shows at once, in its place, and keeps the key array', () => {
    const before = fold([arrived(message(1)), arrived(own), arrived(message(3))]);
    const keys = threadOf(before).messageKeys;
    const after = applyBatch(before, [edit('new', { metadata: { a: 'b' } })]);
    expect(row(after)).toMatchObject({
      content: 'new',
      metadata: { a: 'b' },
      pendingChange: 'edit',
      version: '1002',
    });
    expect(threadOf(after).messageKeys).toBe(keys);
  });

  test('gives way to the service as soon as that says something newer, and does not come back', () => {
    const state = fold(
      [arrived(own), edit('new')],
      [arrived(edited(own, 2_000, 'from the phone'))],
    );
    expect(row(state)).toMatchObject({ content: 'from the phone' });
    expect(row(state)).not.toHaveProperty('pendingChange');
    const after = applyBatch(state, [arrived(own), over('new')]);
    expect(row(after)?.content).toBe('from the phone');
  });

  test('is not disturbed by views that are as old as what it was made of', () => {
    const state = fold([arrived(own), edit('new')], [arrived(own), listed([own])]);
    expect(row(state)).toMatchObject({ content: 'new', pendingChange: 'edit' });
  });

  test('is taken back when it is no longer pending, and shows what the service says', () => {
    const state = fold([arrived(own), edit('new')], [over('another'), over('new')]);
    expect(row(state)).toMatchObject({ content: 'Message 2' });
    expect(row(state)).not.toHaveProperty('pendingChange');
  });

  test('that is refused shows the message as it is, with the reason and what was typed, until the next change', () => {
    const state = fold([arrived(own), edit('new')], [failed('new')]);
    expect(row(state)).toMatchObject({
      content: 'Message 2',
      failedChange: { kind: 'edit', content: 'new', failure },
    });
    expect(row(state)).not.toHaveProperty('pendingChange');
    const next = applyBatch(state, [edit('newer')]);
    expect(row(next)).toMatchObject({ content: 'newer', pendingChange: 'edit' });
    expect(row(next)).not.toHaveProperty('failedChange');
  });

  test('that is refused after somebody else was faster still tells what was typed', () => {
    const faster = arrived(edited(own, 2_000, 'theirs'));
    const state = fold([arrived(own), edit('new')], [faster], [failed('new')]);
    expect(row(state)).toMatchObject({ content: 'theirs', failedChange: { content: 'new' } });
  });

  test('of a message that is known by the answer to sending it waits for what the service says of it', () => {
    const start = [[outgoing('mine', 1)], [sent('mine', '1002')], [edit('new')]];
    const echo = { ...own, clientMessageId: 'mine', content: 'mine' };
    const mine = (...events: ChatEvent[]): Message | undefined =>
      threadOf(fold(...start, events)).rows.get('mine');
    expect(mine(arrived(echo))).toMatchObject({ content: 'new', pendingChange: 'edit' });
    expect(mine(arrived(edited(echo, 2_000, 'theirs')))).toMatchObject({ content: 'theirs' });
  });

  test('of a message that is not loaded yet shows when it is', () => {
    const state = fold([edit('new')], [listed([own, message(1)])]);
    expect(row(state)).toMatchObject({ content: 'new', pendingChange: 'edit' });
    expect(row(applyBatch(state, [arrived(edited(own, 2_000))]))?.content).toBe('Edited');
    const wasEdited = fold([edit('new')], [listed([edited(own, 2_000, 'earlier')])]);
    expect(row(wasEdited)?.content).toBe('new');
  });

  test('is shown once however often it is told', () => {
    const state = fold([arrived(own), edit('new')], [edit('new')], [over('new')]);
    expect(row(state)?.content).toBe('Message 2');
  });
});

describe('several changes of one message', () => {
  test('show the last one, and go on showing it when the first was carried out', () => {
    const state = fold([arrived(own), edit('one')], [edit('two')]);
    expect(row(state)?.content).toBe('two');
    const carriedOut = applyBatch(state, [arrived(edited(own, 2_000, 'one')), over('one')]);
    expect(row(carriedOut)).toMatchObject({ content: 'two', pendingChange: 'edit' });
    const both = applyBatch(carriedOut, [arrived(edited(own, 2_001, 'two')), over('two')]);
    expect(row(both)).toMatchObject({ content: 'two', version: '2001' });
    expect(row(both)).not.toHaveProperty('pendingChange');
  });

  test('show a deletion before any edit, in every order', () => {
    const gone = { content: '', deletedAt: 60, pendingChange: 'delete' };
    expect(row(fold([arrived(own), removal], [edit('late')]))).toMatchObject(gone);
    expect(row(fold([arrived(own), edit('early')], [removal]))).toMatchObject(gone);
  });
});

describe('a deletion of this user', () => {
  test('shows at once, and stays while others edit the message', () => {
    const state = fold([arrived(own), removal], [arrived(edited(own, 2_000))]);
    expect(row(state)).toMatchObject({ content: '', deletedAt: 60, pendingChange: 'delete' });
  });

  test('is over when the service says that the message is deleted', () => {
    const state = fold([arrived(own), removal], [arrived(deleted(own, 2_000))]);
    expect(row(state)).toMatchObject({ deletedAt: 2_000 });
    expect(row(state)).not.toHaveProperty('pendingChange');
  });

  test('that is refused brings the message back', () => {
    const state = fold([arrived(own), removal], [failed('removal')]);
    expect(row(state)).toMatchObject({ content: 'Message 2', failedChange: { kind: 'delete' } });
    expect(row(state)).not.toHaveProperty('deletedAt');
  });

  test('hides all copies of the message, so that none takes its place', () => {
    const twin = { senderId: me, clientMessageId: 'c', content: 'twice' };
    const both = ['1002', '1003'].map((messageId): ChatEvent => ({ ...removal, messageId }));
    let state = fold([arrived(message(2, twin)), arrived(message(3, twin))], both);
    expect(threadOf(state).messageKeys).toEqual(['1002']);
    state = applyBatch(state, [arrived(deleted(message(2, twin), 2_000))]);
    const [key] = threadOf(state).messageKeys;
    expect(threadOf(state).messageKeys).toHaveLength(1);
    expect(threadOf(state).rows.get(key ?? '')).toMatchObject({ content: '', deletedAt: 2_000 });
  });
});

test('a deleted message stays deleted under an edit that was made before or after', () => {
  const tombstone = arrived(deleted(own, 2_000));
  for (const events of [
    [arrived(own), edit('new'), tombstone],
    [tombstone, edit('new')],
    [edit('new'), tombstone],
  ]) {
    const all = [...events, arrived(own)];
    expect(row(fold(...all.map((event) => [event])))).toMatchObject({
      content: '',
      deletedAt: 2_000,
    });
  }
});

test('changes of more than 500 messages forget the first ones', () => {
  const many = Array.from({ length: 501 }, (_, index): ChatEvent => ({
    type: 'change-added',
    threadId,
    messageId: String(1_001 + index),
    change: { changeId: String(index), kind: 'edit', content: 'new', createdAt: 1 },
  }));
  const state = fold([arrived(message(1)), arrived(own)], many);
  expect(threadOf(state).rows.get('1001')?.content).toBe('Message 1');
  expect(row(state)?.content).toBe('new');
  expect(threadOf(state).index.changes.size).toBe(500);
});
