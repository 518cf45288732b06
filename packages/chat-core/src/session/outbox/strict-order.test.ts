import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { refusal } from '../../test-support/scripted-chat.ts';

/** Two messages of which the service refuses the first, seen by the tab that sends and by another one. */
async function openWithRefused(strictOrder = true) {
  const stage = createOutboxStage({ strictOrder });
  const tab = await stage.openTab();
  const other = await stage.openTab({ leads: false });
  tab.outbox.enqueue(outgoing('first')).catch(() => {});
  tab.outbox.enqueue(outgoing('second')).catch(() => {});
  await stage.clock.settle();
  stage.sent()[0]?.refuse(refusal(403));
  await stage.clock.advance(60_000);
  return { ...stage, ...tab, other };
}

describe('with strict order, a message behind one that has failed', () => {
  test('waits and says so, in every tab', async () => {
    const { sent, last, other } = await openWithRefused();
    expect(sent()).toHaveLength(1);
    const waits = { sendState: 'queued', waitsFor: 'earlier-message' };
    expect(last('second')).toMatchObject(waits);
    expect(other.last('second')).toMatchObject(waits);
  });

  test('follows it when it is sent again', async () => {
    const { outbox, sent, clock, last, other } = await openWithRefused();
    void outbox.retry('first');
    await clock.settle();
    expect(last('second')).not.toHaveProperty('waitsFor');
    expect(other.last('second')).not.toHaveProperty('waitsFor');
    sent()[1]?.accept();
    await clock.settle();
    expect(sent().map(({ message }) => message?.clientMessageId)).toEqual([
      'first',
      'first',
      'second',
    ]);
  });

  test('goes on when that is discarded', async () => {
    const { outbox, sent, clock, last } = await openWithRefused();
    outbox.discard('first');
    await clock.settle();
    sent()[1]?.accept();
    await clock.settle();
    expect(last('second')).toMatchObject({ sendState: 'sent' });
  });

  test('does not hold up another thread', async () => {
    const { outbox, sent, clock } = await openWithRefused();
    void outbox.enqueue(outgoing('elsewhere', { threadId: 'u' }));
    await clock.settle();
    expect(sent()[1]?.message?.clientMessageId).toBe('elsewhere');
  });
});

test('without strict order a message goes on without one that has failed before it', async () => {
  const { sent } = await openWithRefused(false);
  expect(sent()[1]?.message?.clientMessageId).toBe('second');
});
