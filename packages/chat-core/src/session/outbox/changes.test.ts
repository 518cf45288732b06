import { describe, expect, test } from 'vitest';
import { createOutboxStage, openWithSent } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

describe('an edit', () => {
  test('shows at once, keeps the client message id, and is over when the service shows it', async () => {
    const { outbox, id, sent, clock, events, changes, chat } = await openWithSent();
    const edited = outbox.edit('t', id, { content: 'second' });
    expect(events.at(-1)).toMatchObject({
      type: 'change-added',
      messageId: id,
      change: { kind: 'edit', content: 'second' },
    });
    await clock.settle();
    expect(sent('edit')[0]?.edit).toEqual({
      content: 'second',
      metadata: { 'confab.clientMessageId': 'mine' },
    });
    const view = sent('edit')[0]!.accept();
    await edited;
    expect(changes()).toEqual(['change-added']);
    outbox.observe(view);
    await clock.settle();
    expect(changes()).toEqual(['change-added', 'change-removed']);
    await clock.advance(10_000);
    expect(chat.reads.read).toBe(0);
  });

  test('is over at once when the event comes before the answer', async () => {
    const { outbox, id, sent, clock, changes } = await openWithSent();
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    outbox.observe(sent('edit')[0]!.commit());
    await edited;
    await clock.settle();
    expect(changes()).toEqual(['change-added', 'change-removed']);
    sent('edit')[0]?.refuse(lostAnswer());
    await clock.advance(60_000);
    expect(sent('edit')).toHaveLength(1);
  });

  test('is looked for after three seconds when no event shows it', async () => {
    const { outbox, id, sent, clock, changes, chat } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    sent('edit')[0]?.accept();
    await clock.advance(2_900);
    expect(chat.reads.read).toBe(0);
    await clock.advance(200);
    expect(chat.reads.read).toBe(1);
    expect(changes()).toEqual(['change-added', 'change-removed']);
  });

  test('stops being shown when the service keeps showing something else', async () => {
    const { outbox, id, sent, clock, changes, chat } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    sent('edit')[0]?.accept();
    Object.assign(chat.messages, [{ ...chat.messages[0], content: 'first', version: id }]);
    await clock.advance(60_000);
    expect(chat.reads.read).toBe(3);
    expect(changes()).toEqual(['change-added', 'change-removed']);
  });

  test('yields to a later version of another device', async () => {
    const { outbox, id, sent, clock, changes, chat } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    sent('edit')[0]?.accept();
    await clock.settle();
    outbox.observe(chat.edit(id, 'elsewhere'));
    await clock.settle();
    expect(changes()).toEqual(['change-added', 'change-removed']);
  });

  test('whose answer was lost is found on the message', async () => {
    const { outbox, id, sent, clock } = await openWithSent();
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    sent('edit')[0]?.commit();
    sent('edit')[0]?.refuse(lostAnswer());
    await clock.advance(2_000);
    await edited;
    expect(sent('edit')).toHaveLength(1);
  });

  test('that was lost is made again', async () => {
    const { outbox, id, sent, clock, chat } = await openWithSent();
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    sent('edit')[0]?.refuse(lostAnswer());
    await clock.advance(5_000);
    sent('edit')[1]?.accept();
    await edited;
    expect(chat.messages[0]?.content).toBe('second');
  });

  test('that was lost is not made over a later one of another device, and says so', async () => {
    const { outbox, id, sent, clock, events, chat } = await openWithSent();
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    edited.catch(() => {});
    chat.edit(id, 'elsewhere');
    sent('edit')[0]?.refuse(lostAnswer());
    await clock.advance(5_000);
    await expect(edited).rejects.toMatchObject({ code: 'overwritten' });
    expect(events.at(-1)).toMatchObject({ type: 'change-failed', messageId: id });
    expect(chat.messages[0]?.content).toBe('elsewhere');
    expect(sent('edit')).toHaveLength(1);
  });

  test('is tried for as long as a message, and then fails', async () => {
    const { outbox, id, sent, clock } = await openWithSent({ sendExpiryMs: 120_000 });
    const edited = outbox.edit('t', id, { content: 'second' });
    edited.catch(() => {});
    for (let count = 0; count < 10; count += 1) {
      await clock.advance(60_000);
      sent('edit').at(-1)?.refuse(lostAnswer());
    }
    await expect(edited).rejects.toMatchObject({ code: 'expired' });
  });

  test('that is refused leaves the message as it was, and says why', async () => {
    const { outbox, id, sent, clock, events } = await openWithSent();
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    sent('edit')[0]?.refuse(refusal(403));
    await expect(edited).rejects.toMatchObject({ code: 'forbidden', operation: 'edit' });
    expect(events.at(-1)).toMatchObject({
      type: 'change-failed',
      messageId: id,
      failure: { code: 'forbidden' },
    });
  });

  test.each([[403], [404]])(
    'of a message that was deleted, answered with %i, says that it was deleted',
    async (status) => {
      const { outbox, id, sent, clock, events, chat } = await openWithSent();
      const edited = outbox.edit('t', id, { content: 'second' });
      await clock.settle();
      chat.remove(id);
      sent('edit')[0]?.refuse(refusal(status));
      await expect(edited).rejects.toMatchObject({ code: 'message-deleted' });
      expect(events.at(-1)).toMatchObject({ failure: { code: 'message-deleted' } });
    },
  );

  test('of a message that is known to be deleted is refused at once', async () => {
    const { outbox, id, chat } = await openWithSent();
    outbox.observe(chat.remove(id));
    await expect(outbox.edit('t', id, { content: 'x' })).rejects.toMatchObject({
      code: 'message-deleted',
    });
  });

  test('waits without a network and while the token is refused, and is made then', async () => {
    const { outbox, id, sent, clock, world, signInErrors } = await openWithSent();
    world.isOnline = false;
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.advance(600_000);
    expect(sent('edit')).toEqual([]);
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    sent('edit')[0]?.refuse(refusal(401));
    await clock.advance(600_000);
    expect(signInErrors).toHaveLength(1);
    expect(sent('edit')).toHaveLength(1);
    outbox.resume();
    await clock.settle();
    sent('edit')[1]?.accept();
    await edited;
  });

  test('is made after a reload', async () => {
    const { openTab, outbox, id, clock, world, sent, chat } = await openWithSent();
    world.isOnline = false;
    const edited = outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    outbox.dispose();
    await expect(edited).rejects.toMatchObject({ code: 'disposed' });
    world.isOnline = true;
    const { events } = await openTab();
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'change-added',
        change: expect.objectContaining({ content: 'second' }),
      }),
    );
    sent('edit')[0]?.accept();
    expect(chat.messages[0]?.content).toBe('second');
  });

  test('that had left before a reload is looked for first', async () => {
    const { openTab, outbox, id, clock, sent, chat } = await openWithSent();
    outbox.edit('t', id, { content: 'second' }).catch(() => {});
    await clock.settle();
    sent('edit')[0]?.commit();
    outbox.dispose();
    const { events } = await openTab();
    await clock.advance(1_000);
    expect(chat.reads.read).toBe(1);
    expect(sent('edit')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'change-removed' });
  });

  test('that failed is told to somebody who comes late, until the next one', async () => {
    const { outbox, id, sent, clock } = await openWithSent();
    outbox.edit('t', id, { content: 'second' }).catch(() => {});
    await clock.settle();
    sent('edit')[0]?.refuse(refusal(400));
    await clock.settle();
    expect(outbox.snapshot().map(({ type }) => type)).toEqual(['change-added', 'change-failed']);
    void outbox.edit('t', id, { content: 'third' });
    await clock.settle();
    expect(outbox.snapshot().map(({ type }) => type)).toEqual(['change-added']);
  });
});

