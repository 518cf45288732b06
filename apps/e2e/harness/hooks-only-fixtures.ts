import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect } from './session-fixtures.ts';
import { test as base } from './session-freeze.ts';
import { startHooksOnly, type HooksOnly } from './start-hooks-only.ts';

/** How the example is opened. */
export interface OpenAsOptions {
  /** Topic of the chat that is opened. Default: that of Ada and Grace. */
  readonly topic?: string;
  /** Default: a profile of its own. */
  readonly profile?: BrowserContext;
}

interface Fixtures {
  /** Opens the example as that person, and a chat in it. A test fails when the page throws. */
  readonly openAs: (user: string, options?: OpenAsOptions) => Promise<Page>;
}

/** Playwright's `test` with the example, which is built and started once. `plainProfile` hides all tabs but one, as in real life. */
export const test = base.extend<Fixtures, { readonly app: HooksOnly }>({
  app: [
    // Playwright finds out which fixtures are needed from this pattern, so it stays although it is empty.
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
    const opened: (Page | BrowserContext)[] = [];
    await provide(async (user, { topic = 'Launch', profile } = {}) => {
      const context = profile ?? (await browser.newContext());
      const page = await context.newPage();
      opened.push(profile === undefined ? context : page);
      page.on('pageerror', (error) => errors.push(`${user}: ${error.stack ?? error.message}`));
      await page.goto(`${app.url}?user=${user}`);
      await openChat(page, topic);
      return page;
    });
    await Promise.all(opened.map((one) => one.close()));
    expect(errors, 'errors thrown in the pages').toEqual([]);
  },
});

/** The row of the list of chats. */
export const chat = (page: Page, topic: string): Locator =>
  page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${topic}`) });
export const rows = (page: Page): Locator => page.getByRole('list', { name: 'Messages' });
export const row = (page: Page, text: string): Locator =>
  rows(page).getByRole('listitem').filter({ hasText: text });
/** Where a message is written. */
export const field = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Message', exact: true });

export async function openChat(page: Page, topic: string): Promise<void> {
  await chat(page, topic).click();
  await expect(page.getByRole('heading', { level: 2, name: topic })).toBeVisible();
  await expect(field(page)).toBeEditable();
}

export async function send(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
  await expect(field(page)).toHaveValue('');
}

/** Creates a chat in the page. It opens unless somebody could not be added. */
export async function createChat(page: Page, topic: string, people: string): Promise<void> {
  await page.getByText('New chat').click();
  await page.getByRole('textbox', { name: 'Topic' }).fill(topic);
  await page.getByRole('textbox', { name: 'People', exact: true }).fill(people);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(chat(page, topic)).toBeVisible();
}

/** Presses Tab until this has the focus, as somebody without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  const hasFocus = (): Promise<boolean> =>
    target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40 && !(await hasFocus()); presses += 1)
    await target.page().keyboard.press('Tab');
  await expect(target).toBeFocused();
}
