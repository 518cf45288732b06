import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { HeardEvent } from './official-page.ts';
import { startOfficialServer, type OfficialServer } from './official-server.ts';

/** A user of Azure's client in a browser context of his own. */
export interface OfficialUser {
  readonly userId: string;
  readonly page: Page;
  /** Everything of that name that he has heard, in order. */
  heard(name: string): Promise<unknown[]>;
}

interface WorkerFixtures {
  /** The address of an empty page that holds the official client, unmodified, and nothing else. */
  readonly pageUrl: string;
}

interface TestFixtures {
  /** Starts a chat server that ends with the test. */
  readonly startServer: (
    ...options: Parameters<typeof startOfficialServer>
  ) => Promise<OfficialServer>;
  /** Signs a user in on that server; his client is connected. */
  readonly openClient: (server: OfficialServer, name: string) => Promise<OfficialUser>;
}

/** Playwright's `test` with Azure's client in pages. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  pageUrl: [
    // Playwright finds out which fixtures are needed from this pattern, so it stays although it is empty.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const html = `<!doctype html><title>Official client</title><script>${await bundlePage()}</script>`;
      const server = createServer((_request, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(html);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      // A server that listens on a port has an address of this kind.
      const { port } = server.address() as AddressInfo;
      await provide(`http://127.0.0.1:${port}/`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern
  startServer: async ({}, provide) => {
    const servers: OfficialServer[] = [];
    await provide(async (...options) => {
      const server = await startOfficialServer(...options);
      servers.push(server);
      return server;
    });
    for (const server of servers) await server.stop();
  },
  openClient: async ({ browser, pageUrl }, provide) => {
    const pages: Page[] = [];
    await provide(async (server, name) => {
      const { userId, token } = await server.signIn(name);
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      const page = await context.newPage();
      pages.push(page);
      await page.goto(pageUrl);
      await page.evaluate(([endpoint, jwt]) => window.official.start(endpoint, jwt), [
        server.endpoint,
        token,
      ] as const);
      const heard = async (event: string): Promise<unknown[]> => {
        const all: HeardEvent[] = await page.evaluate(() => window.official.heard);
        return all.filter((item) => item.name === event).map((item) => item.payload);
      };
      await expect.poll(() => heard('connected'), `${name} is connected`).toHaveLength(1);
      return { userId, page, heard };
    });
    for (const page of pages) await page.context().close();
  },
});

export { expect };

/** The page's code with Azure's packages as they are published. */
async function bundlePage(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('official-page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  const [file] = result.outputFiles;
  // A script element ends at this text, wherever it stands.
  return (file?.text ?? '').replaceAll('</script', '<\\/script');
}
