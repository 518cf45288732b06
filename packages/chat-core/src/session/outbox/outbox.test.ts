import { describe, expect, test } from 'vitest';
import { ChatClientError } from '../errors.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import type { ChatEvent, OutgoingMessage } from './chat-event.ts';
import { createGate, type Gate } from './gate.ts';
import { createOutbox } from './outbox.ts';

function message(clientMessageId: string, ordinal = 1, threadId = 't'): OutgoingMessage {
  const metadata = { 'confab.clientMessageId': clientMessageId };
  const content = clientMessageId;
  return { clientMessageId, threadId, kind: 'text', content, metadata, ordinal, createdAt: 0 };
}

function refusal(statusCode: number, retryAfterMs?: number): ChatClientError {
  return new ChatClientError({
    code: 'unexpected-status',
    operation: 'sendMessage',
    message: 'refused',
    statusCode,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

const lostAnswer = (): ChatClientError =>
  new ChatClientError({
    code: 'network',
    operation: 'sendMessage',
    message: 'The answer was lost.',
  });

/** An outbox whose requests the test answers one by one. */
function createBench(world: { isIdempotent?: boolean; isOnline?: boolean } = {}) {
  const clock = createManualClock();
  const events: ChatEvent[] = [];
  const requests: { message: OutgoingMessage; answer: Gate<string> }[] = [];
  const stored = new Map<string, string>();
  const outbox = createOutbox({
    clock,
    random: () => 1,
    emit: (event) => events.push(event),
    deliver(sent) {
      const answer = createGate<string>();
      requests.push({ message: sent, answer });
      return answer.promise;
    },
    findDelivered: async ({ clientMessageId }) => stored.get(clientMessageId),
    isOnline: () => world.isOnline ?? true,
    isIdempotent: () => world.isIdempotent ?? true,
  });
  const states = (clientMessageId: string): string[] =>
    events.flatMap((event) =>
      event.type === 'outgoing-changed' && event.clientMessageId === clientMessageId
        ? [event.sendState]
        : [],
    );
  return { clock, events, requests, stored, outbox, states };
}

describe('the outbox', () => {
  test('sends one message of a thread at a time, in the order in which they were typed', async () => {
    const { outbox, requests, clock } = createBench();
    const first = outbox.enqueue(message('first', 1));
    const second = outbox.enqueue(message('second', 2));
    await clock.settle();
    expect(requests).toHaveLength(1);
    requests[0]?.answer.open('101');
    expect(await first).toBe('101');
    await clock.settle();
    expect(requests.map((request) => request.message.clientMessageId)).toEqual(['first', 'second']);
    requests[1]?.answer.open('102');
    expect(await second).toBe('102');
  });

  test('does not let one thread wait for another', async () => {
    const { outbox, requests, clock } = createBench();
    void outbox.enqueue(message('here', 1, 'one'));
    void outbox.enqueue(message('there', 2, 'two'));
    await clock.settle();
    expect(requests).toHaveLength(2);
  });

  test('repeats a lost attempt with the same id where the service stores it once', async () => {
    const { outbox, requests, clock, states } = createBench();
    const settled = outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(lostAnswer());
    await clock.advance(1_000);
    expect(requests.map((request) => request.message.clientMessageId)).toEqual(['mine', 'mine']);
    requests[1]?.answer.open('101');
    expect(await settled).toBe('101');
    expect(states('mine')).toEqual(['sending', 'sending', 'sent']);
  });

  test('looks for a lost attempt in the thread before it sends again elsewhere, and waits until it must be dead', async () => {
    const { outbox, requests, clock, stored } = createBench({ isIdempotent: false });
    const settled = outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(lostAnswer());
    await clock.advance(20_000);
    expect(requests).toHaveLength(1);
    stored.set('mine', '101');
    await clock.advance(60_000);
    expect(await settled).toBe('101');
    expect(requests).toHaveLength(1);
  });

  test('sends again when a lost attempt is dead and was never stored', async () => {
    const { outbox, requests, clock } = createBench({ isIdempotent: false });
    void outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(lostAnswer());
    await clock.advance(24_000);
    expect(requests).toHaveLength(1);
    await clock.advance(60_000);
    expect(requests).toHaveLength(2);
  });

  test('looks before it sends again when the lost attempt left before the service was known to store it once', async () => {
    const service = { isIdempotent: false };
    const { outbox, requests, clock, stored } = createBench(service);
    const settled = outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(lostAnswer());
    service.isIdempotent = true;
    stored.set('mine', '101');
    await clock.advance(60_000);
    expect(requests).toHaveLength(1);
    expect(await settled).toBe('101');
  });

  test('tells that it checks the delivery after ten seconds, never that it failed', async () => {
    const { outbox, requests, clock, states } = createBench({ isIdempotent: false });
    void outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(lostAnswer());
    await clock.advance(16_000);
    expect(states('mine')).toContain('checking');
    expect(states('mine')).not.toContain('failed');
  });

  test('takes a message that is seen in the thread for sent, whatever the request says', async () => {
    const { outbox, requests, clock, states } = createBench();
    const settled = outbox.enqueue(message('mine'));
    outbox.acknowledge('mine', '101');
    expect(await settled).toBe('101');
    requests[0]?.answer.fail(lostAnswer());
    await clock.advance(60_000);
    expect(states('mine')).toEqual(['sending', 'sent']);
    expect(requests).toHaveLength(1);
  });

  test.each([
    [403, 'forbidden'],
    [404, 'gone'],
    [413, 'too-large'],
    [400, 'invalid'],
  ])(
    'keeps a message that was refused with %i as failed, says why, and goes on',
    async (status, code) => {
      const { outbox, requests, clock, events } = createBench();
      const settled = outbox.enqueue(message('first', 1));
      void outbox.enqueue(message('second', 2));
      requests[0]?.answer.fail(refusal(status));
      await expect(settled).rejects.toThrow('refused');
      await clock.settle();
      expect(events).toContainEqual(
        expect.objectContaining({
          sendState: 'failed',
          failure: expect.objectContaining({ code }),
        }),
      );
      expect(requests[1]?.message.clientMessageId).toBe('second');
    },
  );

  test('waits as long as the service asks when it is too fast, even if the connection comes back', async () => {
    const { outbox, requests, clock } = createBench();
    void outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(refusal(429, 7_000));
    await clock.advance(6_900);
    outbox.resume();
    await clock.settle();
    expect(requests).toHaveLength(1);
    await clock.advance(200);
    expect(requests).toHaveLength(2);
  });

  test('slows down when the service is too fast to ask again', async () => {
    const { outbox, requests, clock } = createBench();
    void outbox.enqueue(message('mine'));
    for (let count = 0; count < 8; count += 1) {
      requests.at(-1)?.answer.fail(refusal(429, 0));
      await clock.advance(900);
    }
    expect(requests.length).toBeLessThan(5);
  });

  test('keeps a message while the token is refused, and sends it when the connection is back', async () => {
    const { outbox, requests, clock, states } = createBench();
    void outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(refusal(401));
    await clock.settle();
    expect(states('mine')).toEqual(['sending', 'queued']);
    outbox.resume();
    await clock.settle();
    expect(requests).toHaveLength(2);
  });

  test('sends a failed message again, or forgets it', async () => {
    const { outbox, requests, clock, events } = createBench();
    void outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(refusal(403));
    await clock.settle();
    void outbox.retry('mine');
    await clock.settle();
    expect(requests).toHaveLength(2);
    requests[1]?.answer.fail(refusal(403));
    await clock.settle();
    expect(outbox.discard('mine')).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: 'outgoing-removed', clientMessageId: 'mine' });
    expect(outbox.retry('mine')).toBeUndefined();
  });

  test('keeps messages while there is no network, and sends them in order when it is back', async () => {
    const world = { isOnline: false };
    const { outbox, requests, clock, states } = createBench(world);
    void outbox.enqueue(message('first', 1));
    void outbox.enqueue(message('second', 2));
    await clock.advance(3_600_000);
    expect(requests).toEqual([]);
    expect(states('first')).toEqual([]);
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    requests[0]?.answer.open('101');
    await clock.settle();
    expect(requests.map((request) => request.message.clientMessageId)).toEqual(['first', 'second']);
  });

  test('lets a message be taken back while there is no network', async () => {
    const world = { isOnline: false };
    const { outbox, requests, clock } = createBench(world);
    void outbox.enqueue(message('first', 1));
    void outbox.enqueue(message('second', 2));
    await clock.settle();
    expect(outbox.discard('first')).toBe(true);
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    expect(requests.map((request) => request.message.clientMessageId)).toEqual(['second']);
  });

  test('takes back a message that waits, but not one that may have left', async () => {
    const { outbox, clock } = createBench();
    void outbox.enqueue(message('first', 1));
    const second = outbox.enqueue(message('second', 2));
    await clock.settle();
    expect(outbox.discard('first')).toBe(false);
    expect(outbox.discard('second')).toBe(true);
    await expect(second).rejects.toMatchObject({ code: 'discarded' });
  });

  test('tells of every message that was not known to be sent when it is disposed', async () => {
    const { outbox, requests, clock } = createBench({ isIdempotent: false });
    const promises = [outbox.enqueue(message('first', 1)), outbox.enqueue(message('second', 2))];
    requests[0]?.answer.fail(lostAnswer());
    await clock.settle();
    outbox.dispose();
    for (const promise of promises) {
      await expect(promise).rejects.toMatchObject({ code: 'disposed' });
    }
  });

  test('leaves no timer when it is disposed', async () => {
    const { outbox, requests, clock } = createBench();
    void outbox.enqueue(message('mine'));
    requests[0]?.answer.fail(lostAnswer());
    await clock.settle();
    outbox.dispose();
    await clock.settle();
    expect(clock.pendingTimers).toBe(0);
  });
});
