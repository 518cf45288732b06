import { expect, test } from '../harness/session-fixtures.ts';
import { findDatabase, readStored, unsentTexts } from '../harness/session-storage.ts';
import type { SessionTab } from '../harness/session-tab.ts';

const setDraft = (tab: SessionTab, threadId: string, text: string): Promise<void> =>
  tab.page.evaluate(([thread, draft]) => window.session.setDraft(thread, { text: draft }), [
    threadId,
    text,
  ] as const);

const signOut = (tab: SessionTab): Promise<void> =>
  tab.page.evaluate(() => window.session.signOut());

test('when Ada signs out with unsent messages, all her tabs end, and Grace finds and sends nothing of hers', async ({
  service,
  openTab,
}) => {
  const { ada, grace } = service;
  const first = await openTab();
  const second = await openTab({ beside: first });
  await Promise.all([first.live(), second.live()]);
  await first.page.context().setOffline(true);
  for (const tab of [first, second]) await tab.send('secret');
  await expect.poll(() => unsentTexts(first.page, ada.userId)).toEqual(['secret', 'secret']);
  await signOut(first);

  await expect.poll(() => second.page.evaluate(() => window.app.isSignedOut)).toBe(true);
  for (const tab of [first, second]) expect(await tab.send('too late')).toBe('disposed');
  await expect.poll(() => second.outcomes()).toEqual({ secret: 'disposed' });
  expect(await findDatabase(first.page, ada.userId)).toBeUndefined();
  await first.page.context().setOffline(false);

  const other = await openTab({ beside: first, user: grace });
  await other.live();
  await other.send('from Grace');
  await other.shows(['from Grace']);
  expect(await service.texts()).toEqual(['from Grace']);
  expect(await readStored(other.page, ada.userId, 'outbox')).toEqual([]);
});

test('a draft survives a reload, shows in the other tab, and is gone once the message is sent', async ({
  service,
  openTab,
}) => {
  const first = await openTab();
  await first.live();
  const second = await openTab({ beside: first });
  await second.live();
  await setDraft(first, service.threadId, 'Dear Gra');
  await expect.poll(() => second.draft()).toBe('Dear Gra');
  await first.page.reload();
  await expect.poll(() => first.draft()).toBe('Dear Gra');

  await second.send('Dear Grace');
  await second.shows(['Dear Grace']);
  for (const tab of [first, second]) await expect.poll(() => tab.draft()).toBeUndefined();
  await expect.poll(() => readStored(first.page, service.ada.userId, 'drafts')).toEqual([]);
});

test('a draft that was just typed is stored when the tab is left at once', async ({
  service,
  openTab,
}) => {
  const tab = await openTab();
  await tab.live();
  await setDraft(tab, service.threadId, 'half a sen');
  await tab.leave();
  await tab.comeBack();
  await expect.poll(() => tab.draft()).toBe('half a sen');
});

test('a draft is gone after its author signed out', async ({ service, openTab }) => {
  const { userId } = service.ada;
  const tab = await openTab();
  await tab.live();
  await setDraft(tab, service.threadId, 'private');
  await expect.poll(() => readStored(tab.page, userId, 'drafts')).toHaveLength(1);
  await signOut(tab);
  expect(await findDatabase(tab.page, userId)).toBeUndefined();
  await tab.comeBack();
  await tab.live();
  expect(await tab.draft()).toBeUndefined();
});
