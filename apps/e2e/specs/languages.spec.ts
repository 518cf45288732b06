import { expect, test } from '../harness/fixtures.ts';

// Everybody reads the interface in his own language, and the same messages.

const greetings = [
  { locale: 'fr-FR', write: /^Message|^Écrire/, reply: 'Répondre', hours: /\d\d:\d\d/ },
  { locale: 'ko-KR', write: /메시지/, reply: '답장', hours: /오전|오후/ },
  { locale: 'de-DE', write: /^Nachricht/, reply: 'Antworten', hours: /\d\d:\d\d/ },
] as const;

for (const { locale, write, reply, hours } of greetings) {
  test(`the chat speaks ${locale} to who reads that, and writes its times as there`, async ({
    openAs,
  }) => {
    const reader = await openAs('ada', { locale });
    const writer = await openAs('grace');
    for (const page of [reader, writer])
      await page.locator('[data-part="thread-rows"]').getByText('Ada and Grace').click();
    await writer.locator('[data-part="composer-input"]').fill(`Bonjour from ${locale}`);
    await writer.locator('[data-part="composer-input"]').press('Enter');

    const row = reader
      .locator('[data-part="row"]')
      .filter({ has: reader.getByText(`Bonjour from ${locale}`) });
    await expect(row).toBeVisible();
    await expect(reader.locator('.confab').first()).toHaveAttribute('lang', locale);
    await expect(reader.locator('[data-part="composer-input"]')).toHaveAttribute(
      'aria-label',
      write,
    );
    await expect(row.locator('[data-part="message-time"]')).toHaveText(hours);
    await row.hover();
    await row.getByRole('button', { name: reply, exact: true }).click();
    await reader.keyboard.type(`Salut ${locale}`);
    await reader.keyboard.press('Enter');
    await expect(
      writer
        .locator('[data-part="row"]')
        .filter({ hasText: `Salut ${locale}` })
        .locator('[data-part="quote"]'),
    ).toContainText(`Bonjour from ${locale}`);
  });
}
