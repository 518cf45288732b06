import { expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';

test('messages of another tab that are read together leave in the order of typing, in whatever order the store gives them', async () => {
  const { openTab, sent, clock, world } = createOutboxStage();
  world.losesPokes = true;
  const leader = await openTab({
    wrap: (database) => ({
      ...database,
      readAll: async (table) => (await database.readAll(table)).toReversed(),
    }),
  });
  const follower = await openTab({ leads: false });
  const typed = ['first', 'second', 'third'];
  for (const key of typed) void follower.outbox.enqueue(outgoing(key));
  await clock.settle();
  await leader.outbox.refresh();
  for (const [index] of typed.entries()) {
    await clock.settle();
    sent()[index]?.accept();
  }
  expect(sent().map(({ message }) => message?.clientMessageId)).toEqual(typed);
});
