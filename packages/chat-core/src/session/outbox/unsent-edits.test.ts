import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

async function openWithOne(isIdempotent = true) {
  const stage = createOutboxStage();
  stage.chat.isIdempotent = isIdempotent;
  const tab = await stage.openTab();
  const settled = tab.outbox.enqueue(outgoing('mine', { content: 'draft' }));
  await stage.clock.settle();
  return { ...stage, ...tab, settled };
}

describe('editing a message that is not sent', () => {
  test('changes what is sent when it waits', async () => {
    const { outbox, sent, clock, events } = await openWithOne();
    const second = outbox.enqueue(outgoing('second', { content: 'draft' }));
    const edited = outbox.edit('t', 'second', { content: 'final', metadata: { tone: 'warm' } });
    expect(events.at(-1)).toMatchObject({
      type: 'outgoing-edited',
      clientMessageId: 'second',
      content: 'final',
      metadata: { tone: 'warm', 'confab.clientMessageId': 'second' },
    });
    sent()[0]?.accept();
    await clock.settle();
    expect(sent()[1]?.message).toMatchObject({
      content: 'final',
      metadata: { tone: 'warm', 'confab.clientMessageId': 'second' },
    });
    sent()[1]?.accept();
    expect(await second).toBe('102');
    await edited;
    expect(sent('edit')).toEqual([]);
  });

  test('never shows an older text again while a newer one is only being stored', async () => {
    const { outbox, clock, events, sent } = await openWithOne();
    void outbox.enqueue(outgoing('second', { content: 'draft' }));
    await clock.settle();
    for (const content of ['better', 'final']) void outbox.edit('t', 'second', { content });
    await clock.settle();
    const texts = events.flatMap((event) =>
      event.type === 'outgoing-edited' ? [event.content] : [],
    );
    expect(texts).toEqual(['better', 'final']);
    sent()[0]?.accept();
    await clock.settle();
    expect(sent()[1]?.message?.content).toBe('final');
  });

  test('becomes an edit once it is sent, when it was on its way', async () => {
    const { outbox, sent, clock, settled, events, stored } = await openWithOne();
    const edited = outbox.edit('t', 'mine', { content: 'final' });
    await clock.settle();
    expect(stored('mine')).toMatchObject({ content: 'final', dispatchedContent: 'draft' });
    sent()[0]?.accept();
    expect(await settled).toBe('101');
    expect(events.at(-1)).toMatchObject({
      type: 'change-added',
      messageId: '101',
      change: { kind: 'edit', content: 'final' },
    });
    await clock.settle();
    expect(sent('edit').map(({ messageId, edit }) => ({ messageId, edit }))).toEqual([
      {
        messageId: '101',
        edit: { content: 'final', metadata: { 'confab.clientMessageId': 'mine' } },
      },
    ]);
    sent('edit')[0]?.accept();
    await edited;
    expect(stored('mine')).not.toHaveProperty('dispatchedContent');
  });

  test('sends the new text when the attempt is refused for a while', async () => {
    const { outbox, sent, clock, stored } = await openWithOne();
    void outbox.edit('t', 'mine', { content: 'final' });
    await clock.settle();
    sent()[0]?.refuse(refusal(429, 1_000));
    await clock.advance(2_000);
    expect(sent()[1]?.message?.content).toBe('final');
    expect(stored('mine')).not.toHaveProperty('dispatchedContent');
  });

  test('keeps the new text with a message that is refused, and sends it when the user says so', async () => {
    const { outbox, sent, clock, settled } = await openWithOne();
    const edited = outbox.edit('t', 'mine', { content: 'final' });
    await clock.settle();
    sent()[0]?.refuse(refusal(403));
    await expect(settled).rejects.toMatchObject({ code: 'forbidden' });
    await expect(edited).rejects.toMatchObject({ code: 'forbidden' });
    await outbox.edit('t', 'mine', { content: 'better' });
    void outbox.retry('mine');
    await clock.settle();
    expect(sent()[1]?.message?.content).toBe('better');
  });

  test('repeats the old text while the old attempt may be stored, and edits then', async () => {
    const { outbox, sent, clock, chat } = await openWithOne();
    sent()[0]?.commit();
    void outbox.edit('t', 'mine', { content: 'final' });
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(1_000);
    expect(sent()[1]?.message?.content).toBe('draft');
    sent()[1]?.accept();
    await clock.settle();
    sent('edit')[0]?.accept();
    expect(chat.messages.map(({ content }) => content)).toEqual(['final']);
  });

  test('repeats the old text when the old attempt seems to be lost, in case it turns up after all, and edits then', async () => {
    const { outbox, sent, clock, chat } = await openWithOne(false);
    void outbox.edit('t', 'mine', { content: 'final' });
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(26_000);
    expect(sent()[1]?.message?.content).toBe('draft');
    sent()[1]?.accept();
    await clock.settle();
    sent('edit')[0]?.accept();
    await clock.advance(10_000);
    expect(chat.messages.map(({ content }) => content)).toEqual(['final']);
  });

  test('repeats the old text, too, when it comes after the old attempt was given up', async () => {
    const { outbox, sent, clock, chat, world } = await openWithOne(false);
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(24_000);
    world.isOnline = false;
    await clock.advance(3_000);
    void outbox.edit('t', 'mine', { content: 'final' });
    world.isOnline = true;
    outbox.resume();
    await clock.advance(60_000);
    expect(sent()[1]?.message?.content).toBe('draft');
    sent()[1]?.accept();
    await clock.settle();
    sent('edit')[0]?.accept();
    await clock.settle();
    expect(chat.messages.map(({ content }) => content)).toEqual(['final']);
  });

  test('is not forgotten when the page ends before the message is sent', async () => {
    const { openTab, outbox, sent, clock, chat } = await openWithOne(false);
    const edited = outbox.edit('t', 'mine', { content: 'final' });
    await clock.settle();
    sent()[0]?.commit();
    outbox.dispose();
    await expect(edited).rejects.toMatchObject({ code: 'disposed' });
    await openTab();
    await clock.advance(1_000);
    sent('edit')[0]?.accept();
    expect(chat.messages.map(({ content }) => content)).toEqual(['final']);
  });
});

