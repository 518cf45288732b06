import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

/** A message that was sent again because its first attempt arrived later than anybody could expect. */
async function openWithDouble() {
  const stage = createOutboxStage();
  stage.chat.isIdempotent = false;
  const tab = await stage.openTab();
  const settled = tab.outbox.enqueue(outgoing('mine'));
  await stage.clock.settle();
  stage.sent()[0]?.refuse(lostAnswer());
  await stage.clock.advance(26_000);
  const second = stage.sent()[1]!.accept();
  const late = stage.sent()[0]!.commit();
  await settled;
  return { ...stage, ...tab, second, late };
}

describe('a message that the service has stored twice', () => {
  test('is deleted there apart from the oldest one, by the tab that sends, and counted', async () => {
    const { outbox, second, late, sent, clock, chat, events } = await openWithDouble();
    outbox.observe(late);
    outbox.observe(second);
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual([late.id]);
    sent('remove')[0]?.accept();
    await clock.advance(60_000);
    expect(sent('remove')).toHaveLength(1);
    expect(outbox.duplicatesRemoved).toBe(1);
    expect(chat.messages.filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(1);
    expect(events.filter(({ type }) => type.startsWith('change-'))).toEqual([]);
  });

  test('is tidied after a reload, too, when nothing of it is in the outbox any more', async () => {
    const { openTab, outbox, second, late, sent, clock } = await openWithDouble();
    outbox.dispose();
    const next = await openTab({ wrap: (database) => ({ ...database, readAll: async () => [] }) });
    next.outbox.observe(second);
    next.outbox.observe(late);
    await clock.settle();
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual([late.id]);
  });

  test('is left to the tab that sends', async () => {
    const { openTab, outbox, second, late, sent, clock } = await openWithDouble();
    outbox.dispose();
    const follower = await openTab({ leads: false });
    follower.outbox.observe(second);
    follower.outbox.observe(late);
    await clock.advance(60_000);
    expect(sent('remove')).toEqual([]);
    follower.outbox.lead();
    await clock.settle();
    expect(sent('remove')).toHaveLength(1);
  });

  test('is tidied at most once in ten seconds, and as slowly as the service asks', async () => {
    const { outbox, second, late, sent, clock, chat } = await openWithDouble();
    const third = { ...late, id: '190', version: '190' };
    Object.assign(chat.messages, [...chat.messages, third]);
    for (const view of [second, late, third]) outbox.observe(view);
    await clock.settle();
    sent('remove')[0]?.refuse(refusal(429, 30_000));
    await clock.advance(29_000);
    expect(sent('remove')).toHaveLength(1);
    await clock.advance(12_000);
    expect(sent('remove').map(({ messageId }) => messageId)).toEqual([late.id, late.id]);
    sent('remove')[1]?.accept();
    await clock.advance(9_000);
    expect(sent('remove')).toHaveLength(2);
    await clock.advance(1_100);
    expect(sent('remove')[2]?.messageId).toBe('190');
  });

  test('is left alone when the service refuses to delete it', async () => {
    const { outbox, second, late, sent, clock } = await openWithDouble();
    outbox.observe(second);
    outbox.observe(late);
    await clock.settle();
    sent('remove')[0]?.refuse(refusal(403));
    await clock.advance(120_000);
    expect(sent('remove')).toHaveLength(1);
    expect(outbox.duplicatesRemoved).toBe(0);
  });

  test('goes as a whole when the user deletes it', async () => {
    const { outbox, second, late, sent, clock, chat } = await openWithDouble();
    outbox.follow();
    outbox.observe(second);
    outbox.observe(late);
    const removed = outbox.remove('t', second.id);
    outbox.lead();
    await clock.settle();
    for (let round = 0; round < 5; round += 1) {
      for (const request of sent('remove')) request.accept();
      await clock.advance(10_000);
    }
    await removed;
    expect(chat.messages.every(({ deletedAt }) => deletedAt !== undefined)).toBe(true);
  });

  test.each([
    ['somebody else has sent it', { senderId: '8:acs:res_eve' }],
    ['it says something else', { content: 'something else' }],
    ['it is much later', { createdAt: 900_001 }],
    ['it is in another thread', { threadId: 'elsewhere' }],
  ])('is not a double when %s', async (_reason, difference) => {
    const { outbox, second, late, sent, clock } = await openWithDouble();
    outbox.observe(second);
    outbox.observe({ ...late, ...difference });
    await clock.advance(60_000);
    expect(sent('remove')).toEqual([]);
  });
});
