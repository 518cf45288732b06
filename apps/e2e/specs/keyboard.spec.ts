import type { Page } from '@playwright/test';
import { row, untilSent } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';
import { collectSpoken, focused, tabTo } from '../harness/keyboard.ts';

// People who cannot use a mouse do these tasks. Nothing here clicks, and nothing moves the focus but keys.

const backToMessages = (page: Page): Promise<void> =>
  tabTo(page, '[data-part="row"]:focus', { back: true });

/** Opens a chat with the keyboard, from the freshly loaded page. */
async function openThreadByKey(page: Page, topic: string): Promise<void> {
  await page.locator('[data-part="thread-rows"]').getByText(topic, { exact: true }).waitFor();
  await tabTo(page, '[data-part="thread-rows"] :focus');
  for (let step = 0; step < 12; step += 1) {
    if ((await focused(page).textContent())?.includes(topic)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: topic, level: 2 })).toBeVisible();
  await tabTo(page, /^Message /);
}

test('ten messages are read one by one, each with its sender, text and time', async ({
  openAs,
}) => {
  const page = await openAs('ada');
  await openThreadByKey(page, 'Atlas launch');
  const spoken = await collectSpoken(page);
  await backToMessages(page);
  await page.keyboard.press('End');
  const names: string[] = [];
  for (let step = 0; step < 10; step += 1) {
    const isLast = step === 9;
    await expect(focused(page)).toBeInViewport();
    await expect(focused(page)).toHaveAttribute('data-part', 'row');
    await expect(focused(page)).toHaveAccessibleName(/\d\d:\d\d|added|joined|left|removed|topic/);
    names.push(await focused(page).ariaSnapshot());
    if (!isLast) await page.keyboard.press('ArrowUp');
  }
  expect(new Set(names).size).toBe(10);
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAccessibleName(/^Message /);
  // The focus has said all of this. The live region says nothing beside it.
  expect(spoken()).toEqual([]);
});

test('the last own message is changed from the composer, and another one from its menu', async ({
  openAs,
}) => {
  const page = await openAs('ada');
  await openThreadByKey(page, 'Ada and Grace');
  const spoken = await collectSpoken(page);
  await page.keyboard.type('Twelve o’clock then');
  await page.keyboard.press('Enter');
  // Until the service has it, the last message that can be changed is the one before.
  await untilSent(page, 'Twelve o’clock then');
  await page.keyboard.press('ArrowUp');
  await expect(focused(page)).toHaveValue('Twelve o’clock then');
  await page.keyboard.press('End');
  await page.keyboard.type(', sharp');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Twelve o’clock then, sharp')).toContainText('(edited)');
  await expect(focused(page)).toHaveValue('');

  await page.keyboard.press('Shift+Tab');
  // Where the chat was open from the start, Tab has led through its messages, and comes back to the one that it met.
  await backToMessages(page);
  await page.keyboard.press('End');
  await expect(focused(page)).toContainText('Twelve o’clock then, sharp');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Reply' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(focused(page)).toHaveValue('Twelve o’clock then, sharp');
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveValue('');
  expect(spoken()).toEqual([]);
});

test('a message that was refused is announced at once, and tried again from its row', async ({
  openAs,
}) => {
  const page = await openAs('ada');
  await openThreadByKey(page, 'Ada and Grace');
  const spoken = await collectSpoken(page);
  const sends = /\/chat\/threads\/[^/]+\/messages(?:\?|$)/;
  await page.route(sends, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    return route.fulfill({ status: 400, json: { error: { code: 'BadRequest', message: 'No.' } } });
  });
  await page.keyboard.type('See you there');
  await page.keyboard.press('Enter');
  await expect.poll(spoken).toEqual([expect.stringMatching(/See you there/)]);
  await page.unroute(sends);

  await backToMessages(page);
  await page.keyboard.press('End');
  await expect(focused(page)).toHaveAccessibleName(/See you there.*Not sent/);
  await tabTo(page, /^Retry$/);
  await page.keyboard.press('Enter');
  await untilSent(page, 'See you there');
  // The row keeps the focus that its button has lost.
  await expect(focused(page)).toContainText('See you there');
});

test('a person is added to a chat', async ({ openAs }) => {
  const page = await openAs('ada');
  await openThreadByKey(page, 'Ada and Grace');
  const spoken = await collectSpoken(page);
  await tabTo(page, /people|participants/i, { back: true });
  await page.keyboard.press('Enter');
  await tabTo(page, /^Add people/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Add people/ });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('Linus');
  await tabTo(page, /^Linus/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Add$/);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-part="side-panel"]')).toContainText('Linus');
  await expect(focused(page)).toHaveAccessibleName(/^Add people/);
  await expect.poll(spoken).toEqual(['Added']);
});
