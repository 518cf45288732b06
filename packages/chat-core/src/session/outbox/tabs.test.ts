import { describe, expect, test } from 'vitest';
import { createOutboxStage, openTwoTabs, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

describe('two tabs of one user', () => {
  test('send through the one that leads, and both show and settle what becomes of it', async () => {
    const { leader, follower, sent, clock } = await openTwoTabs();
    const settled = follower.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    expect(sent()).toHaveLength(1);
    expect(leader.events[0]).toMatchObject({ type: 'outgoing-added' });
    expect(follower.states('mine')).toEqual(['sending']);
    sent()[0]?.accept();
    expect(await settled).toBe('101');
    expect(leader.states('mine')).toEqual(['sending', 'sent']);
    expect(follower.states('mine')).toEqual(['sending', 'sent']);
  });

  test('both say that there is no network, and that there is one again', async () => {
    const { leader, follower, world, clock } = await openTwoTabs();
    world.isOnline = false;
    void follower.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    for (const { last } of [leader, follower])
      expect(last('mine')).toMatchObject({ sendState: 'queued', waitsFor: 'network' });
    world.isOnline = true;
    follower.outbox.resume();
    expect(follower.last('mine')).not.toHaveProperty('waitsFor');
  });

  test('show a failure in both, and either sends again', async () => {
    const { leader, follower, sent, clock } = await openTwoTabs();
    const settled = follower.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.refuse(refusal(403));
    await expect(settled).rejects.toMatchObject({ code: 'forbidden' });
    expect(leader.last('mine')).toMatchObject({ sendState: 'failed' });
    const again = follower.outbox.retry('mine');
    await clock.settle();
    sent()[1]?.accept();
    expect(await again).toBe('101');
  });

  test('that write at the same moment send in one order, which both show', async () => {
    const { leader, follower, sent, clock } = await openTwoTabs();
    void follower.outbox.enqueue(outgoing('b'));
    void leader.outbox.enqueue(outgoing('a'));
    void follower.outbox.enqueue(outgoing('c'));
    await clock.settle();
    for (let index = 0; index < 3; index += 1) {
      sent()[index]?.accept();
      await clock.settle();
    }
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(['a', 'b', 'c']);
    const orderIn = (tab: typeof leader): string[] =>
      tab.events
        .flatMap((event) => (event.type === 'outgoing-added' ? [event.outgoing] : []))
        .toSorted((one, two) =>
          one.ordinal === two.ordinal
            ? one.clientMessageId.localeCompare(two.clientMessageId)
            : one.ordinal - two.ordinal,
        )
        .map((message) => message.clientMessageId);
    expect(orderIn(leader)).toEqual(['a', 'b', 'c']);
    expect(orderIn(follower)).toEqual(['a', 'b', 'c']);
  });

  test('send in the order of typing also when the one that leads hears late of what was typed first', async () => {
    const { leader, follower, world, sent, clock } = await openTwoTabs();
    world.isOnline = false;
    world.losesPokes = true;
    void follower.outbox.enqueue(outgoing('first'));
    await clock.advance(1_000);
    void leader.outbox.enqueue(outgoing('second'));
    await clock.settle();
    await leader.outbox.refresh();
    world.isOnline = true;
    leader.outbox.resume();
    await clock.settle();
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(['first']);
    sent()[0]?.accept();
    await clock.settle();
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(['first', 'second']);
  });

  test('find what nobody told them of within ten seconds', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    world.losesPokes = true;
    await openTab({ wrap: (database) => ({ ...database, isPersisted: true }) });
    const other = await openTab({ leads: false });
    void other.outbox.enqueue(outgoing('mine'));
    await clock.advance(9_000);
    expect(sent()).toEqual([]);
    await clock.advance(1_100);
    expect(sent()).toHaveLength(1);
  });

  test('lose nothing when the one that leads ends: the other looks for what had left and sends the rest', async () => {
    const { leader, follower, sent, clock, chat } = await openTwoTabs();
    chat.isIdempotent = false;
    const first = follower.outbox.enqueue(outgoing('first'));
    void follower.outbox.enqueue(outgoing('second'));
    await clock.settle();
    sent()[0]?.commit();
    leader.outbox.dispose();
    follower.outbox.lead();
    await clock.advance(1_000);
    expect(await first).toBe('101');
    expect(sent()[1]?.message?.clientMessageId).toBe('second');
    expect(chat.messages).toHaveLength(1);
  });

  test('do not both send when the one that leads loses its place in the middle of a request', async () => {
    const { leader, follower, sent, clock, chat } = await openTwoTabs();
    chat.isIdempotent = false;
    void leader.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    leader.outbox.follow();
    follower.outbox.lead();
    await clock.advance(5_000);
    sent()[0]?.accept();
    await clock.advance(60_000);
    expect(sent()).toHaveLength(1);
    expect(follower.last('mine')).toMatchObject({ sendState: 'sent', id: '101' });
    expect(leader.last('mine')).toMatchObject({ sendState: 'sent', id: '101' });
  });

  test.each([[true], [false]])(
    'store a message once when both believe that they lead (a service that knows repetitions: %s)',
    async (isIdempotent) => {
      const { openTab, sent, clock, chat } = createOutboxStage();
      chat.isIdempotent = isIdempotent;
      const tabs = [await openTab(), await openTab()] as const;
      const settled = tabs[0].outbox.enqueue(outgoing('mine'));
      await clock.advance(15_000);
      for (const request of sent()) request.accept();
      expect(await settled).toBe('101');
      await clock.advance(60_000);
      expect(chat.messages).toHaveLength(1);
      for (const tab of tabs) expect(tab.last('mine')).toMatchObject({ sendState: 'sent' });
    },
  );

  test('take a late refusal of an earlier attempt for nothing', async () => {
    const { leader, follower, sent, clock, chat } = await openTwoTabs();
    chat.isIdempotent = true;
    const settled = leader.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    leader.outbox.follow();
    follower.outbox.lead();
    await clock.advance(1_000);
    expect(sent()).toHaveLength(2);
    sent()[0]?.refuse(refusal(403));
    sent()[1]?.accept();
    expect(await settled).toBe('101');
  });

  test('take a refusal for nothing when both lead and the other has tried again since', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const tab = await openTab();
    await openTab();
    const settled = tab.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    expect(sent()).toHaveLength(2);
    sent()[0]?.refuse(refusal(403));
    await clock.settle();
    expect(tab.last('mine')).toMatchObject({ sendState: 'sending' });
    sent()[1]?.accept();
    expect(await settled).toBe('101');
    expect(tab.states('mine')).toEqual(['sending', 'sent']);
  });

  test('know that a message is sent when either hears of it', async () => {
    const { leader, follower, sent, clock } = await openTwoTabs();
    const settled = leader.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    follower.outbox.observe(sent()[0]!.commit());
    expect(await settled).toBe('101');
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(60_000);
    expect(sent()).toHaveLength(1);
  });

  test('take a message back from either', async () => {
    const { leader, follower, sent, clock, world } = await openTwoTabs();
    world.isOnline = false;
    const settled = leader.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    expect(follower.outbox.discard('mine')).toBe(true);
    await expect(settled).rejects.toMatchObject({ code: 'discarded' });
    expect(leader.last('mine')).toMatchObject({ type: 'outgoing-removed' });
    world.isOnline = true;
    leader.outbox.resume();
    await clock.advance(60_000);
    expect(sent()).toEqual([]);
  });

  test('carry out an edit that one of them asks for', async () => {
    const { leader, follower, sent, clock } = await openTwoTabs();
    void leader.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    const view = sent()[0]!.accept();
    await clock.settle();
    const edited = follower.outbox.edit('t', view.id, { content: 'better' });
    await clock.settle();
    leader.outbox.observe(sent('edit')[0]!.accept());
    await edited;
    await clock.settle();
    for (const tab of [leader, follower])
      expect(tab.events.map(({ type }) => type).slice(-2)).toEqual([
        'change-added',
        'change-removed',
      ]);
  });
});

