import { randomBytes } from 'node:crypto';
import { expect, test } from '../harness/session-fixtures.ts';
import type { SessionTab } from '../harness/session-tab.ts';
import { putStored, readStored, unsentTexts } from '../harness/session-storage.ts';

test('code for the storage loads with the first session that keeps something, not with the page', async ({
  build,
  openTab,
}) => {
  const names = [...build.sources].flatMap(([file, sources]) =>
    sources.some((source) => /indexed-db-database|\/idb\//.test(source)) ? [file] : [],
  );
  expect(names).not.toEqual([]);
  for (const name of names) expect([...build.first]).not.toContain(name);

  const loaded: string[] = [];
  const options = (persist: boolean) =>
    ({
      persist,
      prepare: async (page) => {
        page.on('request', (request) => loaded.push(new URL(request.url()).pathname.slice(1)));
      },
    }) satisfies Parameters<typeof openTab>[0];
  const forgetful = await openTab(options(false));
  await forgetful.live();
  await forgetful.send('kept nowhere');
  await forgetful.shows(['kept nowhere']);
  for (const name of names) expect(loaded).not.toContain(name);
  const keeping = await openTab(options(true));
  await keeping.live();
  for (const name of names) expect(loaded).toContain(name);
});

for (const [what, breakStorage] of [
  [
    'throws',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Denied', 'SecurityError');
      };
    },
  ],
  ['is missing', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
] as const) {
  test(`where the browser's storage ${what}, messages are kept in memory and sent, and the app is told`, async ({
    service,
    openTab,
  }) => {
    const tab = await openTab({ prepare: (page) => page.addInitScript(breakStorage) });
    await tab.live();
    await tab.page.context().setOffline(true);
    for (const text of ['one', 'two']) await tab.send(text);
    await expect.poll(() => tab.texts()).toEqual(['one', 'two']);
    await tab.page.context().setOffline(false);
    await tab.shows(['one', 'two']);
    expect(await service.texts()).toEqual(['one', 'two']);
    const status = await tab.page.evaluate(() => window.session.status);
    expect(status).toMatchObject({ isPersisted: false, persistenceProblem: 'unavailable' });
    expect(await tab.page.evaluate(() => window.app.storageProblems)).toEqual(['unavailable']);
  });
}

test('a message for which the storage has no room is refused with the reason, and nothing that was stored is lost', async ({
  service,
  site,
  openTab,
}) => {
  let setRoom = async (_bytes?: number): Promise<void> => {};
  const tab = await openTab({
    prepare: async (page) => {
      // A page is needed whose browser stores for this site, before anything is stored.
      await page.goto(`${site}/blank`);
      const devTools = await page.context().newCDPSession(page);
      setRoom = async (quotaSize) => {
        const quota = { origin: site, ...(quotaSize !== undefined && { quotaSize }) };
        await devTools.send('Storage.overrideQuotaForOrigin', quota);
      };
      await setRoom(300_000);
    },
  });
  await tab.live();
  await tab.page.context().setOffline(true);
  const texts: string[] = [];
  const statuses = async (): Promise<string[]> => (await tab.rows()).map(({ status }) => status);
  while (!(await statuses()).includes('failed')) {
    // Random, because the browser stores a repetition in little room.
    const text = randomBytes(12_000).toString('hex');
    texts.push(text);
    await tab.send(text);
    await expect.poll(() => isStoredOrRefused(tab, service.ada.userId, text)).toBe(true);
  }
  const refused = texts.at(-1) ?? '';
  expect(await tab.rows()).toMatchObject([
    ...texts.slice(0, -1).map((text) => ({ text, status: 'queued' })),
    { text: refused, status: 'failed', reason: 'storage-full' },
  ]);
  expect(await tab.outcomes()).toMatchObject({ [refused]: 'storage-full' });
  const status = await tab.page.evaluate(() => window.session.status);
  expect(status).toMatchObject({ isPersisted: false, persistenceProblem: 'full' });

  await setRoom();
  await tab.page.context().setOffline(false);
  await tab.page.evaluate(
    (key) => void window.session.retry(key),
    (await tab.rows()).at(-1)?.key ?? '',
  );
  await tab.shows(texts);
  expect(await service.texts()).toEqual(texts);
  expect(await tab.page.evaluate(() => window.session.status.isPersisted)).toBe(true);
});

test('a record that cannot be read is set aside and told of, and the others are sent', async ({
  service,
  openTab,
}) => {
  const { userId } = service.ada;
  const sends = { where: 'rest', operations: ['sendMessage'] } as const;
  service.setFaults({ rules: [{ ...sends, fault: 'status', status: 503 }] });
  const tab = await openTab({ reliability: { settleMs: 2_000 } });
  await tab.live();
  for (const text of ['one', 'two']) await tab.send(text);
  await expect.poll(() => unsentTexts(tab.page, userId)).toEqual(['one', 'two']);
  await tab.leave();
  await putStored(tab.page, userId, 'outbox', { clientMessageId: 'broken', content: 7 });
  service.setFaults({ rules: [] });

  await tab.comeBack();
  await tab.shows(['one', 'two']);
  expect(await service.texts()).toEqual(['one', 'two']);
  expect(await tab.page.evaluate(() => window.app.errors)).toHaveLength(1);
  expect(await readStored(tab.page, userId, 'quarantine')).toHaveLength(1);
  expect(await tab.page.evaluate(() => window.session.status.isPersisted)).toBe(true);
});

async function isStoredOrRefused(tab: SessionTab, userId: string, text: string): Promise<boolean> {
  const stored = await unsentTexts(tab.page, userId);
  return stored.includes(text) || (await tab.outcomes())[text] === 'storage-full';
}
