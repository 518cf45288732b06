import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / });
const bubble = (page: Page, text: string): Locator =>
  page.locator('[data-part="message"]').filter({ hasText: text });
const receipt = (page: Page, text: string): Locator =>
  bubble(page, text).locator('[data-part="receipt-glyph"]');

async function openThread(page: Page, topic: string): Promise<void> {
  await page.locator('[data-part="thread-rows"]').getByText(topic, { exact: true }).click();
  await expect(page.getByRole('heading', { name: topic, level: 2 })).toBeVisible();
}

async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** What two people in two browsers see of each other, whatever carries the events between them. */
export function describeConversation(): void {
  test('two people write to each other, and each message shows once on both sides', async ({
    openAs,
  }) => {
    const ada = await openAs('ada');
    const grace = await openAs('grace');
    await openThread(ada, 'Ada and Grace');
    await openThread(grace, 'Ada and Grace');

    await say(ada, 'Are you there?');
    await expect(bubble(grace, 'Are you there?')).toHaveCount(1);
    await say(grace, 'Right here.');
    await expect(bubble(ada, 'Right here.')).toHaveCount(1);
    await expect(bubble(ada, 'Are you there?')).toHaveCount(1);
    await expect(composer(ada)).toHaveValue('');
    await expect(composer(ada)).toBeFocused();
  });

  test('typing shows on the other side and goes when the message comes', async ({ openAs }) => {
    const ada = await openAs('ada');
    const grace = await openAs('grace');
    await openThread(ada, 'Design review');
    await openThread(grace, 'Design review');

    await composer(ada).pressSequentially('Thinking about it');
    await expect(grace.locator('[data-part="typing-text"]')).toHaveText(/Ada is typing/);
    await composer(ada).press('Enter');
    await expect(bubble(grace, 'Thinking about it')).toBeVisible();
    await expect(grace.locator('[data-part="typing-text"]')).toHaveCount(0);
  });

  test('a message turns to read only when the other person has really seen it', async ({
    openAs,
  }) => {
    const ada = await openAs('ada');
    const grace = await openAs('grace');
    await openThread(ada, 'Ada and Grace');
    await openThread(grace, 'Support rota');

    await say(ada, 'Read me when you can');
    const preview = grace.locator('[data-part="thread-rows"]').getByText('Read me when you can');
    await expect(preview).toBeVisible();
    await expect(receipt(ada, 'Read me when you can')).toHaveAttribute('title', 'Sent');

    await openThread(grace, 'Ada and Grace');
    await expect(receipt(ada, 'Read me when you can')).toHaveAttribute('title', /^Read/);
  });

  test('a reader of old messages is not moved, and gets a pill for the new ones', async ({
    openAs,
  }) => {
    const ada = await openAs('ada');
    const grace = await openAs('grace');
    await openThread(ada, 'Atlas launch');
    await openThread(grace, 'Atlas launch');
    await expect(bubble(grace, 'release notes')).toBeVisible();

    await grace.locator('[data-part="scroller"]').hover();
    await grace.mouse.wheel(0, -900);
    await expect(bubble(grace, 'Morning! The staging build is up.')).toBeInViewport();
    const before = await bubble(grace, 'Morning! The staging build is up.').boundingBox();
    await say(ada, 'A word from below');
    const pill = grace.getByRole('button', { name: /1 new message/ });
    await expect(pill).toBeVisible();
    expect(await bubble(grace, 'Morning! The staging build is up.').boundingBox()).toEqual(before);
    await expect(receipt(ada, 'A word from below')).toHaveAttribute('title', 'Sent');

    await pill.click();
    await expect(bubble(grace, 'A word from below')).toBeInViewport();
  });

  test('messages that are written without a network wait, and go out in order when it is back', async ({
    openAs,
  }) => {
    const ada = await openAs('ada');
    const grace = await openAs('grace');
    await openThread(ada, 'Support rota');
    await openThread(grace, 'Support rota');

    await ada.context().setOffline(true);
    await say(ada, 'Written in the tunnel');
    await say(ada, 'And one more from the tunnel');
    await expect(receipt(ada, 'Written in the tunnel')).toHaveAttribute('title', /Queued|Waiting/);
    await ada.context().setOffline(false);
    await expect(bubble(grace, 'the tunnel')).toHaveCount(2);
    await expect(bubble(grace, 'the tunnel')).toContainText(['Written in', 'And one more']);
    await expect(bubble(ada, 'the tunnel')).toHaveCount(2);
  });

  test('a message over the limit stays in the field and says by how much it is too long', async ({
    openAs,
  }) => {
    const ada = await openAs('ada');
    await openThread(ada, 'Support rota');
    const text = 'x'.repeat(28_038);
    await composer(ada).fill(text);
    await composer(ada).press('Enter');
    const hint = ada.locator('[data-part="composer-hint"]');
    await expect(hint).toHaveText(/Too long by 38 characters/);
    await expect(composer(ada)).toHaveValue(text);
  });
}
