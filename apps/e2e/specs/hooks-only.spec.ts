import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { startHooksOnly, type HooksOnly } from '../harness/start-hooks-only.ts';

interface Fixtures {
  /** Opens the example in a browser context of its own, as that person, with the chat that all know. */
  readonly openAs: (user: string) => Promise<Page>;
}

const test = base.extend<Fixtures, { readonly app: HooksOnly }>({
  app: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const app = await startHooksOnly();
      await provide(app);
      await app.stop();
    },
    // What it is built of may have to be built first.
    { scope: 'worker', timeout: 240_000 },
  ],
  openAs: async ({ browser, app }, provide) => {
    const errors: string[] = [];
    const pages: Page[] = [];
    await provide(async (user) => {
      const page = await (await browser.newContext()).newPage();
      page.on('pageerror', (error) => errors.push(`${user}: ${error.stack ?? error.message}`));
      pages.push(page);
      await page.goto(`${app.url}?user=${user}`);
      await openChat(page, 'Launch');
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
    expect(errors, 'errors thrown in the pages').toEqual([]);
  },
});

const chat = (page: Page, topic: string): Locator =>
  page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${topic}`) });
const rows = (page: Page): Locator => page.getByRole('list', { name: 'Messages' });
const row = (page: Page, text: string): Locator =>
  rows(page).getByRole('listitem').filter({ hasText: text });
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });

async function openChat(page: Page, topic: string): Promise<void> {
  await chat(page, topic).click();
  await expect(page.getByRole('heading', { level: 2, name: topic })).toBeVisible();
  await expect(field(page)).toBeEditable();
}

async function send(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
  await expect(field(page)).toHaveValue('');
}

test('two people write, see each other type, and see what was read', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await field(grace).pressSequentially('Are you there?');
  await expect(ada.getByText('Grace is typing…')).toBeVisible();
  await field(grace).press('Enter');
  await ada.bringToFront();
  await expect(row(ada, 'Are you there?')).toBeVisible();
  await expect(ada.getByText('is typing…')).toHaveCount(0);
  await expect(row(grace, 'Are you there?')).toContainText('read');
  await send(ada, '<b>Here</b> I am');
  await expect(row(grace, '<b>Here</b> I am')).toBeVisible();
});

test('a message counts as read only once it is on screen', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await row(ada, 'Step 80').scrollIntoViewIfNeeded();
  await expect(row(ada, 'Step 120')).not.toBeInViewport();
  await send(grace, 'Below the fold');
  await expect(row(ada, 'Below the fold')).toBeAttached();
  await expect(row(grace, 'Below the fold')).toContainText('sent');
  await row(ada, 'Below the fold').scrollIntoViewIfNeeded();
  await expect(row(grace, 'Below the fold')).toContainText('read');
});

test('older messages come page by page, to the beginning, and the reader stays where he is', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const older = ada.getByRole('button', { name: 'Older messages' });
  await older.scrollIntoViewIfNeeded();
  const first = await rows(ada).getByRole('listitem').getByRole('paragraph').first().innerText();
  const top = async (): Promise<number> => (await row(ada, first).boundingBox())?.y ?? NaN;
  const before = await top();
  await older.click();
  await expect(row(ada, 'Step 40 of')).toBeAttached();
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
  await older.click();
  await expect(row(ada, 'Step 1 of')).toBeAttached();
  await expect(older).toHaveCount(0);
});

test('a draft is there after a reload, in the chat that it was written in', async ({ openAs }) => {
  const ada = await openAs('ada');
  await field(ada).fill('Not yet sent');
  await expect(field(ada)).toHaveValue('Not yet sent');
  await ada.reload();
  await openChat(ada, 'Launch');
  await expect(field(ada)).toHaveValue('Not yet sent');
});

test('a word that is still being composed is not sent by Enter', async ({ openAs }) => {
  const ada = await openAs('ada');
  await field(ada).focus();
  const session = await ada.context().newCDPSession(ada);
  await session.send('Input.imeSetComposition', {
    text: '한구',
    selectionStart: 2,
    selectionEnd: 2,
  });
  await field(ada).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(field(ada)).toHaveValue('한구');
  await session.send('Input.insertText', { text: '한국' });
  await field(ada).press('Enter');
  await expect(row(ada, '한국')).toBeVisible();
  await expect(row(ada, '한구')).toHaveCount(0);
});

test('own messages are edited and deleted, and the other sees it', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await send(ada, 'A tpyo');
  await row(ada, 'A tpyo').getByRole('button', { name: 'Edit' }).click();
  await ada.getByRole('textbox', { name: 'Edit' }).fill('A typo');
  await ada.getByRole('textbox', { name: 'Edit' }).press('Enter');
  await expect(row(grace, 'A typo')).toContainText('edited');
  await row(ada, 'A typo').getByRole('button', { name: 'Delete' }).click();
  await expect(row(grace, 'A typo')).toHaveCount(0);
  await expect(row(grace, 'Deleted').last()).toBeVisible();
});

test('without a network the page says so, and what was written arrives once when it is back', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await ada.context().setOffline(true);
  await expect(ada.getByRole('status')).toContainText('You are offline');
  await send(ada, 'Written on the train');
  await expect(row(ada, 'Written on the train')).toContainText('queued');
  await ada.context().setOffline(false);
  await expect(row(grace, 'Written on the train')).toHaveCount(1);
  await expect(ada.getByRole('status')).toBeEmpty();
  await expect(row(ada, 'Written on the train')).toHaveCount(1);
  await expect(row(ada, 'Written on the train')).not.toContainText('queued');
});

test('a message that was refused says why, and is tried again or taken back', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const sends = /\/messages\?/;
  await ada.route(sends, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 403,
          headers: { 'Access-Control-Allow-Origin': '*' },
          json: { error: { code: 'Forbidden', message: 'Not now.' } },
        })
      : route.fallback(),
  );
  await send(ada, 'Refused at first');
  await send(ada, 'Taken back');
  await expect(row(ada, 'Refused at first').getByRole('alert')).toBeVisible();
  await row(ada, 'Taken back').getByRole('button', { name: 'Discard' }).click();
  await expect(row(ada, 'Taken back')).toHaveCount(0);
  await ada.unroute(sends);
  await row(ada, 'Refused at first').getByRole('button', { name: 'Try again' }).click();
  await expect(row(ada, 'Refused at first')).toContainText('sent');
});

test('who cannot be added is named, and only those are tried again', async ({ openAs }) => {
  const ada = await openAs('ada');
  await ada.getByText('New chat').click();
  await ada.getByRole('textbox', { name: 'Topic' }).fill('Trip');
  await ada.getByRole('textbox', { name: 'People', exact: true }).fill('Grace, 8:acs:nobody');
  await ada.getByRole('button', { name: 'Create' }).click();
  await expect(ada.getByRole('heading', { level: 2, name: 'Trip' })).toBeVisible();
  const failed = ada.getByRole('navigation').getByRole('alert');
  await expect(failed).toContainText('8:acs:nobody could not be added');
  await expect(failed).not.toContainText('Grace');
  const request = ada.waitForRequest(/participants\/:add/);
  await failed.getByRole('button', { name: 'Try these again' }).click();
  expect((await request).postData()).not.toContain('Grace');
  await expect(failed).toContainText('8:acs:nobody could not be added');
  await ada.getByText('People (2)').click();
  await ada.getByRole('textbox', { name: 'Add people' }).fill('Linus');
  await ada.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(ada.getByText('People (3)')).toBeVisible();
});

test('who is removed keeps what he can see, and is told that he cannot write', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await ada.getByText('New chat').click();
  await ada.getByRole('textbox', { name: 'Topic' }).fill('Secret');
  await ada.getByRole('textbox', { name: 'People', exact: true }).fill('Grace');
  await ada.getByRole('button', { name: 'Create' }).click();
  await openChat(grace, 'Secret');
  await send(ada, 'Between us');
  await expect(row(grace, 'Between us')).toBeVisible();
  await ada.getByText('People (2)').click();
  await ada.getByRole('button', { name: 'Remove Grace' }).click();
  await expect(grace.getByText('You are no longer in this chat.')).toBeVisible();
  await expect(row(grace, 'Between us')).toBeVisible();
  await expect(field(grace)).toHaveCount(0);
});

test('the whole of it works with the keyboard alone', async ({ openAs }) => {
  const ada = await openAs('ada');
  await field(ada).focus();
  await ada.keyboard.type('With the keyboard');
  await ada.keyboard.press('Enter');
  await expect(row(ada, 'With the keyboard')).toContainText('sent');
  await ada.keyboard.press('Shift+Tab');
  await expect(row(ada, 'With the keyboard').getByRole('button', { name: 'Delete' })).toBeFocused();
  await ada.keyboard.press('Enter');
  await expect(row(ada, 'With the keyboard')).toHaveCount(0);
});
