import { describe, expect, test } from 'vitest';
import { ChatClientError } from '../../errors.ts';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';
import { createGate } from '../gate.ts';
import type { SessionDatabase } from '../storage/session-database.ts';

/** A database that stores nothing while `isFull` says so. */
function createNarrowDatabase() {
  const state = { isFull: true };
  const error = new ChatClientError({
    code: 'storage-full',
    operation: 'update',
    message: 'There is no room.',
  });
  const wrap = (database: SessionDatabase): SessionDatabase => ({
    ...database,
    update: (...parameters) =>
      state.isFull ? Promise.reject(error) : database.update(...parameters),
  });
  return { state, error, wrap };
}

describe('after a reload', () => {
  test('what was queued is shown and sent in order', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    world.isOnline = false;
    const before = await openTab();
    void before.outbox.enqueue(outgoing('first'));
    void before.outbox.enqueue(outgoing('second'));
    await clock.settle();
    before.outbox.dispose();
    world.isOnline = true;
    const { events } = await openTab();
    expect(events.slice(0, 2)).toEqual([
      expect.objectContaining({ type: 'outgoing-added' }),
      expect.objectContaining({ type: 'outgoing-added' }),
    ]);
    sent()[0]?.accept();
    await clock.settle();
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(['first', 'second']);
  });

  test('what had left is looked for, and not sent again when it has arrived', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    chat.isIdempotent = false;
    const before = await openTab();
    void before.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.commit();
    before.outbox.dispose();
    const { states } = await openTab();
    await clock.advance(30_000);
    expect(states('mine')).toEqual(['sending', 'sent']);
    expect(sent()).toHaveLength(1);
  });

  test('what had left is sent again as soon as the service is known to store it once', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    const before = await openTab();
    void before.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    before.outbox.dispose();
    chat.isIdempotent = false;
    const { outbox } = await openTab();
    await clock.advance(1_000);
    expect(sent()).toHaveLength(1);
    chat.isIdempotent = true;
    outbox.resume();
    await clock.settle();
    expect(sent()).toHaveLength(2);
  });

  test('what had left just now is not sent again before it cannot arrive any more', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    chat.isIdempotent = false;
    const before = await openTab();
    void before.outbox.enqueue(outgoing('mine'));
    await clock.advance(5_000);
    before.outbox.dispose();
    const { states } = await openTab();
    await clock.advance(19_000);
    expect(sent()).toHaveLength(1);
    sent()[0]?.commit();
    await clock.advance(2_000);
    expect(states('mine').at(-1)).toBe('sent');
    expect(chat.messages).toHaveLength(1);
  });

  test('what left long ago is looked for once and sent again', async () => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    chat.isIdempotent = false;
    const before = await openTab();
    void before.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    before.outbox.dispose();
    await clock.advance(3_600_000);
    await openTab();
    await clock.advance(1_000);
    expect(chat.reads.find).toBe(1);
    expect(sent()).toHaveLength(2);
  });

  test('a clock that was set back an hour holds up nothing for longer than usual', async () => {
    const { openTab, sent, clock, chat, stored } = createOutboxStage();
    chat.isIdempotent = false;
    const before = await openTab();
    void before.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    before.outbox.dispose();
    const { now } = clock;
    clock.now = () => now() - 3_600_000;
    await openTab();
    await clock.advance(30_000);
    expect(sent()).toHaveLength(2);
    expect(stored('mine')?.attempts).toBe(2);
  });

  test('a message that was stored and never sent is sent', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const before = await openTab({ leads: false });
    void before.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    before.outbox.dispose();
    await openTab();
    expect(sent()).toHaveLength(1);
  });

  test('a failed message still says why, and can be sent again', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const before = await openTab();
    void before.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    sent()[0]?.refuse(refusal(403));
    await clock.settle();
    before.outbox.dispose();
    const { outbox, last } = await openTab();
    expect(last('mine')).toMatchObject({ sendState: 'failed', failure: { code: 'forbidden' } });
    const settled = outbox.retry('mine');
    await clock.settle();
    sent()[1]?.accept();
    expect(await settled).toBe('101');
  });
});

