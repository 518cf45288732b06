import type { Page } from '@playwright/test';
import { expect, test } from '../harness/session-fixtures.ts';
import {
  holdSends,
  paths,
  watchRequests,
  withoutMessageEvents,
} from '../harness/session-network.ts';
import type { SessionTab } from '../harness/session-tab.ts';

/** As in browsers that do not know Web Locks. */
const withoutLocks = (page: Page): Promise<unknown> =>
  page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }),
  );

/** Ways in which the sending tab goes away while its request is under way. */
const ends: readonly (readonly [string, (tab: SessionTab) => Promise<unknown>])[] = [
  ['is closed', (tab) => tab.page.close({ runBeforeUnload: false })],
  ['crashes', (tab) => tab.crash()],
];

for (const [kind, prepare] of [
  ['by turns', undefined],
  ['by turns, in a browser without locks,', withoutLocks],
] as const) {
  test(`messages that two tabs write ${kind} arrive once, in the order of typing, and both tabs show them`, async ({
    service,
    openTab,
  }) => {
    const options = prepare === undefined ? {} : { prepare };
    const first = await openTab(options);
    const second = await openTab({ ...options, beside: first });
    await Promise.all([first.live(), second.live()]);
    const sends = watchRequests(first.page.context(), 'POST', paths.messages);
    await first.page.context().setOffline(true);
    const texts = ['one', 'two', 'three', 'four'];
    for (const [index, text] of texts.entries()) await (index % 2 ? second : first).send(text);
    for (const tab of [first, second]) await expect.poll(() => tab.texts()).toEqual(texts);
    await first.page.context().setOffline(false);

    for (const tab of [first, second]) await tab.shows(texts);
    expect(await service.texts()).toEqual(texts);
    expect(await first.outcomes()).toEqual({ one: 'sent', three: 'sent' });
    expect(await second.outcomes()).toEqual({ two: 'sent', four: 'sent' });
    const senders = sends.map((request) => request.frame().page());
    expect(new Set(senders).size, 'tabs that made requests').toBe(1);
  });
}

for (const [what, end] of ends) {
  test(`when the sending tab ${what} in the middle of a request, another one takes over and nothing is doubled`, async ({
    service,
    openTab,
  }) => {
    const first = await openTab();
    await first.live();
    const second = await openTab({ beside: first });
    await second.live();
    service.setFaults(withoutMessageEvents);
    const held = await holdSends(first.page, { reachService: true });
    await second.send('whole');
    await held.first;
    await second.send('next');
    await end(first);

    await second.shows(['whole', 'next']);
    await expect.poll(() => second.outcomes()).toEqual({ whole: 'sent', next: 'sent' });
    expect(await service.texts()).toEqual(['whole', 'next']);
  });
}

test('without locks a tab takes over from one that crashed in the middle of a request', async ({
  service,
  openTab,
}) => {
  const reliability = { settleMs: 2_000 };
  const prepare = async (page: Page): Promise<void> => {
    await withoutLocks(page);
    await page.clock.install();
  };
  const options = { prepare, reliability };
  const first = await openTab(options);
  await first.live();
  const second = await openTab({ ...options, beside: first });
  await second.live();
  const held = await holdSends(first.page, { reachService: false });
  await second.send('whole');
  await held.first;
  await first.crash();
  await second.send('next');
  // Playwright moves the time in all tabs of the profile, and this one would not answer.
  await first.page.close();
  // The place of a tab that says nothing any more is free after 10 seconds.
  await second.page.clock.fastForward(11_000);

  const outcomes = { whole: 'sent', next: 'sent' };
  await expect.poll(() => second.outcomes()).toEqual(outcomes);
  await second.shows(['whole', 'next']);
  expect(await service.texts()).toEqual(['whole', 'next']);
});

test('two tabs on one thread send one read receipt for a message', async ({ service, openTab }) => {
  const reliability = { receiptIntervalMs: 100 };
  const first = await openTab({ reliability });
  const second = await openTab({ reliability, beside: first });
  await Promise.all([first.live(), second.live()]);
  const receipts = watchRequests(first.page.context(), 'POST', paths.receipts);
  const ids: string[] = [];
  for (const text of ['one', 'two', 'three']) {
    const id = await service.write(service.grace, text);
    ids.push(id);
    for (const tab of [first, second]) {
      await expect.poll(() => tab.texts()).toContain(text);
      await tab.page.evaluate(([thread, message]) => window.session.markRead(thread, message), [
        service.threadId,
        id,
      ] as const);
    }
    await expect.poll(() => service.readUpTo(service.ada)).toBe(id);
  }
  expect(receipts.map((request) => request.postDataJSON().chatMessageId)).toEqual(ids);
});
