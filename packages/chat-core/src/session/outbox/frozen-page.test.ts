import { expect, test } from 'vitest';
import { ChatClientError } from '../../errors.ts';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { createGate } from '../gate.ts';

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

test('an attempt is dated when its token is there, however long that takes', async () => {
  const { openTab, clock, chat, sent, stored } = createOutboxStage();
  const token = createGate<void>();
  chat.prepare = () => token.promise;
  const { outbox } = await openTab();
  void outbox.enqueue(outgoing('mine')).catch(() => {});
  await clock.advance(20_000);
  expect(stored('mine')).toMatchObject({ state: 'queued', attempts: 0 });
  token.open();
  await clock.settle();
  expect(sent()).toHaveLength(1);
  expect(stored('mine')?.lastAttemptAt).toBe(clock.now());
});

test('a message for which there is no token has not left, and is sent when there is one', async () => {
  const { openTab, clock, chat, sent, stored } = createOutboxStage();
  const error = new ChatClientError({ code: 'token', operation: 'getToken', message: 'None.' });
  chat.prepare = () => Promise.reject(error);
  const { outbox } = await openTab();
  void outbox.enqueue(outgoing('mine')).catch(() => {});
  await clock.advance(10_000);
  expect(stored('mine')).toMatchObject({ state: 'queued', attempts: 0 });
  chat.prepare = () => Promise.resolve();
  await clock.advance(60_000);
  expect(sent()).not.toEqual([]);
});
