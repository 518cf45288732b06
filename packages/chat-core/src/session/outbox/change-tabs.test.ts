import { describe, expect, test } from 'vitest';
import { openTwoTabs, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer } from '../../test-support/scripted-chat.ts';

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
