import { expect, type Locator, type Page } from '@playwright/test';

// The demo as a person who reads English sees it.

/** The field below the open chat. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / });

/** The list item of each message with that text: its row, with its name, time and buttons. */
export const row = (page: Page, text: string): Locator =>
  page.locator('[data-part="row"]').filter({ hasText: text });

/** Each message with that text. */
export const message = (page: Page, text: string): Locator =>
  page.locator('[data-part="message"]').filter({ hasText: text });

/** Opens a chat from the list, and waits until it is there. */
export async function openThread(page: Page, topic: string): Promise<void> {
  await page.locator('[data-part="thread-rows"]').getByText(topic, { exact: true }).click();
  await expect(page.getByRole('heading', { name: topic, level: 2 })).toBeVisible();
}

/** Writes into the open chat and presses Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** Waits until the service has the message with that text. */
export async function untilSent(page: Page, text: string): Promise<void> {
  await expect(message(page, text).last()).toHaveAttribute('data-state', /sent|read/);
}

/** Says it, and waits until the service has it. */
export async function tell(page: Page, text: string): Promise<void> {
  await say(page, text);
  await untilSent(page, text);
}
