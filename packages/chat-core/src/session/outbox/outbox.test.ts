import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

describe('the outbox', () => {
  test('shows a message before anything else happens, and sends it once it is stored', async () => {
    const { openTab, sent, clock, stored } = createOutboxStage();
    const { outbox, events } = await openTab();
    void outbox.enqueue(outgoing('mine'));
    expect(events).toEqual([
      expect.objectContaining({
        type: 'outgoing-added',
        outgoing: expect.objectContaining({ clientMessageId: 'mine', ordinal: clock.now() }),
      }),
    ]);
    expect(sent()).toEqual([]);
    await clock.settle();
    expect(sent()).toHaveLength(1);
    expect(stored('mine')).toMatchObject({ state: 'sending', attempts: 1 });
  });

  test('sends one message of a thread at a time, in the order in which they were typed', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { outbox } = await openTab();
    const first = outbox.enqueue(outgoing('first'));
    const second = outbox.enqueue(outgoing('second'));
    await clock.settle();
    expect(sent()).toHaveLength(1);
    sent()[0]?.accept();
    expect(await first).toBe('101');
    await clock.settle();
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(['first', 'second']);
    sent()[1]?.accept();
    expect(await second).toBe('102');
  });

  test('does not let one thread wait for another, and has at most four messages on their way', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { outbox } = await openTab();
    for (const threadId of ['a', 'b', 'c', 'd', 'e'])
      void outbox.enqueue(outgoing(`to-${threadId}`, { threadId }));
    await clock.settle();
    expect(sent().map(({ threadId }) => threadId)).toEqual(['a', 'b', 'c', 'd']);
    sent()[2]?.accept();
    await clock.settle();
    expect(sent().at(-1)?.threadId).toBe('e');
  });

  test('gives every message a place behind those before it, also where the clock stands still', async () => {
    const { openTab, clock } = createOutboxStage();
    const { outbox, events } = await openTab();
    for (const key of ['a', 'b', 'c']) void outbox.enqueue(outgoing(key));
    await clock.settle();
    const ordinals = events.flatMap((event) =>
      event.type === 'outgoing-added' ? [event.outgoing.ordinal] : [],
    );
    expect(ordinals).toEqual([clock.now(), clock.now() + 1, clock.now() + 2]);
  });

  test.each([
    [403, 'forbidden'],
    [404, 'gone'],
    [413, 'too-large'],
    [400, 'invalid'],
  ])(
    'keeps a message that was refused with %i as failed, says why, and goes on',
    async (status, code) => {
      const { openTab, sent, clock } = createOutboxStage();
      const { outbox, last } = await openTab();
      const settled = outbox.enqueue(outgoing('first'));
      void outbox.enqueue(outgoing('second'));
      await clock.settle();
      sent()[0]?.refuse(refusal(status));
      await expect(settled).rejects.toMatchObject({ code, operation: 'send' });
      await clock.settle();
      expect(last('first')).toMatchObject({ sendState: 'failed', failure: { code } });
      expect(sent()[1]?.message?.clientMessageId).toBe('second');
      sent()[1]?.accept();
      await clock.advance(3_600_000);
      expect(sent()).toHaveLength(2);
    },
  );

  test('sends a failed message again in its old place, or forgets it', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { outbox, last } = await openTab();
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.refuse(refusal(403));
    await clock.settle();
    const again = outbox.retry('mine');
    expect(last('mine')).toMatchObject({ sendState: 'queued' });
    await clock.settle();
    expect(sent()).toHaveLength(2);
    sent()[1]?.refuse(refusal(403));
    await expect(again).rejects.toMatchObject({ code: 'forbidden' });
    expect(outbox.discard('mine')).toBe(true);
    expect(last('mine')).toMatchObject({ type: 'outgoing-removed' });
    await expect(outbox.retry('mine')).rejects.toMatchObject({ code: 'not-found' });
    expect(outbox.discard('mine')).toBe(false);
  });

  test('takes back a message that waits, and never sends it', async () => {
    const { openTab, sent, clock, stored } = createOutboxStage();
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('first'));
    const second = outbox.enqueue(outgoing('second'));
    await clock.settle();
    expect(outbox.discard('second')).toBe(true);
    await expect(second).rejects.toMatchObject({ code: 'discarded' });
    sent()[0]?.accept();
    await clock.settle();
    expect(sent()).toHaveLength(1);
    expect(stored('second')?.state).toBe('cancelled');
  });

  test('knows nothing of messages that it never had', async () => {
    const { openTab } = createOutboxStage();
    const { outbox } = await openTab();
    expect(outbox.discard('unknown')).toBe(false);
    await expect(outbox.retry('unknown')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('takes no more messages than it can keep, by number and by bytes with their metadata, and says so', async () => {
    const { openTab, world } = createOutboxStage({ maxOutboxItems: 2, maxOutboxBytes: 56 });
    world.isOnline = false;
    const { outbox, events } = await openTab();
    void outbox.enqueue(outgoing('a', { content: 'ßßß' }));
    expect(() => outbox.enqueue(outgoing('b', { content: '12345' }))).toThrow('Too many');
    void outbox.enqueue(outgoing('c', { content: '1234' }));
    expect(() => outbox.enqueue(outgoing('d', { content: '' }))).toThrow('Too many');
    expect(events.filter(({ type }) => type === 'outgoing-added')).toHaveLength(2);
  });

  test('tells of every message that was not known to be sent when it is disposed', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    chat.isIdempotent = false;
    const { outbox } = await openTab();
    const promises = [outbox.enqueue(outgoing('first')), outbox.enqueue(outgoing('second'))];
    await clock.settle();
    sent()[0]?.refuse(lostAnswer());
    await clock.settle();
    outbox.dispose();
    for (const promise of promises)
      await expect(promise).rejects.toMatchObject({ code: 'disposed' });
  });

  test('leaves no timer when it is disposed, and what was on its way changes nothing any more', async () => {
    const { openTab, sent, clock, chat, stored } = createOutboxStage();
    chat.isIdempotent = false;
    const { outbox, events } = await openTab();
    for (const threadId of ['a', 'b', 'c']) void outbox.enqueue(outgoing(threadId, { threadId }));
    await clock.settle();
    sent()[0]?.refuse(lostAnswer());
    sent()[1]?.refuse(refusal(429));
    await clock.settle();
    outbox.dispose();
    await clock.settle();
    const before = events.length;
    expect(clock.pendingTimers).toBe(0);
    sent()[2]?.accept();
    await clock.settle();
    expect(events).toHaveLength(before);
    expect(stored('c')?.state).toBe('sending');
    expect(clock.pendingTimers).toBe(0);
  });

  test('counts what would be lost', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { outbox } = await openTab();
    expect(outbox.unsent).toBe(0);
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    expect(outbox.unsent).toBe(1);
    const { id } = sent()[0]!.accept();
    await clock.settle();
    expect(outbox.unsent).toBe(0);
    void outbox.edit('t', id, { content: 'better' });
    await clock.settle();
    expect(outbox.unsent).toBe(1);
  });
});
