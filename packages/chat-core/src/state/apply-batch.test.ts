import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatEvent, OutgoingMessage, ServerMessage } from '../session/chat-event.ts';
import { applyBatch, createChatState } from './apply-batch.ts';
import type { ChatState, ThreadState } from './chat-state.ts';
import { countUnread, messageStatus } from './read-position.ts';

const me = '8:acs:me';
const grace = '8:acs:grace';
const threadId = '19:t@thread.v2';

function message(number: number, fields: Partial<ServerMessage> = {}): ServerMessage {
  return {
    id: String(1_000 + number),
    threadId,
    kind: 'text',
    content: `Message ${number}`,
    senderId: grace,
    createdAt: 1_000 + number,
    sequenceId: String(number),
    version: String(1_000 + number),
    ...fields,
  };
}

const arrived = (one: ServerMessage): ChatEvent => ({
  type: 'message-upserted',
  threadId,
  message: one,
});

function outgoing(clientMessageId: string, ordinal: number): OutgoingMessage {
  return {
    clientMessageId,
    threadId,
    kind: 'text',
    content: clientMessageId,
    metadata: { 'confab.clientMessageId': clientMessageId },
    ordinal,
    createdAt: 5,
  };
}

function fold(...batches: readonly (readonly ChatEvent[])[]): ChatState {
  return batches.reduce((state, batch) => applyBatch(state, batch), createChatState(me));
}

function threadOf(state: ChatState): ThreadState {
  const thread = state.threads.get(threadId);
  if (thread === undefined) throw new Error('The fold has no such thread.');
  return thread;
}

const shown = (state: ChatState): (string | undefined)[] =>
  threadOf(state).messageKeys.map((key) => threadOf(state).rows.get(key)?.content);

describe('messages from the service', () => {
  test('stand in the same order and say the same, whatever order and batches they come in, and however often', () => {
    const versions = [
      ...[1, 2, 3, 4, 5, 6].map((number) => message(number)),
      message(2, { version: '2000', editedAt: 2_000, content: 'Edited' }),
      message(2, { version: '2001', editedAt: 2_001, content: 'Edited twice' }),
      message(4, { version: '2002', deletedAt: 2_002, content: '' }),
    ];
    const expected = shown(fold(versions.map(arrived)));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...versions, ...versions], { minLength: versions.length * 2 }),
        fc.array(fc.nat({ max: 4 })),
        (order, sizes) => {
          const batches: ChatEvent[][] = [];
          for (let at = 0; at < order.length;) {
            const size = 1 + (sizes[batches.length] ?? 2);
            batches.push(order.slice(at, at + size).map(arrived));
            at += size;
          }
          expect(shown(fold(...batches))).toEqual(expected);
        },
      ),
    );
    expect(expected).toEqual([
      'Message 1',
      'Edited twice',
      'Message 3',
      '',
      'Message 5',
      'Message 6',
    ]);
  });

  test('without a sequence number stand behind the highest number with a smaller id, until it is known', () => {
    const unnumbered = message(2, { content: 'no number yet' });
    const { sequenceId: _number, ...rest } = unnumbered;
    const early = fold([arrived(message(1)), arrived(rest)]);
    expect(shown(early)).toEqual(['Message 1', 'no number yet']);
    expect(shown(applyBatch(early, [arrived(message(3)), arrived(unnumbered)]))).toEqual([
      'Message 1',
      'no number yet',
      'Message 3',
    ]);
  });

  test('leave the key array alone when one is edited', () => {
    const before = fold([1, 2, 3].map((number) => arrived(message(number))));
    const keys = threadOf(before).messageKeys;
    const other = threadOf(before).rows.get('1003');
    const edit = arrived(message(2, { version: '2000', content: 'Edited' }));
    const after = threadOf(applyBatch(before, [edit]));
    expect(after.messageKeys).toBe(keys);
    expect(after.rows.get('1003')).toBe(other);
    expect(after.rows.get('1002')?.content).toBe('Edited');
  });

  test('tell how the key array changed: appended, prepended, or otherwise', () => {
    const state = fold([arrived(message(5)), arrived(message(6))]);
    const appended = applyBatch(state, [arrived(message(7)), arrived(message(8))]);
    expect(threadOf(appended).messageKeysChange).toMatchObject({ prepended: 0, appended: 2 });
    const page: ChatEvent = {
      type: 'messages-listed',
      threadId,
      messages: [message(3), message(2), message(1)],
      position: 'older',
      joined: true,
      olderCursor: null,
    };
    const prepended = applyBatch(appended, [page]);
    expect(threadOf(prepended).messageKeysChange).toMatchObject({ prepended: 3, appended: 0 });
    const between = applyBatch(prepended, [arrived(message(4))]);
    expect(threadOf(between).messageKeysChange).toBeNull();
    expect(shown(between)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `Message ${number}`));
  });

  test('that do not meet the loaded ones replace them, because a hole must not be shown as a whole', () => {
    const state = fold([arrived(message(1)), arrived(message(2))]);
    const page: ChatEvent = {
      type: 'messages-listed',
      threadId,
      messages: [message(901), message(900)],
      position: 'newest',
      joined: false,
      olderCursor: 'older-than-900',
    };
    const after = applyBatch(state, [page]);
    expect(shown(after)).toEqual(['Message 900', 'Message 901']);
    expect(threadOf(after).olderCursor).toBe('older-than-900');
  });

  test('with odd ids and prototype names stay plain data', () => {
    const odd = message(1, { id: '__proto__', sequenceId: 'constructor', version: '' });
    const state = fold([arrived(odd), arrived(message(2))]);
    expect(shown(state)).toHaveLength(2);
    expect(({} as Record<string, unknown>)['content']).toBeUndefined();
  });
});

