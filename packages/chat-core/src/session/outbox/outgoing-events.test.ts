import { describe, expect, test } from 'vitest';
import { outgoing } from '../../test-support/outbox-stage.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import { outgoingEvents, toOutgoing, type OutgoingView } from './outgoing-events.ts';

function viewOf(fields: Partial<OutboxRecord> = {}): OutgoingView {
  const start = { ordinal: 1, state: 'queued', attempts: 0, mustBeFound: false } as const;
  return { record: { ...outgoing('mine'), ...start, stateSince: 0, ...fields } };
}

const queued = viewOf();
const obstacle = { waitsFor: 'rate-limit', retryAt: 9 } as const;
const failure = { code: 'forbidden', message: 'No.', retryable: true };
const place = { threadId: 't', clientMessageId: 'mine' };
const added = { type: 'outgoing-added', outgoing: toOutgoing(queued.record) };
const removed = { type: 'outgoing-removed', ...place };
const changed = (fields: object): object => ({ type: 'outgoing-changed', ...place, ...fields });

describe('what is handed out when an outgoing message', () => {
  test.each<[string, OutgoingView | undefined, OutgoingView | undefined, object[]]>([
    ['is new', undefined, queued, [added]],
    [
      'is found on its way',
      undefined,
      viewOf({ state: 'checking' }),
      [added, changed({ sendState: 'checking' })],
    ],
    [
      'is found as failed',
      undefined,
      viewOf({ state: 'failed', failure }),
      [added, changed({ sendState: 'failed', failure })],
    ],
    ['was sent before anybody saw it', undefined, viewOf({ state: 'sent', id: '1' }), []],
    ['was taken back before anybody saw it', undefined, viewOf({ state: 'cancelled' }), []],
    ['stays as it is', queued, viewOf(), []],
    [
      'has to wait',
      queued,
      { ...queued, obstacle },
      [changed({ sendState: 'queued', ...obstacle })],
    ],
    ['need not wait any more', { ...queued, obstacle }, queued, [changed({ sendState: 'queued' })]],
    [
      'is sent',
      viewOf({ state: 'sending' }),
      viewOf({ state: 'sent', id: '1' }),
      [changed({ sendState: 'sent', id: '1' })],
    ],
    [
      'is written anew',
      queued,
      viewOf({ content: 'better' }),
      [
        {
          type: 'outgoing-edited',
          ...place,
          content: 'better',
          metadata: queued.record.metadata,
        },
      ],
    ],
    ['is taken back while it waits', queued, viewOf({ state: 'cancelled' }), [removed]],
    [
      'is taken back on its way',
      viewOf({ state: 'sending' }),
      viewOf({ state: 'sending', isTakenBack: true }),
      [removed],
    ],
    [
      'is found after it was taken back',
      viewOf({ state: 'sending', isTakenBack: true }),
      viewOf({ state: 'sent', id: '1', isTakenBack: true }),
      [],
    ],
    ['is gone', queued, undefined, [removed]],
    ['was sent and is forgotten', viewOf({ state: 'sent', id: '1' }), undefined, []],
  ])('%s', (_name, before, after, events) => {
    expect(outgoingEvents(before, after)).toEqual(events);
  });

  test('carries nothing of the outbox’s own book-keeping', () => {
    expect(toOutgoing(viewOf({ senderDisplayName: 'Ada' }).record)).toEqual({
      ...outgoing('mine'),
      senderDisplayName: 'Ada',
      ordinal: 1,
    });
  });
});
