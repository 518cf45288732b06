import { createServer, type AddressInfo } from 'node:net';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { launchOptions } from '../../../scripts/browser.mjs';
import { test as base } from './session-fixtures.ts';

/** Stops all that runs in a hidden page, as browsers do to save energy, or lets it go on. */
export async function setFrozen(page: Page, isFrozen: boolean): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' });
}

/**
 * As the `test` that it extends, in a browser whose tabs behave as in real life: only one is visible, and hidden ones can be frozen.
 * Elsewhere Playwright makes every page believe that it is seen. All tests of a worker share one profile.
 */
export const test = base.extend<object, { readonly plainProfile: BrowserContext }>({
  plainProfile: [
    // Playwright finds out which fixtures are needed from this pattern, so it stays although it is empty.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const port = await findFreePort();
      const options = launchOptions();
      const args = [...options.args, `--remote-debugging-port=${port}`];
      const launched = await chromium.launch({ ...options, args });
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, {
        noDefaults: true,
      });
      const [profile] = browser.contexts();
      if (profile === undefined) throw new Error('The browser has no profile to open tabs in.');
      await provide(profile);
      await browser.close();
      await launched.close();
    },
    { scope: 'worker' },
  ],
  newProfile: async ({ plainProfile }, provide) => provide(async () => plainProfile),
});

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
