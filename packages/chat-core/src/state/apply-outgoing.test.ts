import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import {
  arrived,
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

const added = outgoing('mine', 1);
const own = { senderId: me, clientMessageId: 'mine', content: 'mine' };
const echo = arrived(message(2, own));
const acknowledged = sent('mine', '1002');
const failure = { code: 'network', message: 'No answer.', retryable: true };
const changed = (fields: object): ChatEvent => ({
  type: 'outgoing-changed',
  threadId,
  clientMessageId: 'mine',
  sendState: 'queued',
  ...fields,
});
const removed: ChatEvent = { type: 'outgoing-removed', threadId, clientMessageId: 'mine' };

describe('messages of this user', () => {
  test.each([
    ['the echo comes first', [echo, acknowledged]],
    ['the answer comes first', [acknowledged, echo]],
    ['the echo comes twice', [echo, acknowledged, echo]],
    ['the answer comes twice', [acknowledged, acknowledged, echo]],
  ])('keep one row, its key and the key array when %s', (_name, events) => {
    let state = fold([arrived(message(1)), added]);
    const keys = threadOf(state).messageKeys;
    expect(keys).toEqual(['1001', 'mine']);
    for (const event of events) {
      state = applyBatch(state, [event]);
      expect(threadOf(state).messageKeys).toBe(keys);
    }
    expect(threadOf(state).rows.get('mine')).toMatchObject({ id: '1002', sendState: 'sent' });
    expect(threadOf(state).rows.size).toBe(2);
  });

  test('are left to paging when they turn out to be stored above what is loaded', () => {
    const page = [message(9), message(8)];
    const state = fold([added, listed(page, { joined: false })], [sent('mine', '1002')]);
    expect(shown(state)).toEqual(['Message 8', 'Message 9']);
    const older = [message(7), message(2, own)];
    const paged = applyBatch(state, [listed(older, { position: 'older', olderCursor: null })]);
    expect(shown(paged)).toEqual(['mine', 'Message 7', 'Message 8', 'Message 9']);
  });

  test('are left to paging when an event shows that they stand above what is loaded', () => {
    const ownFields = { senderId: me, clientMessageId: 'mine', content: 'mine' };
    const shownElsewhere = arrived(message(1, ownFields));
    const page = listed([message(9), message(8)], { joined: false });
    expect(shown(fold([outgoing('mine', 1), page, shownElsewhere]))).toEqual([
      'Message 8',
      'Message 9',
    ]);
    expect(shown(fold([outgoing('mine', 1), page], [shownElsewhere]))).toEqual([
      'Message 8',
      'Message 9',
    ]);
  });

  test('keep one row when the echo has lost its metadata, and keep their client message id', () => {
    const { clientMessageId: _lost, ...bare } = message(2, own);
    const state = fold([added], [arrived(bare)], [acknowledged]);
    expect(threadOf(state).messageKeys).toEqual(['mine']);
    expect(threadOf(state).rows.size).toBe(1);
    const after = applyBatch(state, [arrived({ ...bare, version: '2000', content: 'new' })]);
    expect(threadOf(after).rows.get('mine')).toMatchObject({
      content: 'new',
      clientMessageId: 'mine',
    });
  });

  test('have one row when the echo is there before they are told to be on their way', () => {
    const state = fold([echo], [added, changed({ sendState: 'sending' })], [acknowledged]);
    expect(shown(state)).toEqual(['mine']);
    expect(threadOf(state).rows.get('1002')?.sendState).toBe('sent');
  });

  test("take the service's time once it has said it", () => {
    const state = fold([added], [acknowledged]);
    expect(threadOf(state).rows.get('mine')?.createdAt).toBe(5);
    expect(threadOf(applyBatch(state, [echo])).rows.get('mine')?.createdAt).toBe(1_002);
  });

  test('that are not sent yet stand last, in the order of the outbox, then of their ids', () => {
    const state = fold(
      [outgoing('c', 2), outgoing('b', 1)],
      [outgoing('a', 2)],
      [arrived(message(9))],
    );
    expect(shown(state)).toEqual(['Message 9', 'b', 'a', 'c']);
  });

  test('say why they wait, and until when, and forget it when they go on', () => {
    const waits = changed({ waitsFor: 'rate-limit', retryAt: 99 });
    const waiting = fold([added], [waits]);
    expect(threadOf(waiting).rows.get('mine')).toMatchObject({
      waitsFor: 'rate-limit',
      retryAt: 99,
    });
    const going = applyBatch(waiting, [changed({ sendState: 'sending' })]);
    const row = threadOf(going).rows.get('mine');
    expect(row).not.toHaveProperty('waitsFor');
    expect(row).not.toHaveProperty('retryAt');
    expect(row?.sendState).toBe('sending');
  });

  test('are the same when they are told again', () => {
    const state = fold([added], [changed({ sendState: 'failed', failure })]);
    const row = threadOf(state).rows.get('mine');
    const again = applyBatch(state, [added]);
    expect(threadOf(again).rows.get('mine')).toBe(row);
    expect(row).toMatchObject({ sendState: 'failed', failure });
  });

  test('can be changed and taken back until they are sent', () => {
    const edit: ChatEvent = {
      type: 'outgoing-edited',
      threadId,
      clientMessageId: 'mine',
      content: 'changed',
      metadata: {},
    };
    expect(shown(fold([added], [edit]))).toEqual(['changed']);
    expect(shown(fold([added], [removed]))).toEqual([]);
    expect(shown(fold([added], [echo], [edit, removed]))).toEqual(['mine']);
  });

  test('never go back from sent to failed', () => {
    const failed = changed({ sendState: 'failed', failure });
    const state = fold([added], [echo], [failed]);
    expect(threadOf(state).rows.get('mine')?.sendState).toBe('sent');
    expect(threadOf(state).rows.get('mine')).not.toHaveProperty('failure');
  });

  test('are not taken over by somebody else who copies their client message id', () => {
    const copy = arrived(message(2, { clientMessageId: 'mine', content: 'copied' }));
    const state = fold([added], [copy]);
    expect(shown(state)).toEqual(['copied', 'mine']);
    expect(threadOf(state).rows.get('mine')?.sendState).toBe('queued');
    const bound = applyBatch(state, [arrived(message(3, own))]);
    expect(threadOf(bound).messageKeys).toEqual(['1002', 'mine']);
  });

  test('are shown no older than the message above, even if the local clock is slow', () => {
    const state = fold([arrived(message(1))], [added]);
    expect(threadOf(state).rows.get('mine')?.createdAt).toBe(1_001);
  });
});
