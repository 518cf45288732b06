import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

async function openWithOne() {
  const stage = createOutboxStage();
  const tab = await stage.openTab();
  const settled = tab.outbox.enqueue(outgoing('mine'));
  await stage.clock.settle();
  return { ...stage, ...tab, settled };
}

describe('a message that the service shows', () => {
  test('is sent, whatever the request says later', async () => {
    const { outbox, sent, clock, settled, states } = await openWithOne();
    outbox.observe(sent()[0]!.commit());
    expect(states('mine')).toEqual(['sending', 'sent']);
    expect(await settled).toBe('101');
    sent()[0]?.refuse(refusal(403));
    await clock.advance(60_000);
    expect(states('mine')).toEqual(['sending', 'sent']);
    expect(sent()).toHaveLength(1);
  });

  test('is sent once, when the answer comes first and when the service shows it ten times', async () => {
    const { outbox, sent, clock, states } = await openWithOne();
    const view = sent()[0]!.accept();
    await clock.settle();
    for (let count = 0; count < 10; count += 1) outbox.observe(view);
    await clock.settle();
    expect(states('mine')).toEqual(['sending', 'sent']);
  });

  test('lets the next one go, although its own request has no answer yet', async () => {
    const { outbox, sent, clock } = await openWithOne();
    void outbox.enqueue(outgoing('second'));
    outbox.observe(sent()[0]!.commit());
    await clock.settle();
    expect(sent()[1]?.message?.clientMessageId).toBe('second');
  });

  test('is sent when it is shown while it is looked for', async () => {
    const { outbox, sent, clock, settled, chat } = await openWithOne();
    chat.isIdempotent = false;
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(200);
    outbox.observe(sent()[0]!.commit());
    expect(await settled).toBe('101');
    await clock.advance(60_000);
    expect(sent()).toHaveLength(1);
  });

  test('is sent also when it was given up before', async () => {
    const { outbox, sent, clock, last } = await openWithOne();
    const view = sent()[0]!.commit();
    sent()[0]?.refuse(refusal(403));
    await clock.settle();
    expect(last('mine')).toMatchObject({ sendState: 'failed' });
    outbox.observe(view);
    expect(last('mine')).toMatchObject({ sendState: 'sent', id: '101' });
  });

  test('before a tab has read that it is on its way is not sent again by that tab, although it was deleted meanwhile', async () => {
    const { openTab, world, chat, sent, stored, clock } = createOutboxStage();
    world.losesPokes = true;
    const first = await openTab();
    const second = await openTab({ leads: false });
    void first.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    const view = sent()[0]!.commit();
    second.outbox.observe(view);
    first.outbox.dispose();
    chat.remove(view.id);
    second.outbox.lead();
    await clock.advance(60_000);
    expect(sent()).toHaveLength(1);
    expect(stored('mine')).toMatchObject({ state: 'sent', id: view.id });
  });

  test('means nothing when somebody else has copied its id', async () => {
    const { outbox, sent, clock, states, settled } = await openWithOne();
    outbox.observe({ ...sent()[0]!.commit(), senderId: '8:acs:res_eve' });
    expect(states('mine')).toEqual(['sending']);
    sent()[0]?.accept();
    await clock.settle();
    await settled;
    expect(states('mine')).toEqual(['sending', 'sent']);
  });

  test('means nothing when its id was copied into another thread', async () => {
    const { outbox, sent, states } = await openWithOne();
    outbox.observe({ ...sent()[0]!.commit(), threadId: 'elsewhere' });
    expect(states('mine')).toEqual(['sending']);
  });
});
