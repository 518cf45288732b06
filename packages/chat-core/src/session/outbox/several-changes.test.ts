import { describe, expect, test } from 'vitest';
import { openWithSent, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

describe('several changes of one message', () => {
  test('that wait become one: the last edit', async () => {
    const { outbox, id, sent, clock, world } = await openWithSent();
    world.isOnline = false;
    const edits = ['second', 'third', 'fourth'].map((content) => outbox.edit('t', id, { content }));
    await clock.settle();
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    sent('edit')[0]?.accept();
    await Promise.all(edits);
    await clock.advance(60_000);
    expect(sent('edit').map(({ edit }) => edit?.content)).toEqual(['fourth']);
  });

  test('are made one after the other', async () => {
    const { outbox, id, sent, clock } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    void outbox.edit('t', id, { content: 'third' });
    await clock.settle();
    expect(sent('edit')).toHaveLength(1);
    sent('edit')[0]?.accept();
    await clock.settle();
    expect(sent('edit')[1]?.edit?.content).toBe('third');
  });

  test('wait while a try of the one before may still be under way, which would take the place of the later one', async () => {
    const { outbox, id, sent, clock } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.advance(16_000);
    sent('edit')[0]?.accept();
    void outbox.edit('t', id, { content: 'third' });
    await clock.advance(24_000);
    expect(sent('edit')).toHaveLength(1);
    await clock.advance(2_000);
    expect(sent('edit')[1]?.edit?.content).toBe('third');
  });

  test('keep the last one on screen when the event of the first arrives', async () => {
    const { outbox, id, sent, clock, events } = await openWithSent();
    void outbox.edit('t', id, { content: 'second' });
    await clock.settle();
    void outbox.edit('t', id, { content: 'third' });
    const view = sent('edit')[0]!.accept();
    await clock.settle();
    outbox.observe(view);
    await clock.settle();
    expect(events.filter(({ type }) => type === 'change-removed')).toHaveLength(1);
    const shown = events.flatMap((event) =>
      event.type === 'change-added' ? [event.change.content] : [],
    );
    expect(shown).toEqual(['second', 'third']);
    sent('edit')[1]?.accept();
    await clock.settle();
    outbox.observe(view);
    await clock.settle();
    expect(events.filter(({ type }) => type === 'change-removed')).toHaveLength(1);
  });

  test('end with the deletion: edits that wait are not made, and none is taken after it', async () => {
    const { outbox, id, sent, clock, world } = await openWithSent();
    world.isOnline = false;
    const edited = outbox.edit('t', id, { content: 'second' });
    const removed = outbox.remove('t', id);
    await expect(outbox.edit('t', id, { content: 'third' })).rejects.toMatchObject({
      code: 'message-deleted',
    });
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    expect(sent('edit')).toEqual([]);
    sent('remove')[0]?.accept();
    await Promise.all([edited, removed]);
  });

  test('of different messages do not wait for each other', async () => {
    const { outbox, id, sent, clock } = await openWithSent();
    void outbox.enqueue(outgoing('other'));
    await clock.settle();
    const other = sent()[1]!.accept();
    await clock.settle();
    void outbox.edit('t', id, { content: 'a' });
    void outbox.edit('t', other.id, { content: 'b' });
    await clock.settle();
    expect(sent('edit')).toHaveLength(2);
  });
});

describe('a deletion', () => {
  test('whose answer was lost is repeated until the message is gone', async () => {
    const { outbox, id, sent, clock, chat, changes } = await openWithSent();
    const removed = outbox.remove('t', id);
    await clock.settle();
    sent('remove')[0]?.refuse(lostAnswer());
    await clock.advance(5_000);
    sent('remove')[1]?.commit();
    sent('remove')[1]?.refuse(lostAnswer());
    await clock.advance(5_000);
    await removed;
    expect(chat.messages[0]).toHaveProperty('deletedAt');
    expect(changes()).toEqual(['change-added', 'change-removed']);
  });

  test('of a message that is gone already is done', async () => {
    const { outbox, id, sent, clock, chat } = await openWithSent();
    const removed = outbox.remove('t', id);
    await clock.settle();
    chat.remove(id);
    sent('remove')[0]?.refuse(refusal(404));
    await expect(removed).resolves.toBeUndefined();
  });

  test('of a message that is not there for this user any more is not called done: others may still see it', async () => {
    const { outbox, id, sent, clock, chat, events } = await openWithSent();
    const removed = outbox.remove('t', id);
    await clock.settle();
    Object.assign(chat.messages, { length: 0 });
    sent('remove')[0]?.refuse(refusal(404));
    await expect(removed).rejects.toMatchObject({ code: 'gone', operation: 'remove' });
    expect(events.at(-1)).toMatchObject({ type: 'change-failed', failure: { code: 'gone' } });
  });

  test('that was accepted leaves a message deleted on screen that the service does not have any more', async () => {
    const { outbox, id, sent, clock, chat, events } = await openWithSent();
    const removed = outbox.remove('t', id);
    await clock.settle();
    sent('remove')[0]?.accept();
    Object.assign(chat.messages, { length: 0 });
    await removed;
    await clock.advance(5_000);
    expect(events.slice(-2)).toMatchObject([
      { type: 'message-upserted', message: { id, content: '', deletedAt: expect.any(Number) } },
      { type: 'change-removed', messageId: id },
    ]);
    await expect(outbox.edit('t', id, { content: 'x' })).rejects.toMatchObject({
      code: 'message-deleted',
    });
  });

  test('that is refused leaves the message, and says why', async () => {
    const { outbox, id, sent, clock, events } = await openWithSent();
    const removed = outbox.remove('t', id);
    await clock.settle();
    sent('remove')[0]?.refuse(refusal(403));
    await expect(removed).rejects.toMatchObject({ code: 'forbidden', operation: 'remove' });
    expect(events.at(-1)).toMatchObject({ type: 'change-failed', failure: { code: 'forbidden' } });
  });
});