describe('a device without room', () => {
  test('keeps a new message on screen as failed, sends nothing, and sends it when there is room and the user says so', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { state, error, wrap } = createNarrowDatabase();
    const { outbox, last, events, errors } = await openTab({ wrap });
    const settled = outbox.enqueue(outgoing('mine'));
    await expect(settled).rejects.toMatchObject({ code: 'storage-full', cause: error });
    expect(last('mine')).toMatchObject({ sendState: 'failed', failure: { code: 'storage-full' } });
    await outbox.refresh();
    expect(outbox.snapshot()).toHaveLength(2);
    expect(sent()).toEqual([]);
    expect(errors).toEqual([]);
    state.isFull = false;
    const again = outbox.retry('mine');
    await clock.settle();
    sent()[0]?.accept();
    expect(await again).toBe('101');
    expect(events.filter(({ type }) => type === 'outgoing-added')).toHaveLength(1);
  });

  test('lets such a message be taken back', async () => {
    const { openTab, clock } = createOutboxStage();
    const { outbox, last } = await openTab({ wrap: createNarrowDatabase().wrap });
    void outbox.enqueue(outgoing('mine'));
    await clock.settle();
    expect(outbox.discard('mine')).toBe(true);
    await clock.settle();
    expect(last('mine')).toMatchObject({ type: 'outgoing-removed' });
    expect(outbox.unsent).toBe(0);
  });

  test('does not send what it cannot mark as sent, and goes on when it can', async () => {
    const { openTab, sent, clock, world } = createOutboxStage();
    const { state, wrap } = createNarrowDatabase();
    state.isFull = false;
    const { outbox, errors } = await openTab({ wrap });
    world.isOnline = false;
    const settled = outbox.enqueue(outgoing('mine'));
    await clock.settle();
    state.isFull = true;
    world.isOnline = true;
    outbox.resume();
    await clock.advance(5_000);
    expect(sent()).toEqual([]);
    expect(errors.length).toBeGreaterThan(0);
    state.isFull = false;
    await clock.advance(61_000);
    sent()[0]?.accept();
    expect(await settled).toBe('101');
  });

  test('still knows that a message was sent which it could not note', async () => {
    const { openTab, sent, clock } = createOutboxStage();
    const { state, wrap } = createNarrowDatabase();
    state.isFull = false;
    const { outbox, states } = await openTab({ wrap });
    const settled = outbox.enqueue(outgoing('mine'));
    await clock.settle();
    state.isFull = true;
    sent()[0]?.accept();
    expect(await settled).toBe('101');
    await outbox.refresh();
    await clock.advance(60_000);
    expect(states('mine')).toEqual(['sending', 'sent']);
    expect(sent()).toHaveLength(1);
  });
});

test('an older picture of the table never replaces what this tab has changed since', async () => {
  const { openTab, sent, clock } = createOutboxStage();
  const held = createGate<void>();
  let isHeld = false;
  const { outbox, states } = await openTab({
    wrap: (database) => ({
      ...database,
      async readAll(table) {
        const rows = await database.readAll(table);
        if (isHeld) await held.promise;
        return rows;
      },
    }),
  });
  void outbox.enqueue(outgoing('mine'));
  await clock.settle();
  isHeld = true;
  const refreshed = outbox.refresh();
  await clock.settle();
  sent()[0]?.refuse(refusal(403));
  await clock.settle();
  held.open();
  await refreshed;
  expect(states('mine')).toEqual(['sending', 'failed']);
});

test('a disposed session says of its promises that what is stored on the device will be sent', async () => {
  const { openTab, sent, clock } = createOutboxStage();
  const { outbox } = await openTab({
    wrap: (database) => ({ ...database, isPersisted: true }),
  });
  const settled = outbox.enqueue(outgoing('mine'));
  await clock.settle();
  sent()[0]?.refuse(lostAnswer());
  outbox.dispose();
  await expect(settled).rejects.toThrow('still stored on this device');
});
