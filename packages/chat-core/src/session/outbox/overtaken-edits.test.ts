import { describe, expect, test } from 'vitest';
import { openWithSent } from '../../test-support/outbox-stage.ts';
import { lostAnswer } from '../../test-support/scripted-chat.ts';

const overtaken = {
  type: 'change-failed',
  messageId: '101',
  failure: expect.objectContaining({ code: 'overwritten' }),
};

describe('an edit that another device has overtaken', () => {
  test('before it left does not leave, and says so', async () => {
    const { outbox, id, sent, clock, chat, world, events } = await openWithSent();
    world.isOnline = false;
    const edited = outbox.edit('t', id, { content: 'mine' });
    await clock.settle();
    outbox.observe(chat.edit(id, 'elsewhere'));
    world.isOnline = true;
    outbox.resume();
    await expect(edited).rejects.toMatchObject({ code: 'overwritten' });
    expect(events.at(-1)).toMatchObject(overtaken);
    expect(sent('edit')).toEqual([]);
    void outbox.edit('t', id, { content: 'mine all the same' });
    await clock.settle();
    sent('edit')[0]?.accept();
    expect(chat.messages[0]?.content).toBe('mine all the same');
  });

  test('while the page was closed does not leave once that is known', async () => {
    const { outbox, id, sent, clock, chat, world, openTab } = await openWithSent();
    world.isOnline = false;
    outbox.edit('t', id, { content: 'mine' }).catch(() => {});
    await clock.settle();
    outbox.dispose();
    const next = await openTab();
    next.outbox.observe(chat.edit(id, 'elsewhere'));
    world.isOnline = true;
    next.outbox.resume();
    await clock.advance(60_000);
    expect(next.events.at(-1)).toMatchObject(overtaken);
    expect(sent('edit')).toEqual([]);
  });

  test('after it was made, as the page ended, is not made again by the next page', async () => {
    const { outbox, id, sent, clock, chat, openTab } = await openWithSent();
    outbox.edit('t', id, { content: 'mine' }).catch(() => {});
    await clock.settle();
    sent('edit')[0]?.commit();
    outbox.dispose();
    chat.edit(id, 'elsewhere');
    const next = await openTab();
    await clock.advance(60_000);
    expect(sent('edit')).toHaveLength(1);
    expect(chat.messages[0]?.content).toBe('elsewhere');
    expect(next.events.at(-1)).toMatchObject(overtaken);
  });
});

describe('an edit that follows another one of this user', () => {
  test('leaves, however the first one comes to be seen', async () => {
    const { outbox, id, sent, clock, chat, world } = await openWithSent();
    void outbox.edit('t', id, { content: 'first edit' });
    await clock.settle();
    const view = sent('edit')[0]!.accept();
    await clock.settle();
    world.isOnline = false;
    void outbox.edit('t', id, { content: 'second edit' });
    await clock.settle();
    outbox.observe(view);
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    sent('edit')[1]?.accept();
    expect(chat.messages[0]?.content).toBe('second edit');
  });

  test('leaves also when a late try of the first is stored while it waits', async () => {
    const { outbox, id, sent, clock, chat } = await openWithSent();
    void outbox.edit('t', id, { content: 'first edit' });
    await clock.settle();
    sent('edit')[0]?.refuse(lostAnswer());
    const edited = outbox.edit('t', id, { content: 'second edit' });
    await clock.advance(10_000);
    outbox.observe(sent('edit')[0]!.commit());
    await clock.advance(30_000);
    sent('edit')[1]?.accept();
    await edited;
    expect(chat.messages[0]?.content).toBe('second edit');
  });

  test('is made once by the page after, when the first was seen and the second was lost with its page', async () => {
    const { outbox, id, sent, clock, chat, openTab } = await openWithSent();
    outbox.edit('t', id, { content: 'first edit' }).catch(() => {});
    await clock.settle();
    const view = sent('edit')[0]!.accept();
    outbox.edit('t', id, { content: 'second edit' }).catch(() => {});
    await clock.settle();
    outbox.observe(view);
    await clock.settle();
    expect(sent('edit')).toHaveLength(2);
    outbox.dispose();
    await openTab();
    await clock.advance(60_000);
    expect(sent('edit')).toHaveLength(3);
    sent('edit')[2]?.accept();
    expect(chat.messages[0]?.content).toBe('second edit');
  });

  test('waits while one that left from an earlier page may still arrive', async () => {
    const { outbox, id, sent, clock, chat, openTab } = await openWithSent();
    outbox.edit('t', id, { content: 'first edit' }).catch(() => {});
    await clock.settle();
    outbox.dispose();
    const next = await openTab();
    next.outbox.observe(chat.messages[0]!);
    const edited = next.outbox.edit('t', id, { content: 'second edit' });
    await clock.advance(20_000);
    expect(sent('edit')).toHaveLength(1);
    next.outbox.observe(sent('edit')[0]!.commit());
    await clock.advance(6_000);
    expect(sent('edit')).toHaveLength(2);
    next.outbox.observe(sent('edit')[1]!.accept());
    await edited;
    expect(chat.messages[0]?.content).toBe('second edit');
  });
});

test('a deletion leaves, whatever another device has made of the message', async () => {
  const { outbox, id, sent, clock, chat, world } = await openWithSent();
  world.isOnline = false;
  const removed = outbox.remove('t', id);
  await clock.settle();
  outbox.observe(chat.edit(id, 'elsewhere'));
  world.isOnline = true;
  outbox.resume();
  await clock.settle();
  expect(sent('remove')).toHaveLength(1);
  sent('remove')[0]?.accept();
  await removed;
});
