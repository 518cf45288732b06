import { expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';

test('an edit of a message on its way that is stored late does not replace the edit after it', async () => {
  const { openTab, clock, sent, chat } = createOutboxStage();
  let store: (() => void) | undefined;
  const { outbox } = await openTab({
    wrap: (database) => ({
      ...database,
      async update(table, key, change) {
        if (table === 'changes' && store === undefined)
          await new Promise<void>((resolve) => {
            store = resolve;
          });
        return database.update(table, key, change);
      },
    }),
  });
  const { threadId } = outgoing('mine');
  void outbox.enqueue(outgoing('mine'));
  await clock.settle();
  void outbox.edit(threadId, 'mine', { content: 'second' });
  await clock.settle();
  sent()[0]?.accept();
  await clock.settle();
  void outbox.edit(threadId, 'mine', { content: 'third' });
  await clock.advance(1_000);
  store?.();
  for (let round = 0; round < 4; round += 1) {
    await clock.advance(1_000);
    sent('edit').at(-1)?.accept();
  }
  await clock.settle();
  expect(chat.messages.map(({ content }) => content)).toEqual(['third']);
});