describe('messages of this user', () => {
  const added: ChatEvent = { type: 'outgoing-added', outgoing: outgoing('mine', 1) };
  const echo = arrived(
    message(2, { id: '1002', senderId: me, clientMessageId: 'mine', content: 'mine' }),
  );
  const acknowledged: ChatEvent = {
    type: 'outgoing-changed',
    threadId,
    clientMessageId: 'mine',
    sendState: 'sent',
    id: '1002',
  };

  test.each([
    ['the echo comes first', [echo, acknowledged]],
    ['the answer comes first', [acknowledged, echo]],
    ['the echo comes twice', [echo, acknowledged, echo]],
  ])('keep one row and its key when %s', (_name, events) => {
    let state = fold([arrived(message(1)), added]);
    expect(threadOf(state).messageKeys).toEqual(['1001', 'mine']);
    for (const event of events) {
      state = applyBatch(state, [event]);
      expect(threadOf(state).messageKeys).toEqual(['1001', 'mine']);
    }
    expect(threadOf(state).rows.get('mine')).toMatchObject({ id: '1002', sendState: 'sent' });
  });

  test('keep one row when the echo has lost its metadata', () => {
    const bare = arrived(message(2, { id: '1002', senderId: me, content: 'mine' }));
    const state = fold([added], [bare], [acknowledged]);
    expect(threadOf(state).messageKeys).toEqual(['mine']);
  });

  test('that are not sent yet stand last, in the order in which they were typed', () => {
    const second: ChatEvent = { type: 'outgoing-added', outgoing: outgoing('second', 2) };
    const state = fold([added, second], [arrived(message(9))]);
    expect(shown(state)).toEqual(['Message 9', 'mine', 'second']);
  });

  test('never go back from sent to failed', () => {
    const failed: ChatEvent = {
      type: 'outgoing-changed',
      threadId,
      clientMessageId: 'mine',
      sendState: 'failed',
      failure: { code: 'network', message: 'No answer.', retryable: true },
    };
    const state = fold([added], [echo], [failed]);
    expect(threadOf(state).rows.get('mine')?.sendState).toBe('sent');
  });

  test('are not taken over by somebody else who copies their client message id', () => {
    const copy = arrived(message(2, { clientMessageId: 'mine', content: 'copied' }));
    const state = fold([added], [copy]);
    expect(shown(state)).toEqual(['copied', 'mine']);
    expect(threadOf(state).rows.get('mine')?.sendState).toBe('queued');
  });

  test('are shown no older than the message above, even if the local clock is slow', () => {
    const state = fold([arrived(message(1))], [added]);
    expect(threadOf(state).rows.get('mine')?.createdAt).toBe(1_001);
  });
});

