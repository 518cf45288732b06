import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { refusal } from '../../test-support/scripted-chat.ts';

/** A page has left one message that waits and one that has failed; the next page has read nothing of them yet. */
async function openUnread() {
  const stage = createOutboxStage();
  const before = await stage.openTab();
  before.outbox.enqueue(outgoing('failed')).catch(() => {});
  await stage.clock.settle();
  stage.sent()[0]?.refuse(refusal(400));
  await stage.clock.settle();
  stage.world.isOnline = false;
  before.outbox.enqueue(outgoing('waiting')).catch(() => {});
  await stage.clock.settle();
  before.outbox.dispose();
  const tab = await stage.openTab({ reads: false });
  return { ...stage, ...tab };
}

describe('right after a reload, before what is stored has been read', () => {
  test('a failed message is sent again all the same', async () => {
    const { outbox, clock, world, sent } = await openUnread();
    world.isOnline = true;
    const settled = outbox.retry('failed');
    outbox.lead();
    await clock.settle();
    sent()[1]?.accept();
    expect(await settled).toBe('101');
  });

  test('there is a promise for a message that turns out not to have failed, and it says so', async () => {
    const { outbox } = await openUnread();
    await expect(outbox.retry('waiting')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a message that waits is edited, not a message of the service with that id', async () => {
    const { outbox, clock, stored, chat } = await openUnread();
    void outbox.edit('t', 'waiting', { content: 'edited' });
    await clock.settle();
    expect(stored('waiting')?.content).toBe('edited');
    expect(chat.requests).toHaveLength(1);
  });

  test('a message that waits is taken back by deleting it, and discarding it says that nothing was done', async () => {
    const { outbox, clock, stored, chat } = await openUnread();
    expect(outbox.discard('waiting')).toBe(false);
    await outbox.remove('t', 'waiting');
    await clock.settle();
    expect(stored('waiting')?.state).toBe('cancelled');
    expect(outbox.discard('failed')).toBe(true);
    expect(chat.requests).toHaveLength(1);
  });

  test('an end of the session rejects what waits for the reading', async () => {
    const { outbox } = await openUnread();
    const edited = outbox.edit('t', 'waiting', { content: 'edited' });
    const retried = outbox.retry('failed');
    outbox.dispose();
    await expect(edited).rejects.toMatchObject({ code: 'disposed' });
    await expect(retried).rejects.toMatchObject({ code: 'disposed' });
  });
});
