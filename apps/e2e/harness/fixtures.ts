import { test as base, expect, type Page } from '@playwright/test';
import { openThread } from './chat-page.ts';
import { startDemo, type Demo } from './start-demo.ts';

/** Names of demo accounts, as they stand in the address. */
export type DemoUser = string;

interface WorkerFixtures {
  /** Arguments that the demo starts with, beside those that keep it apart from others. */
  readonly demoArgs: readonly string[];
  /** One running demo for all tests of a file. */
  readonly demo: Demo;
}

/** How a browser is set up. */
export interface OpenAsOptions {
  /** BCP 47 tag of its language. Default: that of the project. */
  readonly locale?: string;
}

interface TestFixtures {
  /** Opens the demo in a browser context of its own, signed in as that person, and returns the page. */
  readonly openAs: (user: DemoUser, options?: OpenAsOptions) => Promise<Page>;
  /** Opens the demo for Ada and for Grace, and the same chat for both. */
  readonly openPair: (topic: string) => Promise<readonly [ada: Page, grace: Page]>;
}

/** Playwright's `test` with a running demo. A test fails when a page that it opened throws. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  demoArgs: [[], { option: true, scope: 'worker' }],
  demo: [
    async ({ demoArgs }, provide) => {
      const demo = await startDemo({ args: ['--built', ...demoArgs] });
      await provide(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  openAs: async ({ browser, demo }, provide) => {
    const errors: string[] = [];
    const pages: Page[] = [];
    await provide(async (user, options) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(`${user}: ${error.stack ?? error.message}`));
      pages.push(page);
      await page.goto(`${demo.url}/?user=${encodeURIComponent(user)}`);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
    expect(errors, 'errors thrown in the pages').toEqual([]);
  },
  openPair: ({ openAs }, provide) =>
    provide((topic) => {
      const open = async (user: DemoUser): Promise<Page> => {
        const page = await openAs(user);
        await openThread(page, topic);
        return page;
      };
      return Promise.all([open('ada'), open('grace')]);
    }),
});

export { expect };
