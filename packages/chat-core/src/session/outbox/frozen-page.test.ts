import { expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';

test('a page that was frozen while an attempt was stored says anew when it leaves', async () => {
  const { openTab, clock, sent, stored } = createOutboxStage();
  let thaw: (() => void) | undefined;
  let hasFrozen = false;
  const { outbox } = await openTab({
    wrap: (database) => ({
      ...database,
      async update(table, key, change) {
        const next = await database.update(table, key, change);
        if (stored(key)?.state === 'sending' && !hasFrozen) {
          hasFrozen = true;
          await new Promise<void>((resolve) => {
            thaw = resolve;
          });
        }
        return next;
      },
    }),
  });
  void outbox.enqueue(outgoing('mine')).catch(() => {});
  await clock.settle();
  const frozenAt = clock.now();
  expect(stored('mine')?.lastAttemptAt).toBe(frozenAt);
  await clock.advance(60_000);
  expect(sent()).toHaveLength(0);
  thaw?.();
  await clock.settle();
  expect(sent()).toHaveLength(1);
  expect(stored('mine')?.lastAttemptAt).toBe(frozenAt + 60_000);
});
