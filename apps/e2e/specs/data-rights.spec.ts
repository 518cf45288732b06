import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { composer, openThread, row, tell } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Ada: account' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function save(page: Page, action: string): Promise<Download> {
  const saving = page.waitForEvent('download');
  await choose(page, action);
  return saving;
}

/** Names of what the kit has stored in this browser. */
function storedNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    return databases.filter((name) => name.startsWith('confab:'));
  });
}

test('a chat is taken along whole, as JSON and as a page in which nothing runs', async ({
  openPair,
  browser,
}) => {
  const [ada, grace] = await openPair('Ada and Grace');
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await tell(grace, 'Take this along');
  await tell(grace, hostile);
  await expect(row(ada, 'Take this along')).toBeVisible();

  const json = await save(ada, 'Save this chat as JSON');
  expect(json.suggestedFilename()).toBe('Ada and Grace.json');
  const data = JSON.parse(await readFile(await json.path(), 'utf8'));
  expect(JSON.stringify(data)).toContain('Take this along');
  expect(JSON.stringify(data)).toContain('Lunch tomorrow?');
  expect(JSON.stringify(data)).not.toContain('eyJ');

  const html = await save(ada, 'Save this chat as a page');
  expect(html.suggestedFilename()).toBe('Ada and Grace.html');
  const page = await browser.newPage();
  const requests: string[] = [];
  await page.route('**', (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  await page.setContent(await readFile(await html.path(), 'utf8'));
  await expect(page.getByText(hostile)).toBeVisible();
  await expect(page.getByText('Take this along')).toBeVisible();
  expect(await page.title()).toContain('Ada and Grace');
  expect(requests).toEqual([]);
  await page.close();
});

test('a device forgets the reader, and the chat is still there when he comes back', async ({
  openAs,
  demo,
}) => {
  const ada = await openAs('ada');
  await openThread(ada, 'Ada and Grace');
  await tell(ada, 'The service keeps this');
  await composer(ada).fill('Only this device knows');
  await expect.poll(() => storedNames(ada)).toHaveLength(1);

  await choose(ada, 'Erase my data on this device');
  await ada.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await expect(ada.getByRole('link', { name: /Grace/ })).toBeVisible();
  await expect.poll(() => storedNames(ada)).toEqual([]);

  await ada.goto(`${demo.url}/?user=ada`);
  await openThread(ada, 'Ada and Grace');
  await expect(row(ada, 'The service keeps this')).toBeVisible();
  await expect(composer(ada)).toHaveValue('');
});
