import type { CDPSession, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { SessionRow } from './session-page.ts';

/** A tab with the page of a session. */
export interface SessionTab {
  readonly page: Page;
  /** Sends a text without waiting for its outcome. Returns the code of what `send` threw. */
  send(text: string): Promise<string | undefined>;
  rows(): Promise<SessionRow[]>;
  /** Texts of the rows, top to bottom. */
  texts(): Promise<string[]>;
  /** What became of the promise of each text that was sent in this tab. */
  outcomes(): Promise<Readonly<Record<string, string>>>;
  connection(): Promise<string>;
  draft(): Promise<string | undefined>;
  /** Waits until the session is up to date and hears events. */
  live(): Promise<void>;
  /** Waits until the rows are these, all of them sent. */
  shows(texts: readonly string[]): Promise<void>;
  /** Leaves for an empty page of the same site, so that the session is gone and its storage stays. */
  leave(): Promise<void>;
  /** Comes back, as after a reload. */
  comeBack(): Promise<void>;
  /** Ends the process of the page without any notice to it. */
  crash(): Promise<void>;
  /** Chromium's own commands for this page. */
  devTools(): Promise<CDPSession>;
}

/** @param url - Where the page of the session stands; its site has an empty page under `/blank`. */
export function createSessionTab(page: Page, url: string): SessionTab {
  const rows = (): Promise<SessionRow[]> => page.evaluate(() => window.app.rows());
  const connection = (): Promise<string> => page.evaluate(() => window.session.status.connection);
  const devTools = (): Promise<CDPSession> => page.context().newCDPSession(page);
  return {
    page,
    send: (text) => page.evaluate((content) => window.app.send(content), text),
    rows,
    texts: async () => (await rows()).map(({ text }) => text),
    outcomes: () => page.evaluate(() => ({ ...window.app.outcomes })),
    connection,
    draft: () => page.evaluate(() => window.app.draft()),
    live: () => expect.poll(connection, 'the tab is live').toBe('live'),
    shows: (texts) =>
      expect
        .poll(async () => (await rows()).map(({ text, status }) => `${text} (${status})`))
        .toEqual(texts.map((text) => `${text} (sent)`)),
    async leave() {
      await page.goto(new URL('/blank', url).href);
    },
    async comeBack() {
      await page.goto(url);
    },
    async crash() {
      const crashed = page.waitForEvent('crash');
      // The page that would answer is gone.
      (await devTools()).send('Page.crash').catch(() => {});
      await crashed;
    },
    devTools,
  };
}
