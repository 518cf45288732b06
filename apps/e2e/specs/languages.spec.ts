import { openThread, row, say } from '../harness/chat-page.ts';
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
    for (const page of [reader, writer]) await openThread(page, 'Ada and Grace');
    await say(writer, `Bonjour from ${locale}`);

    const greeting = row(reader, `Bonjour from ${locale}`);
    await expect(greeting).toBeVisible();
    await expect(reader.locator('.confab').first()).toHaveAttribute('lang', locale);
    await expect(reader.locator('[data-part="composer-input"]')).toHaveAttribute(
      'aria-label',
      write,
    );
    await expect(greeting.locator('[data-part="message-time"]')).toHaveText(hours);
    await greeting.hover();
    await greeting.getByRole('button', { name: reply, exact: true }).click();
    await reader.keyboard.type(`Salut ${locale}`);
    await reader.keyboard.press('Enter');
    await expect(row(writer, `Salut ${locale}`).locator('[data-part="quote"]')).toContainText(
      `Bonjour from ${locale}`,
    );
  });
}
