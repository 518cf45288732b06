import type { Locator, Page } from '@playwright/test';
import { message, say } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';

test('after kill -9 of the server both pages come back by themselves, nothing is lost and nothing doubled', async ({
  openPair,
  demo,
}) => {
  const [ada, grace] = await openPair('Ada and Grace');
  const texts = (page: Page): Locator => message(page, 'Round');

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
