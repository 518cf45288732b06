import { openThread, row } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';
import { focused } from '../harness/keyboard.ts';

test('a message is found by a word, and shown where it stands', async ({ openAs }) => {
  const ada = await openAs('ada');
  await openThread(ada, 'Atlas launch');
  await ada.getByRole('button', { name: 'Chat menu' }).click();
  await ada.getByRole('menuitem', { name: 'Search messages' }).click();
  const panel = ada.getByRole('region', { name: 'Search messages' });
  await expect(panel.getByRole('searchbox')).toBeFocused();
  await ada.keyboard.type('staging');
  const results = panel.locator('[data-part="search-result"]');
  await expect(results.first()).toContainText('staging');
  await expect(panel.locator('mark').first()).toHaveText(/staging/i);
  await ada.keyboard.press('ArrowDown');
  await expect(results.first()).toBeFocused();
  const text = (await results.first().locator('[data-part="search-text"]').textContent()) ?? '';
  await ada.keyboard.press('Enter');
  await expect(focused(ada)).toHaveAttribute('data-part', 'row');
  await expect(focused(ada)).toContainText(text.slice(0, 20));
  await expect(focused(ada)).toBeInViewport();
});

test('the link of a message opens the chat at that message in another browser', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  await ada.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openThread(ada, 'Atlas launch');
  await ada.locator('[data-part="scroller"]').hover();
  await ada.mouse.wheel(0, -4000);
  const old = row(ada, 'Morning! The staging build is up.');
  await old.hover();
  await old.getByRole('button', { name: 'More' }).click();
  await ada.getByRole('menuitem', { name: 'Copy link' }).click();
  const link = new URL(await ada.evaluate(() => navigator.clipboard.readText()));
  expect(link.searchParams.get('message')).toMatch(/^\d+$/);

  const grace = await openAs('grace');
  link.searchParams.set('user', 'grace');
  await grace.goto(link.href);
  await expect(row(grace, 'Morning! The staging build is up.')).toBeInViewport();
  await expect(focused(grace)).toContainText('Morning! The staging build is up.');
});
