import { describe, expect, test } from 'vitest';
import { openWithSent, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';
import type { ServerMessage } from '../chat-event.ts';

/** A sent message of which the service has another copy that nobody has seen yet, under a lower or a higher id. */
async function openWithUnseen(doubleId: string) {
  const scene = await openWithSent();
  const [message] = scene.chat.messages;
  if (message === undefined) throw new Error('The message is not there.');
  const double: ServerMessage = { ...message, id: doubleId, version: doubleId };
  Object.assign(scene.chat.messages, [message, double]);
  return { ...scene, message, double };
}

describe('an edit of a message that the service has twice', () => {
  test('changes the one that is shown, whichever the message was bound to', async () => {
    const { outbox, double, sent, clock, events } = await openWithUnseen('90');
    outbox.follow();
    outbox.observe(double);
    for (const [place, key] of ['mine', '101'].entries()) {
      void outbox.edit('t', key, { content: `edit ${place}` });
      await clock.settle();
      expect(events.at(-1)).toMatchObject({ type: 'change-added', messageId: '90' });
    }
    outbox.lead();
    await clock.settle();
    expect(sent('edit').map(({ messageId }) => messageId)).toEqual(['90']);
  });

  test('that is under way when the other one turns up is carried over to it before its own is deleted', async () => {
    const { outbox, double, sent, clock, chat } = await openWithUnseen('90');
    void outbox.edit('t', 'mine', { content: 'second' });
    await clock.settle();
    outbox.observe(double);
    await clock.advance(5_000);
    expect(sent('remove')).toEqual([]);
    outbox.observe(sent('edit')[0]!.accept());
    await clock.settle();
    expect(sent('edit')[1]).toMatchObject({ messageId: '90', edit: { content: 'second' } });
    expect(sent('remove')).toEqual([]);
    outbox.observe(sent('edit')[1]!.accept());
    await clock.settle();
    outbox.observe(sent('remove')[0]!.accept());
    await clock.advance(60_000);
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual(['101']);
    const standing = chat.messages.filter(({ deletedAt }) => deletedAt === undefined);
    expect(standing).toEqual([expect.objectContaining({ id: '90', content: 'second' })]);
  });

  test('is never lost because the answer to carrying it over was', async () => {
    const { outbox, message, double, sent, clock } = await openWithUnseen('90');
    outbox.observe({ ...message, content: 'second', editedAt: 1, version: '105' });
    outbox.observe(double);
    await clock.settle();
    sent('edit')[0]?.refuse(lostAnswer());
    await clock.advance(11_000);
    expect(sent('remove')).toEqual([]);
    sent('edit')[1]?.accept();
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual(['101']);
  });
});

describe('a copy of a deleted message that turns up later', () => {
  test.each([['90'], ['190']])(
    'is deleted at once and never shown, also after a reload (%s)',
    async (id) => {
      const { outbox, openTab, double, sent, clock } = await openWithUnseen(id);
      const removed = outbox.remove('t', 'mine');
      await clock.settle();
      sent('remove')[0]?.accept();
      await removed;
      outbox.dispose();
      const next = await openTab();
      next.outbox.observe(double);
      expect(next.events.at(-1)).toMatchObject({
        type: 'change-added',
        messageId: id,
        change: { kind: 'delete' },
      });
      next.outbox.observe(double);
      await clock.settle();
      expect(sent('remove').map(({ messageId }) => messageId)).toEqual(['101', id]);
    },
  );

  test('is deleted, too, when the message was taken back on its way', async () => {
    const { outbox, sent, clock } = await openWithUnseen('90');
    outbox.enqueue(outgoing('other')).catch(() => {});
    await clock.settle();
    outbox.discard('other');
    await clock.settle();
    const first = sent()[1]!.accept();
    await clock.settle();
    sent('remove')[0]?.accept();
    await clock.settle();
    outbox.observe({ ...first, id: '190', version: '190' });
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual([first.id, '190']);
  });

  test('is deleted, too, when another device has deleted the message', async () => {
    const { outbox, double, sent, clock, chat } = await openWithUnseen('190');
    outbox.observe(chat.remove('101'));
    outbox.observe(double);
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual(['190']);
  });

  test('stays, and is tried once, when the service refuses to delete it', async () => {
    const { outbox, double, sent, clock } = await openWithUnseen('90');
    void outbox.remove('t', 'mine');
    await clock.settle();
    outbox.observe(sent('remove')[0]!.accept());
    outbox.observe(double);
    await clock.settle();
    sent('remove')[1]?.refuse(refusal(403));
    await clock.settle();
    outbox.observe(double);
    await clock.advance(60_000);
    expect(sent('remove')).toHaveLength(2);
  });
});
