import { expect, test } from 'vitest';
import { openTwoTabs, openWithSent, outgoing } from '../../test-support/outbox-stage.ts';
import { refusal } from '../../test-support/scripted-chat.ts';

const hourMs = 3_600_000;

test('an edit that was refused is still there with its text after hours and a reload, until the message is changed again', async () => {
  const { outbox, openTab, id, sent, clock } = await openWithSent();
  void outbox.edit('t', id, { content: 'typed with care' });
  await clock.settle();
  sent('edit')[0]?.refuse(refusal(403));
  await clock.advance(2 * hourMs);
  outbox.dispose();
  const next = await openTab();
  const changesIn = (): readonly unknown[] =>
    next.outbox.snapshot().filter(({ type }) => type.startsWith('change-'));
  expect(changesIn()).toMatchObject([
    { type: 'change-added', messageId: id, change: { content: 'typed with care' } },
    { type: 'change-failed', messageId: id, failure: { code: 'forbidden' } },
  ]);
  void next.outbox.edit('t', id, { content: 'typed with care' });
  await clock.settle();
  next.outbox.observe(sent('edit')[1]!.accept());
  await clock.advance(1_000);
  expect(changesIn()).toEqual([]);
});

test('a deletion that was refused is forgotten after an hour: nothing was typed for it', async () => {
  const { outbox, id, sent, clock } = await openWithSent();
  void outbox.remove('t', id);
  await clock.settle();
  sent('remove')[0]?.refuse(refusal(403));
  await clock.advance(3_500_000);
  const changesIn = (): readonly unknown[] =>
    outbox.snapshot().filter(({ type }) => type.startsWith('change-'));
  expect(changesIn()).toHaveLength(2);
  await clock.advance(200_000);
  expect(changesIn()).toEqual([]);
});

test.each(['message', 'edit'])(
  'a refused %s has the same code in the tab that sent it and in the one that asked for it',
  async (kind) => {
    const { leader, follower, sent, clock } = await openTwoTabs();
    const outcomes = [leader, follower].map(({ outbox }, index) => {
      const threadId = `thread-${index}`;
      const outcome: Promise<unknown> =
        kind === 'edit'
          ? outbox.edit(threadId, '7', {
              content: 'x',
              metadata: { 'confab.clientMessageId': 'm' },
            })
          : outbox.enqueue(outgoing(`m${index}`, { threadId }));
      return outcome.catch((error: unknown) => error);
    });
    await clock.advance(1_000);
    for (const request of sent(kind === 'edit' ? 'edit' : 'send')) request.refuse(refusal(400));
    await clock.advance(1_000);
    const operation = kind === 'edit' ? 'edit' : 'send';
    const [own, other] = await Promise.all(outcomes);
    for (const error of [own, other])
      expect(error).toMatchObject({ code: 'invalid', operation, retryable: true });
    expect(own).toMatchObject({ cause: { statusCode: 400 } });
  },
);
