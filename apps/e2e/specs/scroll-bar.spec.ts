import type { Page } from '@playwright/test';
import { launchOptions } from '../../../scripts/browser.mjs';
import { say } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';

// Headless browsers hide the scroll bar unless they are told not to.
test.use({ launchOptions: { ...launchOptions(), ignoreDefaultArgs: ['--hide-scrollbars'] } });

const gap = (page: Page): Promise<number> =>
  page
    .locator('[data-part="scroller"]')
    .evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);

/** Takes the thumb of the scroll bar at its lower end and drags it; without letting go. */
async function dragThumb(page: Page, from: number, to: number): Promise<void> {
  const box = await page.locator('[data-part="scroller"]').boundingBox();
  if (box === null) throw new Error('There is no list.');
  const bar = await page
    .locator('[data-part="scroller"]')
    .evaluate((element: HTMLElement) => element.offsetWidth - element.clientWidth);
  expect(bar, 'width of the scroll bar').toBeGreaterThan(4);
  const x = box.x + box.width - bar / 2;
  await page.mouse.move(x, box.y + box.height + from);
  await page.mouse.down();
  for (let step = 1; step <= 5; step += 1)
    await page.mouse.move(x, box.y + box.height + from + ((to - from) * step) / 5);
}

test('who holds the scroll bar is not taken to the end, and is followed again when he brings it there', async ({
  openPair,
}) => {
  const [ada, grace] = await openPair('Atlas launch');
  await grace.setViewportSize({ width: 1000, height: 420 });
  await expect(grace.locator('[data-part="row"]').last()).toBeInViewport();
  await expect.poll(() => gap(grace)).toBeLessThanOrEqual(1);

  await dragThumb(grace, -30, -90);
  await expect.poll(() => gap(grace)).toBeGreaterThan(100);
  await say(ada, 'While you hold it');
  await expect(grace.getByRole('button', { name: '1 new message' })).toBeVisible();
  expect(await gap(grace)).toBeGreaterThan(100);
  await grace.mouse.up();

  await dragThumb(grace, -95, 60);
  await grace.mouse.up();
  await expect.poll(() => gap(grace)).toBeLessThanOrEqual(1);
  await say(ada, 'And now');
  await expect(grace.locator('[data-part="row"]').last()).toContainText('And now');
  await expect.poll(() => gap(grace)).toBeLessThanOrEqual(1);
});