describe('a tab that slept', () => {
  test('learns what became of its message', async () => {
    const { leader, follower, sent, clock, world } = await openTwoTabs();
    const settled = follower.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    world.losesPokes = true;
    sent()[0]?.accept();
    await clock.advance(5_000);
    expect(follower.last('mine')).toMatchObject({ sendState: 'sending' });
    expect(leader.last('mine')).toMatchObject({ sendState: 'sent' });
    await follower.outbox.refresh();
    expect(await settled).toBe('101');
  });

  test.each([
    ['sent when the service has it', true],
    ['taken back when it has not', false],
  ])('takes a message that nobody remembers for %s', async (_outcome, isThere) => {
    const { leader, follower, sent, clock, stored, world, chat } = await openTwoTabs({
      sentMemoryMs: 1_000,
      outboxScanMs: 3_600_000,
    });
    const settled = follower.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    world.losesPokes = true;
    if (isThere) sent()[0]?.accept();
    else sent()[0]?.refuse(refusal(403));
    await clock.settle();
    if (!isThere) leader.outbox.discard('mine');
    await clock.advance(2_000);
    await leader.outbox.refresh();
    await clock.settle();
    expect(stored('mine')).toBeUndefined();
    await follower.outbox.refresh();
    await clock.settle();
    expect(chat.reads.find).toBe(1);
    if (isThere) expect(await settled).toBe('101');
    else await expect(settled).rejects.toMatchObject({ code: 'discarded' });
    expect(follower.last('mine')).toMatchObject(
      isThere ? { sendState: 'sent', id: '101' } : { type: 'outgoing-removed' },
    );
  });
});

test('of what is dealt with, the latest 200 are remembered for an hour', async () => {
  const { openTab, sent, clock, stored } = createOutboxStage();
  const { outbox } = await openTab();
  for (let index = 0; index < 205; index += 1) {
    void outbox.enqueue(outgoing(`m${index}`));
    await clock.settle();
    sent()[index]?.accept();
    await clock.advance(1);
  }
  await outbox.refresh();
  await clock.settle();
  expect(stored('m4')).toBeUndefined();
  expect(stored('m5')?.state).toBe('sent');
  await clock.advance(3_600_000);
  await outbox.refresh();
  await clock.settle();
  expect(stored('m204')).toBeUndefined();
});
