// `npm run screenshots`: takes the pictures of the demo that the documents show, from a newly seeded demo.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { launchOptions } from '../../scripts/browser.mjs';
import { startDemo } from './harness/start-demo.ts';
import { takeStill } from './harness/take-still.ts';

const target = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

const colorSchemes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 800, isMobile: false },
  { width: 390, height: 844, isMobile: true },
];

const browser = await chromium.launch(launchOptions());
try {
  for (const size of sizes) {
    for (const colorScheme of colorSchemes) {
      const file = join(target, `demo-${colorScheme}-${size.width}.png`);
      const picture = await takePicture(browser, size, colorScheme);
      mkdirSync(target, { recursive: true });
      writeFileSync(file, picture);
      console.log(file);
    }
  }
} finally {
  await browser.close();
}

async function takePicture(
  from: Browser,
  { isMobile, ...viewport }: (typeof sizes)[number],
  colorScheme: 'light' | 'dark',
): Promise<Buffer> {
  // A demo of its own: a message that was read for one picture would not be new in the next.
  const demo = await startDemo();
  const context = await from.newContext({
    viewport,
    isMobile,
    hasTouch: isMobile,
    deviceScaleFactor: 2,
    colorScheme,
    locale: 'en-GB',
    timezoneId: zoneWhereItIsTen(new Date()),
  });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`The page threw: ${error.message}`));
    await page.goto(`${demo.url}/?user=ada`);
    await openThread(page);
    return await takeStill(page);
  } finally {
    await context.close();
    await demo.stop();
  }
}

/** The conversation ends now. In this zone it is a morning's work, whatever the time of day, and its two days do not meet midnight. */
function zoneWhereItIsTen(now: Date): string {
  const ahead = ((10 - now.getUTCHours() + 36) % 24) - 12;
  // The names of these zones count westward.
  return ahead < 0 ? `Etc/GMT+${-ahead}` : `Etc/GMT-${ahead}`;
}

/** Narrow screens start with the list of threads, wide ones may start with an open thread. */
async function openThread(page: Page): Promise<void> {
  const message = page.locator('[data-part="scroller"] [data-part="row"]').last();
  const thread = page.locator('[data-part="thread-rows"] > li').first();
  await message.or(thread).first().waitFor();
  if (!(await message.isVisible())) await thread.locator('a, button').first().click();
  await message.waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
