import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import type { ReliabilityConfig } from '../../../packages/chat-core/src/session/reliability.ts';
import { buildSessionPage, entryFile, type SessionBuild } from './session-build.ts';
import type { SessionSettings } from './session-page.ts';
import {
  startSessionService,
  type ServiceOptions,
  type ServiceUser,
  type SessionService,
} from './session-service.ts';
import { createSessionTab, type SessionTab } from './session-tab.ts';

/** How a tab opens. */
export interface OpenTabOptions {
  /** A tab of the same browser profile. Default: a profile of its own. */
  readonly beside?: SessionTab;
  /** Default: Ada. */
  readonly user?: ServiceUser;
  /** Default true. */
  readonly persist?: boolean;
  readonly reliability?: Partial<ReliabilityConfig>;
  /** Runs before the page of the session is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

interface WorkerFixtures {
  readonly build: SessionBuild;
  /** Address of the site that serves the page. */
  readonly site: string;
}

interface TestFixtures {
  readonly serviceOptions: ServiceOptions;
  readonly service: SessionService;
  /** A browser profile with nothing in it of the users of this test. */
  readonly newProfile: () => Promise<BrowserContext>;
  /** Opens a tab; it need not be live yet. A test fails when a tab breaks a promise or throws. */
  readonly openTab: (options?: OpenTabOptions) => Promise<SessionTab>;
}

/** Playwright's `test` with a chat service and tabs with sessions. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  build: [
    // Playwright finds out which fixtures are needed from this pattern, so it stays although it is empty.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => provide(await buildSessionPage()),
    { scope: 'worker' },
  ],
  site: [
    async ({ build }, provide) => {
      const server = createServer(({ url = '/' }, response) => {
        const script = build.files.get(url.slice(1));
        const type = script === undefined ? 'text/html' : 'text/javascript';
        response.setHeader('Content-Type', `${type}; charset=utf-8`);
        response.end(
          script ??
            (url === '/blank'
              ? '<!doctype html><title>Blank</title>'
              : `<!doctype html><title>Session</title><script type="module" src="/${entryFile}"></script>`),
        );
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      // A server that listens on a port has an address of this kind.
      const { port } = server.address() as AddressInfo;
      await provide(`http://127.0.0.1:${port}`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  serviceOptions: [{}, { option: true }],
  service: async ({ serviceOptions }, provide) => {
    const service = await startSessionService(serviceOptions);
    await provide(service);
    await service.close();
  },
  newProfile: async ({ browser }, provide) => {
    const profiles: BrowserContext[] = [];
    await provide(async () => {
      const profile = await browser.newContext();
      profiles.push(profile);
      return profile;
    });
    await Promise.all(profiles.map((profile) => profile.close()));
  },
  openTab: async ({ newProfile, service, site }, provide) => {
    const problems: string[] = [];
    const pages: Page[] = [];
    await provide(async (options = {}) => {
      const { beside, user = service.ada, persist = true, reliability = {} } = options;
      const profile = beside?.page.context() ?? (await newProfile());
      const page = await profile.newPage();
      pages.push(page);
      page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (message.text().startsWith('violation: ')) problems.push(message.text());
      });
      const settings: SessionSettings = {
        endpoint: service.endpoint,
        userId: user.userId,
        displayName: user.name,
        token: user.token,
        threadId: service.threadId,
        persist,
        reliability,
      };
      const url = `${site}/?settings=${encodeURIComponent(JSON.stringify(settings))}`;
      await options.prepare?.(page);
      await page.goto(url);
      return createSessionTab(page, url);
    });
    await Promise.all(pages.map((page) => page.close()));
    expect(problems, 'broken promises and errors in the pages').toEqual([]);
  },
});

export { expect };
