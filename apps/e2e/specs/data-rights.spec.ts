import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { expect, test } from '../harness/fixtures.ts';

const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / });
const row = (page: Page, text: string): Locator =>
  page.locator('[data-part="row"]').filter({ hasText: text });

async function openThread(page: Page, topic: string): Promise<void> {
  await page.locator('[data-part="thread-rows"]').getByText(topic, { exact: true }).click();
  await expect(page.getByRole('heading', { name: topic, level: 2 })).toBeVisible();
}

async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
  await expect(row(page, text).locator('[data-part="message"]')).toHaveAttribute(
    'data-state',
    /sent|read/,
  );
}

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
  openAs,
  browser,
}) => {
  const [ada, grace] = [await openAs('ada'), await openAs('grace')];
  for (const page of [ada, grace]) await openThread(page, 'Ada and Grace');
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await say(grace, 'Take this along');
  await say(grace, hostile);
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
  await say(ada, 'The service keeps this');
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
