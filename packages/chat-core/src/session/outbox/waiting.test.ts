import { describe, expect, test } from 'vitest';
import { ChatClientError } from '../../errors.ts';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

async function openWithTwo() {
  const stage = createOutboxStage();
  const tab = await stage.openTab();
  const settled = tab.outbox.enqueue(outgoing('first'));
  void tab.outbox.enqueue(outgoing('second'));
  await stage.clock.settle();
  return { ...stage, ...tab, settled };
}

describe('a service that asks to be slower', () => {
  test('is not asked again in this thread before the time that it names, even if the connection comes back', async () => {
    const { outbox, sent, clock, last } = await openWithTwo();
    sent()[0]?.refuse(refusal(429, 7_000));
    await clock.settle();
    expect(last('first')).toMatchObject({
      sendState: 'queued',
      waitsFor: 'rate-limit',
      retryAt: clock.now() + 7_500,
    });
    expect(last('second')).toMatchObject({ sendState: 'queued', waitsFor: 'rate-limit' });
    await clock.advance(7_400);
    outbox.resume();
    await clock.settle();
    expect(sent()).toHaveLength(1);
    await clock.advance(200);
    expect(sent()[1]?.message?.clientMessageId).toBe('first');
    expect(last('second')).not.toHaveProperty('waitsFor');
  });

  test('holds up only the thread that it speaks of', async () => {
    const { outbox, sent, clock } = await openWithTwo();
    sent()[0]?.refuse(refusal(429, 60_000));
    await clock.settle();
    void outbox.enqueue(outgoing('elsewhere', { threadId: 'other' }));
    await clock.settle();
    expect(sent()[1]?.threadId).toBe('other');
  });

  test('also holds up edits and deletions in the thread, which it counts with the messages', async () => {
    const { outbox, sent, clock } = await openWithTwo();
    sent()[0]?.accept();
    await clock.settle();
    sent()[1]?.refuse(refusal(429, 7_000));
    await clock.settle();
    void outbox.edit('t', '101', { content: 'better' });
    await clock.advance(7_000);
    expect(sent('edit')).toEqual([]);
    await clock.advance(1_000);
    expect(sent('edit')).toHaveLength(1);
  });

  test.each([[undefined], [0]])(
    'is asked after 10, 20, 40 and then every 60 seconds when it names %s as the time',
    async (retryAfterMs) => {
      const { sent, clock } = await openWithTwo();
      const waits: number[] = [];
      for (let count = 0; count < 5; count += 1) {
        const before = sent().length;
        sent().at(-1)?.refuse(refusal(429, retryAfterMs));
        const startedAt = clock.now();
        while (sent().length === before) await clock.advance(500);
        waits.push(Math.round((clock.now() - startedAt - 500) / 1_000));
      }
      expect(waits).toEqual([10, 20, 40, 60, 60]);
    },
  );

  test('is asked after five minutes at the latest, whatever time it names', async () => {
    const { sent, clock } = await openWithTwo();
    sent()[0]?.refuse(refusal(429, 1e9));
    await clock.advance(299_000);
    expect(sent()).toHaveLength(1);
    await clock.advance(2_000);
    expect(sent()).toHaveLength(2);
  });

  test('starts at the first wait again after a success', async () => {
    const { sent, clock, last } = await openWithTwo();
    sent()[0]?.refuse(refusal(429));
    await clock.advance(11_000);
    sent()[1]?.accept();
    await clock.settle();
    sent()[2]?.refuse(refusal(429));
    await clock.settle();
    expect(last('second')).toMatchObject({ retryAt: clock.now() + 10_500 });
  });
});

