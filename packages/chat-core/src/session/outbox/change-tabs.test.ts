import { describe, expect, test } from 'vitest';
import { createOutboxStage, openTwoTabs, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

describe('two tabs of one user', () => {
  test('keep showing a deletion until each has seen it, also the one that no event tells', async () => {
    const { leader, follower, sent, clock, chat } = await openTwoTabs();
    void follower.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    const view = sent()[0]!.accept();
    await clock.settle();
    const removed = follower.outbox.remove('t', view.id);
    await clock.settle();
    chat.readError = lostAnswer();
    leader.outbox.observe(sent('remove')[0]!.accept());
    await clock.settle();
    expect(leader.events.at(-1)).toMatchObject({ type: 'change-removed' });
    expect(follower.events.at(-1)).toMatchObject({ type: 'change-added' });
    chat.readError = undefined;
    const { read } = chat.reads;
    await clock.advance(11_000);
    expect(chat.reads.read).toBe(read + 1);
    expect(follower.events.at(-1)).toMatchObject({ type: 'change-removed' });
    await removed;
  });

  test('read nothing of a change that both have seen', async () => {
    const { leader, follower, sent, clock, chat } = await openTwoTabs();
    void leader.outbox.enqueue(outgoing('mine'));
    await clock.settle();
    const { id } = sent()[0]!.accept();
    await clock.settle();
    const removed = follower.outbox.remove('t', id);
    await clock.settle();
    const view = sent('remove')[0]!.accept();
    for (const { outbox } of [follower, leader]) outbox.observe(view);
    await removed;
    await clock.settle();
    expect(chat.reads.read).toBe(0);
  });
});

describe('a message on its way from a tab that does not send', () => {
  async function openWithFollowers() {
    const stage = await openTwoTabs();
    void stage.follower.outbox.enqueue(outgoing('mine'));
    await stage.clock.settle();
    return stage;
  }

  test('is edited once the service has the edit, and not before', async () => {
    const { leader, follower, sent, clock } = await openWithFollowers();
    let isEdited = false;
    const edited = follower.outbox.edit('t', 'mine', { content: 'better' }).then(() => {
      isEdited = true;
    });
    await clock.settle();
    const view = sent()[0]!.accept();
    await clock.settle();
    for (const { outbox } of [leader, follower]) outbox.observe(view);
    await clock.advance(1_000);
    expect(isEdited).toBe(false);
    sent('edit')[0]?.accept();
    await edited;
  });

  test('says so when the service refuses the edit', async () => {
    const { follower, sent, clock } = await openWithFollowers();
    const edited = follower.outbox.edit('t', 'mine', { content: 'better' });
    await clock.settle();
    sent()[0]?.accept();
    await clock.settle();
    sent('edit')[0]?.refuse(refusal(403));
    await expect(edited).rejects.toMatchObject({ code: 'forbidden' });
    await clock.settle();
    expect(follower.outbox.snapshot().map(({ type }) => type)).toEqual([
      'change-added',
      'change-failed',
    ]);
  });

  test('is hidden in the same breath in which the service shows it, once it was taken back, and stays so', async () => {
    const { leader, follower, sent, clock } = await openWithFollowers();
    let isRemoved = false;
    const removed = follower.outbox.remove('t', 'mine').then(() => {
      isRemoved = true;
    });
    await clock.settle();
    const view = sent()[0]!.commit();
    follower.outbox.observe(view);
    expect(follower.events.at(-1)).toMatchObject({
      type: 'change-added',
      messageId: '101',
      change: { kind: 'delete' },
    });
    await clock.settle();
    leader.outbox.observe(view);
    await clock.advance(1_000);
    expect(isRemoved).toBe(false);
    const count = (type: string): number =>
      follower.events.filter((event) => event.type === type).length;
    expect(count('change-added') - count('change-removed')).toBe(1);
    const tombstone = sent('remove')[0]!.accept();
    for (const { outbox } of [leader, follower]) outbox.observe(tombstone);
    await removed;
    await clock.settle();
    expect(count('change-added') - count('change-removed')).toBe(0);
    expect(sent('remove')).toHaveLength(1);
  });

  test('is deleted by the tab that showed it as taken back, when that one sends next', async () => {
    const { leader, follower, sent, clock, chat } = await openWithFollowers();
    follower.outbox.remove('t', 'mine').catch(() => {});
    await clock.settle();
    leader.outbox.dispose();
    follower.outbox.observe(sent()[0]!.commit());
    await clock.settle();
    follower.outbox.lead();
    await clock.settle();
    follower.outbox.observe(sent('remove')[0]!.accept());
    await clock.advance(1_000);
    expect(chat.messages[0]).toHaveProperty('deletedAt');
    expect(follower.outbox.snapshot()).toEqual([]);
  });
});

test('an edit that waits for room on the device stays on screen, however often what is stored is read', async () => {
  const { openTab, clock, sent } = createOutboxStage();
  let isFull = false;
  const { outbox, events } = await openTab({
    wrap: (database) => ({
      ...database,
      update: (table, key, change) =>
        isFull && table === 'changes'
          ? Promise.reject(new Error('There is no room.'))
          : database.update(table, key, change),
    }),
  });
  void outbox.enqueue(outgoing('mine'));
  await clock.settle();
  void outbox.edit('t', 'mine', { content: 'better' });
  await clock.settle();
  isFull = true;
  sent()[0]?.accept();
  await clock.advance(60_000);
  const changes = events.flatMap(({ type }) => (type.startsWith('change-') ? [type] : []));
  expect(changes).toEqual(['change-added']);
  isFull = false;
  await clock.advance(11_000);
  expect(sent('edit')).toHaveLength(1);
});