describe('receipts', () => {
  const receipt = (messageId: string, readAt: number): ChatEvent => ({
    type: 'receipt-received',
    threadId,
    receipt: { userId: grace, messageId, readAt },
  });
  const people: ChatEvent = {
    type: 'participants-listed',
    threadId,
    participants: [{ userId: me }, { userId: grace }],
  };

  test('never fall back', () => {
    const state = fold([receipt('1005', 50)], [receipt('1003', 60)]);
    expect(threadOf(state).receipts.get(grace)).toMatchObject({ messageId: '1005', readAt: 50 });
  });

  test('turn an own message to read only when everybody else has read it', () => {
    const own = message(2, { senderId: me });
    const status = (state: ChatState): string | undefined => {
      const row = threadOf(state).rows.get('1002');
      return row && messageStatus(threadOf(state), row, me);
    };
    const before = fold([people, arrived(own), arrived(message(1)), receipt('1001', 5)]);
    expect(status(before)).toBe('sent');
    const after = applyBatch(before, [receipt('1002', 6)]);
    expect(status(after)).toBe('read');
    const linus: ChatEvent = {
      type: 'participants-added',
      threadId,
      participants: [{ userId: '8:acs:linus' }],
    };
    expect(status(applyBatch(after, [linus]))).toBe('sent');
  });

  test('count as unread what others wrote below the own receipt, and nothing twice', () => {
    const own: ChatEvent = {
      type: 'receipt-received',
      threadId,
      receipt: { userId: me, messageId: '1001', readAt: 1 },
    };
    const state = fold([own, ...[1, 2, 3].map((number) => arrived(message(number)))]);
    expect(countUnread(threadOf(applyBatch(state, [arrived(message(3))])), me)).toBe(2);
  });
});

describe('threads', () => {
  test('are ordered by their latest activity, and keep the array while the order holds', () => {
    const state = fold([
      {
        type: 'threads-listed',
        complete: true,
        threads: [
          { id: 'a', topic: 'A', lastMessageAt: 1 },
          { id: threadId, topic: 'B', lastMessageAt: 2 },
        ],
      },
    ]);
    expect(state.threadIds).toEqual([threadId, 'a']);
    expect(applyBatch(state, [arrived(message(1))]).threadIds).toBe(state.threadIds);
  });

  test('that a complete list no longer names are gone', () => {
    const listed = (ids: readonly string[]): ChatEvent => ({
      type: 'threads-listed',
      complete: true,
      threads: ids.map((id) => ({ id })),
    });
    expect(fold([listed(['a', 'b'])], [listed(['b'])]).threadIds).toEqual(['b']);
  });
});

describe('events that overtake a list, or come too late', () => {
  const listed = (
    messages: readonly ServerMessage[],
    rest: Partial<Extract<ChatEvent, { type: 'messages-listed' }>> = {},
  ): ChatEvent => ({
    type: 'messages-listed',
    threadId,
    messages,
    position: 'newest',
    joined: true,
    olderCursor: 'older',
    ...rest,
  });

  test('an edit of a message above the loaded ones adds no row out of its place', () => {
    const edit = message(2, { version: '9000', editedAt: 9_000, content: 'Edited' });
    const removal = message(3, { version: '9001', deletedAt: 9_001, content: '' });
    const state = fold([listed([message(8), message(7)])], [arrived(edit), arrived(removal)]);
    expect(shown(state)).toEqual(['Message 7', 'Message 8']);
  });

  test('an edit of a message that belongs among the loaded ones does, and so does one at the start of the history', () => {
    const edit = message(8, { version: '9000', editedAt: 9_000, content: 'Edited' });
    expect(shown(fold([listed([message(9), message(7)])], [arrived(edit)]))).toEqual([
      'Message 7',
      'Edited',
      'Message 9',
    ]);
    const start = [listed([message(7)], { olderCursor: null })];
    expect(shown(fold(start, [arrived(message(3))]))).toEqual(['Message 3', 'Message 7']);
  });

  test('a message that is newer than a list with a gap stays', () => {
    const state = fold(
      [listed([message(1)])],
      [arrived(message(9)), listed([message(8), message(7)], { joined: false })],
    );
    expect(shown(state)).toEqual(['Message 7', 'Message 8', 'Message 9']);
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
  ])('%s does not bring a removed thread back', (_name, event) => {
    const state = fold(
      [{ type: 'thread-upserted', thread: { id: threadId, topic: 'T' } }],
      [{ type: 'thread-removed', threadId }],
      [event],
    );
    expect(state.threadIds).toEqual([]);
    expect(state.threads.size).toBe(0);
  });
});
