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

/** What shows an interface in other languages: the story, and the widths that its test looks at. */
const languages = [
  { name: 'arabic', story: 'arabic-conversation', widths: [320, 1280] },
  { name: 'pseudo', story: 'pseudo-chat-narrow', widths: [320] },
  { name: 'pseudo', story: 'pseudo-chat-wide', widths: [1280] },
] as const;

const server = await serveFolder(built);
const browser = await chromium.launch(launchOptions());
try {
  for (const look of Object.keys(looks) as (keyof typeof looks)[]) {
    const { globals, forcedColors } = looks[look];
    for (const style of styles) {
      for (const width of widths) {
        const story = `showcase-conversation--thread&globals=${globals};messageStyle:${style}`;
        await takePicture(browser, { story, width, forcedColors }, `thread-${look}-${style}`);
      }
    }
  }
  for (const { name, story, widths: its } of languages) {
    for (const width of its) {
      const choice = {
        story: `showcase-languages--${story}`,
        width,
        forcedColors: 'none',
      } as const;
      await takePicture(browser, choice, name);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

interface Choice {
  /** Id of the story, with what follows it in its address. */
  readonly story: string;
  readonly width: number;
  readonly forcedColors: 'none' | 'active';
}

async function takePicture(from: Browser, choice: Choice, name: string): Promise<void> {
  const { story, width, forcedColors } = choice;
  const viewport = { width, height: width < 600 ? 844 : 800 };
  const context = await from.newContext({ viewport, forcedColors, locale: 'en-GB' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`The page threw: ${error.message}`));
  await page.goto(`${server.url}/iframe.html?id=${story}`);
  await page.locator('[data-part="row"]').last().waitFor();
  const file = join(target, `${name}-${width}.png`);
  writeFileSync(file, await takeStill(page));
  console.log(file);
  await context.close();
}
