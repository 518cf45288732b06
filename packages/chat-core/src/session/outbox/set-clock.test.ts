import { describe, expect, test } from 'vitest';
import { createOutboxStage, openWithSent, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer } from '../../test-support/scripted-chat.ts';

const dayMs = 86_400_000;

async function openWithOne(isIdempotent = false) {
  const stage = createOutboxStage();
  stage.chat.isIdempotent = isIdempotent;
  const tab = await stage.openTab();
  void tab.outbox.enqueue(outgoing('mine')).catch(() => {});
  await stage.clock.settle();
  return { ...stage, ...tab };
}

describe('a time of day that is set while a message is on its way', () => {
  test.each([
    ['forward by a day', dayMs],
    ['back by a day', -dayMs],
  ])(
    '%s: it is sent again when it cannot arrive any more, no earlier and no later',
    async (_way, ms) => {
      const { clock, sent } = await openWithOne();
      await clock.advance(5_000);
      clock.jump(ms);
      sent()[0]?.refuse(lostAnswer());
      await clock.advance(19_500);
      expect(sent()).toHaveLength(1);
      await clock.advance(1_000);
      expect(sent()).toHaveLength(2);
    },
  );

  test('forward: it is not sent again early when this tab loses the place to send and gets it back', async () => {
    const { clock, sent, outbox } = await openWithOne();
    outbox.follow();
    clock.jump(dayMs);
    outbox.lead();
    await clock.advance(24_000);
    expect(sent()).toHaveLength(1);
    await clock.advance(2_000);
    expect(sent()).toHaveLength(2);
  });

  test('forward: it does not count as tried for a whole day', async () => {
    const { clock, sent, states } = await openWithOne(true);
    sent()[0]?.refuse(lostAnswer());
    clock.jump(dayMs);
    await clock.advance(1_000);
    expect(sent()).toHaveLength(2);
    sent()[1]?.accept();
    await clock.settle();
    expect(states('mine')).toEqual(['sending', 'sent']);
  });

  test('by the page before: it is waited for as long as usual from when this page sees it', async () => {
    const { clock, sent, outbox, openTab } = await openWithOne();
    outbox.dispose();
    clock.jump(-dayMs);
    await openTab();
    await clock.advance(10_000);
    clock.jump(2 * dayMs);
    await clock.advance(14_000);
    expect(sent()).toHaveLength(1);
    await clock.advance(2_000);
    expect(sent()).toHaveLength(2);
  });
});

describe('a time of day that is set while an edit is on its way', () => {
  test('forward: a later edit still waits while a try of it may arrive', async () => {
    const { outbox, id, sent, clock } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.advance(16_000);
    sent('edit')[0]?.accept();
    await clock.settle();
    clock.jump(dayMs);
    void outbox.edit('t', id, { content: 'third' });
    await clock.advance(24_000);
    expect(sent('edit')).toHaveLength(1);
    await clock.advance(2_000);
    expect(sent('edit')).toHaveLength(2);
  });

  test('forward: it does not count as tried for a whole day', async () => {
    const { outbox, id, sent, clock, changes } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' }).catch(() => {});
    await clock.settle();
    clock.jump(dayMs);
    sent('edit')[0]?.refuse(lostAnswer());
    await clock.advance(5_000);
    expect(sent('edit')).toHaveLength(2);
    expect(changes()).toEqual(['change-added']);
  });
});
