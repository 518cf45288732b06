import type { Locator, Page } from '@playwright/test';
import { composer, openThread, tell } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';
import { collectSpoken, focused, tabTo } from '../harness/keyboard.ts';

// Two people in two browsers: one writes, the other sees what it means.

const row = (page: Page, text: string): Locator =>
  page.locator('[data-part="row"]').filter({
    has: page.locator('[data-part="message-content"]').filter({ hasText: text }),
  });
const quote = (page: Page, text: string): Locator => row(page, text).locator('[data-part="quote"]');
const options = (page: Page): Locator => page.getByRole('option');

async function reply(page: Page, to: string): Promise<void> {
  await row(page, to).hover();
  await row(page, to).getByRole('button', { name: 'Reply', exact: true }).click();
}

test('an answer shows what it answers on both sides, and leads there', async ({ openPair }) => {
  const [ada, grace] = await openPair('Ada and Grace');

  await tell(grace, 'Shall we start at nine?');
  await reply(ada, 'Shall we start at nine?');
  await expect(ada.getByText('Reply to Grace', { exact: true })).toBeVisible();
  await expect(composer(ada)).toBeFocused();
  await ada.keyboard.type('Nine is fine');
  await ada.keyboard.press('Enter');

  for (const page of [ada, grace]) {
    await expect(quote(page, 'Nine is fine')).toContainText('Grace');
    await expect(quote(page, 'Nine is fine')).toContainText('Shall we start at nine?');
  }
  await quote(grace, 'Nine is fine').click();
  await expect(row(grace, 'Shall we start at nine?')).toHaveAttribute('data-state', 'highlighted');
});

test('an answer survives a reload, and follows what happens to the message', async ({
  openPair,
}) => {
  const [ada, grace] = await openPair('Ada and Grace');
  await tell(grace, 'The blue one or the green one?');
  await reply(ada, 'The blue one or the green one?');
  await ada.keyboard.type('The green');
  await ada.reload();
  await expect(ada.getByText('Reply to Grace', { exact: true })).toBeVisible();
  await expect(composer(ada)).toHaveValue('The green');
  await composer(ada).press('Enter');
  await expect(quote(grace, 'The green')).toContainText('The blue one');

  await composer(grace).press('ArrowUp');
  await expect(focused(grace)).toHaveValue('The blue one or the green one?');
  await grace.keyboard.press('End');
  await grace.keyboard.type(' Or none?');
  await grace.keyboard.press('Enter');
  await expect(quote(ada, 'The green')).toContainText('Or none?');
});

test('somebody is answered, mentioned and told with the keyboard alone', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await openThread(grace, 'Design review');
  await tell(grace, 'Who takes the icons?');
  const spoken = await collectSpoken(grace);

  // It has moved up: from now on the list stands still.
  await expect(ada.locator('[data-part="thread-row"]').first()).toContainText(
    'Who takes the icons?',
  );
  await tabTo(ada, '[data-part="thread-rows"] :focus');
  await ada.keyboard.press('Home');
  await expect(focused(ada)).toContainText('Design review');
  await ada.keyboard.press('Enter');
  await tabTo(ada, /^Message /);
  await tabTo(ada, '[data-part="row"]:focus', { back: true });
  await ada.keyboard.press('End');
  await expect(focused(ada)).toContainText('Who takes the icons?');
  await ada.keyboard.press('Shift+F10');
  await expect(ada.getByRole('menuitem', { name: 'Reply' })).toBeFocused();
  await ada.keyboard.press('Enter');
  await expect(focused(ada)).toHaveAccessibleName(/^Message /);

  await ada.keyboard.type('I do, @gr');
  await expect(options(ada)).toContainText(['Grace']);
  await ada.keyboard.press('Tab');
  await expect(composer(ada)).toHaveValue('I do, @Grace ');
  await ada.keyboard.press('Control+Z');
  await expect(composer(ada)).toHaveValue('I do, @gr');
  await ada.keyboard.press('End');
  await expect(options(ada)).toContainText(['Grace']);
  await ada.keyboard.press('Enter');
  await expect(composer(ada)).toHaveValue('I do, @Grace ');
  await ada.keyboard.press('Enter');
  await expect(row(grace, 'I do, @Grace').locator('[data-part="mention"]')).toHaveText('@Grace');
  await expect(quote(grace, 'I do, @Grace')).toContainText('Who takes the icons?');
  await expect(row(grace, 'I do, @Grace').locator('[data-part="message"]')).toHaveAttribute(
    'data-mentions-you',
    '',
  );
  await expect.poll(spoken).toContain('Ada mentioned you: I do, @Grace');
});

test('who is mentioned in a chat that is not open sees it in the list', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await openThread(grace, 'Design review');
  await expect(composer(grace)).toBeVisible();
  await openThread(grace, 'Ada and Grace');
  await openThread(ada, 'Design review');
  await composer(ada).pressSequentially('Look, @grac');
  await options(ada).click();
  await expect(composer(ada)).toBeFocused();
  await ada.keyboard.press('Enter');
  const entry = grace.getByRole('button', { name: /Design review.*you are mentioned/ });
  await expect(entry).toBeVisible();
  await entry.click();
  await expect(grace.getByRole('button', { name: /you are mentioned/ })).toHaveCount(0);
});

test('nothing that a name, a text or metadata say becomes markup', async ({ openPair }) => {
  const [ada, grace] = await openPair('Support rota');
  const hostile = '<img src=x onerror="document.title=1"> @Grace javascript:alert(1)';
  await tell(ada, hostile);
  await reply(grace, hostile);
  await grace.keyboard.type('What is that?');
  await grace.keyboard.press('Enter');
  await expect(quote(ada, 'What is that?')).toContainText('<img src=x');
  for (const page of [ada, grace]) {
    expect(await page.locator('[data-part="scroller"] img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  }
});
