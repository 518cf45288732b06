import { defineConfig } from '@playwright/test';
import type { PlaywrightTestConfig } from '@playwright/test';
import { launchOptions } from '../../scripts/browser.mjs';

const config: PlaywrightTestConfig = defineConfig({
  testDir: './specs',
  outputDir: './test-results',
  // One worker: each runs a chat server, the app and a browser, and two cores are enough for one set.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    launchOptions: launchOptions(),
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
export default config;
