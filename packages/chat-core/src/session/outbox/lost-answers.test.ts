import { describe, expect, test } from 'vitest';
import { createOutboxStage, openWithSending, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

describe('an attempt whose answer was lost, where the service stores a repetition once', () => {
  test.each([[500], [502], [503], [504], [408], [409], [200]])(
    'is repeated with the same id after an answer of %i',
    async (status) => {
      const { openTab, sent, clock, chat } = createOutboxStage();
      const { outbox, states } = await openTab();
      const settled = outbox.enqueue(outgoing('mine'));
      await clock.settle();
      sent()[0]?.commit();
      sent()[0]?.refuse(refusal(status));
      await clock.advance(1_000);
      expect(sent().map(({ asRepeatable }) => asRepeatable)).toEqual([true, true]);
      sent()[1]?.accept();
      expect(await settled).toBe('101');
      expect(states('mine')).toEqual(['sending', 'sent']);
      expect(chat.messages).toHaveLength(1);
      expect(chat.reads.find).toBe(0);
    },
  );

  test('waits as long as a service in trouble asks', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.refuse(refusal(503, 8_000));
    await clock.advance(7_900);
    outbox.resume();
    await clock.settle();
    expect(sent()).toHaveLength(1);
    await clock.advance(1_100);
    expect(sent()).toHaveLength(2);
  });

  test('is repeated after longer and longer waits, at most a minute', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    world.random = 0.999;
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    const times: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      const startedAt = clock.now();
      sent().at(-1)?.refuse(lostAnswer());
      const before = sent().length;
      while (sent().length === before) await clock.advance(100);
      times.push(Math.round((clock.now() - startedAt) / 1_000));
    }
    expect(times).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('is repeated at once when the connection comes back', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    world.random = 0.999;
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    for (let count = 0; count < 4; count += 1) {
      sent().at(-1)?.refuse(lostAnswer());
      await clock.advance(60_000);
    }
    sent().at(-1)?.refuse(lostAnswer());
    await clock.settle();
    const before = sent().length;
    outbox.resume();
    await clock.settle();
    expect(sent()).toHaveLength(before + 1);
  });

  test('is looked for when a repetition is refused, because the refusal says nothing of the attempt before', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    const { outbox, states } = await openTab();
    const settled = outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.commit();
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(1_000);
    sent()[1]?.refuse(refusal(403));
    await clock.settle();
    expect(await settled).toBe('101');
    expect(states('mine')).not.toContain('failed');
    expect(chat.reads.find).toBe(1);
  });

  test('has failed when a repetition is refused and it is not there', async () => {
    const { sent, clock, last } = await openWithSending(true);
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(1_000);
    sent()[1]?.refuse(refusal(403));
    await clock.advance(30_000);
    expect(sent()).toHaveLength(3);
    sent()[2]?.refuse(refusal(403));
    await clock.settle();
    expect(last('mine')).toMatchObject({ sendState: 'failed', failure: { code: 'forbidden' } });
  });
});

describe('an attempt whose answer was lost, where the service stores every repetition', () => {
  test('is found in the thread, and not sent again', async () => {
    const { sent, clock, settled, chat } = await openWithSending(false);
    expect(sent()[0]?.asRepeatable).toBe(false);
    sent()[0]?.commit();
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(1_000);
    expect(await settled).toBe('101');
    expect(chat.messages).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  test('is sent again only when it cannot arrive any more and is still not there', async () => {
    const { sent, clock, chat } = await openWithSending(false);
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(24_900);
    expect(sent()).toHaveLength(1);
    expect(chat.reads.find).toBe(1);
    await clock.advance(200);
    expect(chat.reads.find).toBe(2);
    expect(sent()).toHaveLength(2);
  });

  test('is found when it arrives between the first look and the second', async () => {
    const { sent, clock, settled, chat } = await openWithSending(false);
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(20_000);
    sent()[0]?.commit();
    await clock.advance(10_000);
    expect(await settled).toBe('101');
    expect(chat.messages).toHaveLength(1);
  });

  test('is not sent again while the thread cannot be read', async () => {
    const { sent, clock, chat, states, settled } = await openWithSending(false);
    chat.readError = lostAnswer();
    sent()[0]?.commit();
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(600_000);
    expect(sent()).toHaveLength(1);
    expect(states('mine')).toEqual(['sending', 'checking']);
    chat.readError = undefined;
    await clock.advance(61_000);
    expect(await settled).toBe('101');
  });

  test('is looked for from a time of the service on, never from this device’s own time', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    chat.isIdempotent = false;
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('first'));
    await clock.settle();
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(1_000);
    expect(chat.lookedSince).toEqual([undefined]);
    outbox.observe({ ...sent()[0]!.commit(), createdAt: 500_000 });
    void outbox.enqueue(outgoing('second'));
    await clock.settle();
    sent()[1]?.refuse(lostAnswer());
    await clock.advance(1_000);
    expect(chat.lookedSince).toEqual([undefined, 500_000]);
    // The next page looks just as far back.
    outbox.dispose();
    await openTab();
    await clock.advance(1_000);
    expect(chat.lookedSince.at(-1)).toBe(500_000);
  });

  test('ends as failed when the thread is gone and nobody can tell any more', async () => {
    const { sent, clock, chat, last, settled } = await openWithSending(false);
    chat.readError = refusal(404);
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(20_000);
    expect(last('mine')).not.toMatchObject({ sendState: 'failed' });
    await clock.advance(10_000);
    await expect(settled).rejects.toMatchObject({ code: 'gone' });
    expect(last('mine')).toMatchObject({ sendState: 'failed', failure: { code: 'gone' } });
  });

  test('holds up those behind it', async () => {
    const { outbox, sent, clock } = await openWithSending(false);
    void outbox.enqueue(outgoing('second'));
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(20_000);
    expect(sent()).toHaveLength(1);
    sent()[0]?.commit();
    await clock.advance(10_000);
    expect(sent()[1]?.message?.clientMessageId).toBe('second');
  });

  test('is looked for when it left before the service was known to store it once', async () => {
    const { sent, clock, chat, settled } = await openWithSending(false);
    sent()[0]?.commit();
    sent()[0]?.refuse(lostAnswer());
    chat.isIdempotent = true;
    await clock.advance(1_000);
    expect(await settled).toBe('101');
    expect(sent()).toHaveLength(1);
  });
});

describe('a message that takes long', () => {
  test('says after ten seconds that its delivery is checked, also while the request hangs, and never that it failed', async () => {
    const { sent, clock, states } = await openWithSending(false);
    await clock.advance(9_900);
    expect(states('mine')).toEqual(['sending']);
    await clock.advance(200);
    expect(states('mine')).toEqual(['sending', 'checking']);
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(5_000);
    expect(states('mine')).toEqual(['sending', 'checking']);
  });

  test('of a page that was held up is looked for, and sent again when nothing that left late can arrive any more', async () => {
    const { sent, clock, chat } = await openWithSending(false);
    // The client has given the request up long before, unless its timers come late: then it may just have been made once more.
    await clock.advance(27_000);
    expect(chat.reads.find).toBeGreaterThan(0);
    await clock.advance(20_000);
    expect(sent()).toHaveLength(1);
    await clock.advance(7_000);
    expect(sent()).toHaveLength(2);
  });
});