describe('taking back a message that is on its way', () => {
  test('removes it at once, and deletes it as soon as it is known to be stored', async () => {
    const { outbox, sent, clock, settled, last, chat, stored } = await openWithOne();
    expect(outbox.discard('mine')).toBe(true);
    expect(last('mine')).toMatchObject({ type: 'outgoing-removed' });
    await expect(settled).rejects.toMatchObject({ code: 'discarded' });
    sent()[0]?.accept();
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual(['101']);
    outbox.observe(sent('remove')[0]!.accept());
    await clock.advance(10_000);
    expect(chat.messages[0]).toHaveProperty('deletedAt');
    expect(stored('mine')).not.toHaveProperty('isTakenBack');
    expect(last('mine')).toMatchObject({ type: 'outgoing-removed' });
  });

  test('hides it in the same breath in which the service shows it', async () => {
    const { outbox, sent, events } = await openWithOne();
    void outbox.remove('t', 'mine');
    await Promise.resolve();
    outbox.observe(sent()[0]!.commit());
    expect(events.at(-1)).toMatchObject({
      type: 'change-added',
      messageId: '101',
      change: { kind: 'delete' },
    });
  });

  test('looks for it when the answer was lost, and never sends it again', async () => {
    const { outbox, sent, clock, chat } = await openWithOne();
    sent()[0]?.commit();
    outbox.discard('mine');
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(60_000);
    expect(sent()).toHaveLength(1);
    sent('remove')[0]?.accept();
    expect(chat.messages[0]).toHaveProperty('deletedAt');
  });

  test('ends when it was never stored', async () => {
    const { outbox, sent, clock, stored } = await openWithOne();
    const removed = outbox.remove('t', 'mine');
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(30_000);
    await removed;
    expect(stored('mine')?.state).toBe('cancelled');
    expect(sent()).toHaveLength(1);
    expect(outbox.unsent).toBe(0);
  });

  test('deletes it even if it arrives after it was given up', async () => {
    const { outbox, sent, clock, chat } = await openWithOne(false);
    outbox.discard('mine');
    sent()[0]?.refuse(lostAnswer());
    await clock.advance(30_000);
    outbox.observe(sent()[0]!.commit());
    await clock.settle();
    sent('remove')[0]?.accept();
    expect(chat.messages[0]).toHaveProperty('deletedAt');
  });

  test('resolves when the service has deleted it', async () => {
    const { outbox, sent, clock } = await openWithOne();
    let isRemoved = false;
    const removed = outbox.remove('t', 'mine').then(() => {
      isRemoved = true;
    });
    sent()[0]?.accept();
    await clock.settle();
    expect(isRemoved).toBe(false);
    sent('remove')[0]?.accept();
    await removed;
  });

  test('is asked for twice and done once', async () => {
    const { outbox, sent, clock } = await openWithOne();
    const removals = [outbox.remove('t', 'mine'), outbox.remove('t', 'mine')];
    await clock.settle();
    expect(sent('remove')).toEqual([]);
    sent()[0]?.accept();
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual(['101']);
    sent('remove')[0]?.accept();
    await Promise.all(removals);
  });

  test('is asked for once more of one that was never stored, and asks nothing of the service', async () => {
    const { outbox, sent, clock } = await openWithOne();
    sent()[0]?.refuse(refusal(403));
    await clock.settle();
    await outbox.remove('t', 'mine');
    await outbox.remove('t', 'mine');
    await expect(outbox.edit('t', 'mine', { content: 'final' })).rejects.toMatchObject({
      code: 'discarded',
    });
    await clock.settle();
    expect([...sent('remove'), ...sent('edit')]).toEqual([]);
  });

  test('is not forgotten when the page ends first', async () => {
    const { openTab, outbox, sent, clock, chat, events } = await openWithOne(false);
    outbox.discard('mine');
    await clock.settle();
    sent()[0]?.commit();
    outbox.dispose();
    const next = await openTab();
    expect(next.events.filter(({ type }) => type === 'outgoing-added')).toEqual([]);
    expect(events.length).toBeGreaterThan(0);
    await clock.advance(1_000);
    sent('remove')[0]?.accept();
    expect(chat.messages[0]).toHaveProperty('deletedAt');
  });

  test('refuses to edit it', async () => {
    const { outbox } = await openWithOne();
    outbox.discard('mine');
    await expect(outbox.edit('t', 'mine', { content: 'final' })).rejects.toMatchObject({
      code: 'discarded',
    });
    expect(outbox.discard('mine')).toBe(false);
  });
});
