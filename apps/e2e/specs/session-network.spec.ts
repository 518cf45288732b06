import { expect, test } from '../harness/session-fixtures.ts';
import { enterCaptivePortal, paths, watchRequests } from '../harness/session-network.ts';

test('after an hour in airplane mode five messages are sent in order, and the connection is live again', async ({
  service,
  openTab,
}) => {
  const tab = await openTab({ prepare: (page) => page.clock.install() });
  const context = tab.page.context();
  await tab.live();
  await context.setOffline(true);
  await expect.poll(() => tab.connection()).toBe('offline');
  const texts = ['one', 'two', 'three', 'four', 'five'];
  for (const text of texts) await tab.send(text);
  await tab.page.clock.fastForward('01:00:00');
  await expect
    .poll(() => tab.rows())
    .toMatchObject(texts.map((text) => ({ text, status: 'queued', reason: 'network' })));
  expect(await tab.connection()).toBe('offline');
  expect(await service.texts()).toEqual([]);

  await context.setOffline(false);
  await tab.shows(texts);
  await tab.live();
  expect(await service.texts()).toEqual(texts);
  const outcomes = await tab.outcomes();
  expect(Object.values(outcomes)).toEqual(texts.map(() => 'sent'));
});

test('a network that answers everything with a page of its own shows nothing of it, and the message is sent once', async ({
  service,
  openTab,
}) => {
  await service.write(service.grace, 'before');
  let leavePortal = async (): Promise<void> => {};
  const tab = await openTab({
    reliability: { settleMs: 2_000 },
    prepare: async (page) => {
      leavePortal = await enterCaptivePortal(page);
    },
  });
  const sends = watchRequests(tab.page.context(), 'POST', paths.messages);
  await tab.send('hello');
  await expect.poll(() => sends.length).toBeGreaterThan(0);
  await expect.poll(() => tab.page.evaluate(() => window.app.errors)).not.toEqual([]);
  expect(await tab.texts()).toEqual(['hello']);
  expect(await tab.outcomes()).toEqual({ hello: 'pending' });

  await leavePortal();
  await expect
    .poll(() => tab.rows(), { timeout: 15_000 })
    .toMatchObject([
      { text: 'before', status: 'sent' },
      { text: 'hello', status: 'sent' },
    ]);
  await tab.live();
  expect(await service.texts()).toEqual(['before', 'hello']);
});