test('takes no more edits and deletions than it can keep, and says which was too many', async () => {
  const { outbox, id, world } = await openWithSent({ maxOutboxItems: 1 });
  world.isOnline = false;
  void outbox.edit('t', id, { content: 'second' });
  const [edited, removed] = [outbox.edit('t', '7', { content: 'x' }), outbox.remove('t', '7')];
  await expect(edited).rejects.toMatchObject({ code: 'outbox-full', operation: 'edit' });
  await expect(removed).rejects.toMatchObject({ code: 'outbox-full', operation: 'remove' });
  await expect(edited).rejects.toThrow('edits and deletions');
});

describe('a change that cannot be stored', () => {
  test('takes no room from those after it, in a tab that does not send either', async () => {
    const { openTab, sent, clock } = createOutboxStage({ maxOutboxItems: 1 });
    let isFull = true;
    await openTab();
    const { outbox } = await openTab({
      leads: false,
      wrap: (database) => ({
        ...database,
        update: (...args) =>
          isFull ? Promise.reject(new Error('There is no room.')) : database.update(...args),
      }),
    });
    await expect(outbox.remove('t', '7')).rejects.toMatchObject({ code: 'storage-full' });
    isFull = false;
    const removed = outbox.remove('t', '8');
    await clock.settle();
    sent('remove')[0]?.refuse(refusal(400));
    await expect(removed).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is not made, and says so on the message', async () => {
    const { openTab, chat, clock } = createOutboxStage();
    const error = new Error('There is no room.');
    const { outbox, events } = await openTab({
      wrap: (database) => ({ ...database, update: () => Promise.reject(error) }),
    });
    await expect(outbox.edit('t', '7', { content: 'x' })).rejects.toMatchObject({
      code: 'storage-full',
      operation: 'edit',
      cause: error,
    });
    await clock.settle();
    expect(events.at(-1)).toMatchObject({
      type: 'change-failed',
      messageId: '7',
      failure: { code: 'storage-full' },
    });
    expect(chat.requests).toEqual([]);
  });
});

test('changes leave no timer behind when the outbox is disposed', async () => {
  const { outbox, id, sent, clock } = await openWithSent();
  outbox.edit('t', id, { content: 'second' }).catch(() => {});
  await clock.settle();
  sent('edit')[0]?.accept();
  await clock.settle();
  outbox.edit('t', id, { content: 'third' }).catch(() => {});
  await clock.settle();
  sent('edit')[1]?.refuse(lostAnswer());
  await clock.settle();
  outbox.dispose();
  await clock.settle();
  expect(clock.pendingTimers).toBe(0);
});
