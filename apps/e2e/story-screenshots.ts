// `npm run screenshots`, second part: the same conversation in every look and width, from the built Storybook.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { launchOptions } from '../../scripts/browser.mjs';
import { serveFolder } from '../../scripts/serve-folder.mjs';
import { takeStill } from './harness/take-still.ts';

const built = fileURLToPath(new URL('../storybook/storybook-static/', import.meta.url));
const target = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

/** What the toolbar of Storybook, and the person at the screen, can choose. */
const looks = {
  light: { globals: 'colorScheme:light', forcedColors: 'none' },
  dark: { globals: 'colorScheme:dark', forcedColors: 'none' },
  rtl: { globals: 'colorScheme:light;direction:rtl', forcedColors: 'none' },
  'forced-colors': { globals: 'colorScheme:light', forcedColors: 'active' },
} as const;
const styles = ['bubbles', 'flat'] as const;
const widths = [320, 390, 768, 1280] as const;

const server = await serveFolder(built);
const browser = await chromium.launch(launchOptions());
try {
  for (const look of Object.keys(looks) as (keyof typeof looks)[]) {
    for (const style of styles) {
      for (const width of widths) await takePicture(browser, look, style, width);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

async function takePicture(
  from: Browser,
  look: keyof typeof looks,
  style: (typeof styles)[number],
  width: (typeof widths)[number],
): Promise<void> {
  const { globals, forcedColors } = looks[look];
  const viewport = { width, height: width < 600 ? 844 : 800 };
  const context = await from.newContext({ viewport, forcedColors, locale: 'en-GB' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`The page threw: ${error.message}`));
  const choice = `${globals};messageStyle:${style}`;
  await page.goto(`${server.url}/iframe.html?id=showcase-conversation--thread&globals=${choice}`);
  await page.locator('[data-part="row"]').last().waitFor();
  const file = join(target, `thread-${look}-${style}-${width}.png`);
  writeFileSync(file, await takeStill(page));
  console.log(file);
  await context.close();
}
