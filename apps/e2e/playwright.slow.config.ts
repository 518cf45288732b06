import { defineConfig } from '@playwright/test';
import type { PlaywrightTestConfig } from '@playwright/test';
import ordinary from './playwright.config.ts';

/** What takes too long for every change: `npm run test:slow`. */
const config: PlaywrightTestConfig = defineConfig(ordinary, {
  testDir: './slow',
  timeout: 240_000,
});
export default config;