describe('a token that is refused', () => {
  test('stops everything, is reported, and loses nothing: after the sign-in all goes on in order', async () => {
    const { outbox, sent, clock, last, signInErrors, settled } = await openWithTwo();
    const error = refusal(401);
    sent()[0]?.refuse(error);
    await clock.advance(3_600_000);
    expect(sent()).toHaveLength(1);
    expect(signInErrors).toEqual([error]);
    for (const key of ['first', 'second'])
      expect(last(key)).toMatchObject({ sendState: 'queued', waitsFor: 'sign-in' });
    outbox.resume();
    await clock.settle();
    sent()[1]?.accept();
    expect(await settled).toBe('101');
    await clock.settle();
    expect(sent()[2]?.message?.clientMessageId).toBe('second');
  });

  test('does not let a message expire', async () => {
    const { openTab, sent, clock } = createOutboxStage({ sendExpiryMs: 60_000 });
    const { outbox } = await openTab();
    const settled = outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.refuse(refusal(401));
    await clock.advance(120_000);
    outbox.resume();
    await clock.settle();
    sent()[1]?.refuse(refusal(401));
    await clock.settle();
    outbox.resume();
    await clock.settle();
    sent()[2]?.accept();
    expect(await settled).toBe('101');
  });
});

test('a message for which no token could be had has not left, and is sent when there is one', async () => {
  const { sent, clock, states, settled } = await openWithTwo();
  const error = { code: 'token', operation: 'sendMessage', message: 'The credential failed.' };
  sent()[0]?.refuse(new ChatClientError(error));
  await clock.advance(1_500);
  expect(states('first')).toEqual(['sending', 'queued', 'sending']);
  sent()[1]?.accept();
  expect(await settled).toBe('101');
});

describe('without a network', () => {
  test('messages wait for an hour, say so, and are sent in order when it is back', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    const { outbox, states, last } = await openTab();
    world.isOnline = false;
    const keys = ['1', '2', '3', '4', '5'];
    const all = Promise.all(keys.map((key) => outbox.enqueue(outgoing(key))));
    await clock.advance(3_600_000);
    expect(sent()).toEqual([]);
    for (const key of keys) {
      expect(last(key)).toMatchObject({ sendState: 'queued', waitsFor: 'network' });
      expect(states(key)).toHaveLength(1);
    }
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    expect(last('5')).not.toHaveProperty('waitsFor');
    for (const index of keys.keys()) {
      sent()[index]?.accept();
      await clock.settle();
    }
    expect(await all).toEqual(['101', '102', '103', '104', '105']);
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(keys);
  });

  test('a network that comes back unannounced is found', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    const { outbox } = await openTab();
    world.isOnline = false;
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    world.isOnline = true;
    await clock.advance(60_000);
    expect(sent()[0]?.message?.clientMessageId).toBe('mine');
  });

  test('a message can be taken back', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    const { outbox } = await openTab();
    world.isOnline = false;
    void outbox.enqueue(outgoing('first'));
    void outbox.enqueue(outgoing('second'));
    await clock.settle();
    expect(outbox.discard('first')).toBe(true);
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(['second']);
  });
});

test('retries stay within their budget, however many threads fail', async () => {
  const { openTab, sent, clock } = createOutboxStage({
    sendBackoff: { baseMs: 200, capMs: 200 },
    maxSendsInFlight: 100,
  });
  const { outbox } = await openTab();
  const threads = Array.from({ length: 20 }, (_, index) => `thread-${index}`);
  for (const threadId of threads) void outbox.enqueue(outgoing(threadId, { threadId }));
  await clock.settle();
  let answered = 0;
  for (let tick = 0; tick < 50; tick += 1) {
    for (const request of sent().slice(answered)) request.refuse(lostAnswer());
    answered = sent().length;
    await clock.advance(1_000);
  }
  // 20 first attempts and r retries, of which there may be 10 + 0.2 · (20 + r) in a minute.
  expect(sent().length - threads.length).toBeGreaterThan(10);
  expect(sent().length - threads.length).toBeLessThanOrEqual(18);
  const before = sent().length;
  outbox.resume(true);
  await clock.advance(200);
  expect(sent().length).toBeGreaterThan(before);
});

test('a thread that the service has asked to wait with waits also when the place was lost and won again', async () => {
  const { openTab, sent, clock } = createOutboxStage();
  const { outbox } = await openTab();
  void outbox.enqueue(outgoing('first'));
  await clock.settle();
  sent()[0]?.refuse(refusal(429, 60_000));
  await clock.settle();
  outbox.follow();
  outbox.lead();
  await clock.advance(59_000);
  expect(sent()).toHaveLength(1);
  await clock.advance(3_000);
  expect(sent()).toHaveLength(2);
});
