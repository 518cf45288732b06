import { expect, test } from '../harness/fixtures.ts';

test('after kill -9 of the server both pages come back by themselves, nothing is lost and nothing doubled', async ({
  openAs,
  demo,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  const texts = (page: typeof ada) =>
    page.locator('[data-part="message"]').filter({ hasText: 'Round' });
  for (const page of [ada, grace]) {
    await page
      .locator('[data-part="thread-rows"]')
      .getByText('Ada and Grace', { exact: true })
      .click();
    await expect(page.getByRole('heading', { name: 'Ada and Grace', level: 2 })).toBeVisible();
  }
  const say = async (page: typeof ada, text: string): Promise<void> => {
    const field = page.getByRole('textbox', { name: /^Message / });
    await field.fill(text);
    await field.press('Enter');
  };

  for (const round of [1, 2]) {
    await say(ada, `Round ${round}, before the fall`);
    await expect(texts(grace).filter({ hasText: `Round ${round}, before` })).toHaveCount(1);
    const restarted = demo.killChatServer();
    await say(ada, `Round ${round}, while it is down`);
    await say(grace, `Round ${round}, me too`);
    await restarted;
    for (const page of [ada, grace]) {
      await expect(texts(page).filter({ hasText: `Round ${round},` })).toHaveCount(3, {
        timeout: 45_000,
      });
    }
  }
  // Read from the service anew, it is the same conversation.
  const live = (await texts(ada).allInnerTexts()).length;
  await grace.reload();
  await expect(texts(grace)).toHaveCount(live);
  await expect(texts(grace)).toHaveCount(6);
  await expect(ada.getByText('Not sent')).toHaveCount(0);
});
