import { expect, test } from '../harness/session-fixtures.ts';
import { cutOff, holdSends, withoutMessageEvents } from '../harness/session-network.ts';
import { unsentTexts } from '../harness/session-storage.ts';

test('messages that were written offline are there after a reload and are sent in order', async ({
  service,
  openTab,
}) => {
  const { page, ...tab } = await openTab({ reliability: { settleMs: 2_000 } });
  await tab.live();
  await page.context().setOffline(true);
  for (const text of ['one', 'two']) await tab.send(text);
  await expect.poll(() => unsentTexts(page, service.ada.userId)).toEqual(['one', 'two']);

  // The page itself comes from a server, too: for the reload only the chat service is away.
  const reconnect = await cutOff(page);
  await page.context().setOffline(false);
  await page.reload();
  await expect.poll(() => tab.texts()).toEqual(['one', 'two']);
  expect(await service.texts()).toEqual([]);
  await reconnect();
  await tab.shows(['one', 'two']);
  expect(await service.texts()).toEqual(['one', 'two']);
});

test('a message that was written offline is sent by a tab that is opened after the first was closed', async ({
  service,
  openTab,
}) => {
  const tab = await openTab();
  await tab.live();
  await tab.page.context().setOffline(true);
  await tab.send('later');
  await expect.poll(() => unsentTexts(tab.page, service.ada.userId)).toEqual(['later']);
  await tab.page.close({ runBeforeUnload: false });
  await tab.page.context().setOffline(false);
  expect(await service.texts()).toEqual([]);

  const next = await openTab({ beside: tab });
  await next.shows(['later']);
  expect(await service.texts()).toEqual(['later']);
});

test('a tab that is killed after it stored a message and before the service has it: the next one sends it', async ({
  service,
  openTab,
}) => {
  const reliability = { settleMs: 2_000 };
  const tab = await openTab({ reliability });
  await tab.live();
  const held = await holdSends(tab.page, { reachService: false });
  await tab.send('survivor');
  await held.first;
  await tab.crash();
  expect(await service.texts()).toEqual([]);

  const next = await openTab({ beside: tab, reliability });
  await next.shows(['survivor']);
  expect(await service.texts()).toEqual(['survivor']);
});

for (const deduplicates of [true, false]) {
  const kind = deduplicates ? 'deduplicates' : 'does not deduplicate';
  test.describe(`where the service ${kind}`, () => {
    test.use({ serviceOptions: { deduplicates } });

    test('a reload between a request and its answer leaves one message and one row', async ({
      service,
      openTab,
    }) => {
      const tab = await openTab({ reliability: { settleMs: 2_000 } });
      await tab.live();
      service.setFaults(withoutMessageEvents);
      const held = await holdSends(tab.page, { reachService: true });
      await tab.send('once');
      await held.first;
      expect(await tab.outcomes()).toEqual({ once: 'pending' });
      held.release();
      // What is to be known of the message is not yet there when the page could send it again.
      const slowLists = { where: 'rest', fault: 'delay', ms: 1_000 } as const;
      service.setFaults({ rules: [{ ...slowLists, operations: ['listMessages'] }] });
      await tab.page.reload();
      await tab.send('afterwards');
      await tab.shows(['once', 'afterwards']);
      expect(await service.texts()).toEqual(['once', 'afterwards']);
    });

    test('a reload after a request that never reached the service sends the message once', async ({
      service,
      openTab,
    }) => {
      const tab = await openTab({ reliability: { settleMs: 2_000 } });
      await tab.live();
      const held = await holdSends(tab.page, { reachService: false });
      await tab.send('once');
      await held.first;
      held.release();
      await tab.page.reload();
      await tab.send('afterwards');
      await tab.shows(['once', 'afterwards']);
      expect(await service.texts()).toEqual(['once', 'afterwards']);
    });
  });
}
