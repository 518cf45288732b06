import type { Locator, Page } from '@playwright/test';
import { composer, message, openThread, say } from './chat-page.ts';
import { expect, test } from './fixtures.ts';

const receipt = (page: Page, text: string): Locator =>
  message(page, text).locator('[data-part="receipt-glyph"]');

/** What two people in two browsers see of each other, whatever carries the events between them. */
export function describeConversation(): void {
  test('two people write to each other, and each message shows once on both sides', async ({
    openPair,
  }) => {
    const [ada, grace] = await openPair('Ada and Grace');

    await say(ada, 'Are you there?');
    await expect(message(grace, 'Are you there?')).toHaveCount(1);
    await say(grace, 'Right here.');
    await expect(message(ada, 'Right here.')).toHaveCount(1);
    await expect(message(ada, 'Are you there?')).toHaveCount(1);
    await expect(composer(ada)).toHaveValue('');
    await expect(composer(ada)).toBeFocused();
  });

  test('typing shows on the other side and goes when the message comes', async ({ openPair }) => {
    const [ada, grace] = await openPair('Design review');

    await composer(ada).pressSequentially('Thinking about it');
    await expect(grace.locator('[data-part="typing-text"]')).toHaveText(/Ada is typing/);
    await composer(ada).press('Enter');
    await expect(message(grace, 'Thinking about it')).toBeVisible();
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
    openPair,
  }) => {
    const [ada, grace] = await openPair('Atlas launch');
    await expect(message(grace, 'release notes')).toBeVisible();

    await grace.locator('[data-part="scroller"]').hover();
    await grace.mouse.wheel(0, -900);
    await expect(message(grace, 'Morning! The staging build is up.')).toBeInViewport();
    const before = await message(grace, 'Morning! The staging build is up.').boundingBox();
    await say(ada, 'A word from below');
    const pill = grace.getByRole('button', { name: /1 new message/ });
    await expect(pill).toBeVisible();
    expect(await message(grace, 'Morning! The staging build is up.').boundingBox()).toEqual(before);
    await expect(receipt(ada, 'A word from below')).toHaveAttribute('title', 'Sent');

    await pill.click();
    await expect(message(grace, 'A word from below')).toBeInViewport();
  });

  test('messages that are written without a network wait, and go out in order when it is back', async ({
    openPair,
  }) => {
    const [ada, grace] = await openPair('Support rota');

    await ada.context().setOffline(true);
    await say(ada, 'Written in the tunnel');
    await say(ada, 'And one more from the tunnel');
    await expect(receipt(ada, 'Written in the tunnel')).toHaveAttribute('title', /Queued|Waiting/);
    await ada.context().setOffline(false);
    await expect(message(grace, 'the tunnel')).toHaveCount(2);
    await expect(message(grace, 'the tunnel')).toContainText(['Written in', 'And one more']);
    await expect(message(ada, 'the tunnel')).toHaveCount(2);
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
