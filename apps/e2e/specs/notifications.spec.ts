import type { Page } from '@playwright/test';
import { openThread, say } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';

// The page is real, and so is the browser's permission. What the system shows, and whether somebody looks at a window, no test can see: the page
// notes the one and is told the other.

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly isClosed: boolean;
}

declare global {
  interface Window {
    notifications: (Notification & { isClosed?: boolean })[];
    looks: boolean;
  }
}

/** From the next load on, notes the notifications that the page makes. */
async function noteNotifications(page: Page): Promise<void> {
  await page.context().grantPermissions(['notifications']);
  await page.addInitScript(() => {
    window.notifications = [];
    window.looks = true;
    document.hasFocus = () => window.looks;
    window.Notification = class Noted extends Notification {
      isClosed = false;
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        window.notifications.push(this);
      }
      override close(): void {
        this.isClosed = true;
        super.close();
      }
    };
  });
  await page.reload();
}

async function look(page: Page, looks: boolean): Promise<void> {
  await page.evaluate((now) => {
    window.looks = now;
    window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
  }, looks);
}

const shown = (page: Page): Promise<readonly Shown[]> =>
  page.evaluate(() =>
    window.notifications.map(({ title, body, tag, isClosed = false }) => ({
      title,
      body,
      tag,
      isClosed,
    })),
  );

test('who looks elsewhere is notified, and finds nothing left over when he is back', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await noteNotifications(ada);
  // What other tests have left unread is read first.
  for (const topic of ['Atlas launch', 'Design review', 'Support rota', 'Ada and Grace'])
    await openThread(ada, topic);
  await expect(ada).toHaveTitle('Confab');
  await openThread(grace, 'Ada and Grace');

  await say(grace, 'You are here');
  await expect(ada.getByText('You are here', { exact: true }).last()).toBeVisible();
  expect(await shown(ada)).toEqual([]);

  await look(ada, false);
  await say(grace, 'Lunch? <b>Now</b>');
  await expect.poll(() => shown(ada)).toHaveLength(1);
  expect(await shown(ada)).toMatchObject([
    { title: 'Grace · Ada and Grace', body: 'Lunch? <b>Now</b>', isClosed: false },
  ]);
  await expect(ada).toHaveTitle('(1) Confab');
  await openThread(grace, 'Design review');
  await say(grace, 'And the review?');
  await expect.poll(() => shown(ada)).toHaveLength(2);
  await expect(ada).toHaveTitle('(2) Confab');

  // What is in the open chat is read by looking at it; the other one still waits.
  await look(ada, true);
  await expect.poll(() => shown(ada)).toMatchObject([{ isClosed: true }, {}]);
  await expect(ada).toHaveTitle('(1) Confab');
});

test('another window of the same person that is looked at keeps the first one quiet', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await noteNotifications(ada);
  await openThread(ada, 'Ada and Grace');
  const second = await ada.context().newPage();
  await second.goto(ada.url());
  await noteNotifications(second);
  await openThread(second, 'Ada and Grace');
  await openThread(grace, 'Ada and Grace');
  await look(ada, false);

  await say(grace, 'Are both of you there?');
  await expect(ada.getByText('Are both of you there?', { exact: true }).last()).toBeVisible();
  await look(second, false);
  await say(grace, 'And now?');
  await expect
    .poll(async () => [...(await shown(ada)), ...(await shown(second))].map(({ body }) => body))
    .toEqual(['And now?', 'And now?']);
  const tags = [...(await shown(ada)), ...(await shown(second))].map(({ tag }) => tag);
  // The system shows one of them: the tag is the same.
  expect(new Set(tags).size).toBe(1);
});

test('nobody is asked for a permission before he presses something', async ({ openAs }) => {
  const linus = await openAs('linus');
  await expect(linus.locator('[data-part="thread-row"]').first()).toBeVisible();
  const asks = linus.getByRole('button', { name: 'Notify me' });
  const permission = await linus.evaluate(() => Notification.permission);
  await expect(asks).toHaveCount(permission === 'default' ? 1 : 0);
});
