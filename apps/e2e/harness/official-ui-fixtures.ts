import { writeFileSync } from 'node:fs';
import { expect, request, test as base, type Page } from '@playwright/test';
import { startOfficialServer, type OfficialServer } from './official-server.ts';
import { startOfficialUi, type OfficialUi } from './official-ui.ts';

/** Somebody with a token. */
export interface Person {
  readonly displayName: string;
  readonly userId: string;
  readonly token: string;
}

interface WorkerFixtures {
  /** Azure's chat UI, built and served once. */
  readonly ui: OfficialUi;
  /** A chat server over https. */
  readonly server: OfficialServer;
}

interface TestFixtures {
  /** Signs in a person of this name, who is another one in each test. */
  readonly signIn: (displayName: string) => Promise<Person>;
  /** Asks the service as that person, as an app's backend or another client would. */
  readonly ask: (
    person: Person,
    method: 'POST' | 'PATCH',
    path: string,
    data: object,
  ) => Promise<{ readonly chatThread: { readonly id: string } }>;
  /** A new thread of these people, made by the first. */
  readonly startThread: (...people: Person[]) => Promise<string>;
  /** Errors that the pages threw. What a test does not expect, and take out, makes it fail. */
  readonly thrown: string[];
  /** Opens the thread in Azure's UI, in a browser context of that person's own. */
  readonly openUi: (person: Person, threadId: string) => Promise<Page>;
}

/** How a participant is written in a request. */
export function formatParticipant({ userId, displayName }: Person): object {
  return { communicationIdentifier: { communicationUser: { id: userId } }, displayName };
}

/** Resolves when the UI's realtime connection has been registered: it hears everything that happens from then on. */
export async function waitUntilListening(page: Page): Promise<void> {
  await page.waitForResponse(
    (response) => response.url().includes('/registrar/') && response.status() === 202,
    { timeout: 90_000 },
  );
}

/** Playwright's `test` with Azure's chat UI and a chat server. A test fails when a page throws unexpectedly. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  ui: [
    // Playwright finds out which fixtures are needed from this pattern, so it stays although it is empty.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const ui = await startOfficialUi();
      const figures = process.env['CONFAB_FIGURES_FILE'];
      const { buildMs, codeBytes } = ui;
      if (figures !== undefined) writeFileSync(figures, JSON.stringify({ buildMs, codeBytes }));
      await provide(ui);
      ui.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const server = await startOfficialServer('https');
      await provide(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  signIn: async ({ server }, provide, { testId }) => {
    await provide(async (displayName) => ({
      displayName,
      ...(await server.signIn(`${displayName} ${testId}`)),
    }));
  },
  ask: async ({ server }, provide) => {
    const api = await request.newContext({ ignoreHTTPSErrors: true });
    await provide(async (person, method, path, data) => {
      const response = await api.fetch(`${server.endpoint}${path}?api-version=2025-03-15`, {
        method,
        data,
        headers: { authorization: `Bearer ${person.token}` },
      });
      const text = await response.text();
      expect(response.ok(), text).toBe(true);
      return text === '' ? {} : JSON.parse(text);
    });
    await api.dispose();
  },
  startThread: async ({ ask }, provide) => {
    await provide(async (...people) => {
      const [creator] = people;
      if (creator === undefined) throw new Error('Somebody has to create the thread.');
      const thread = { topic: 'Lunch', participants: people.map(formatParticipant) };
      return (await ask(creator, 'POST', '/chat/threads', thread)).chatThread.id;
    });
  },
  // oxlint-disable-next-line no-empty-pattern
  thrown: async ({}, provide) => {
    const thrown: string[] = [];
    await provide(thrown);
    expect(thrown, 'errors thrown in the pages').toEqual([]);
  },
  openUi: async ({ browser, ui, server, thrown }, provide) => {
    const pages: Page[] = [];
    await provide(async (person, threadId) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      // The UI asks for its fonts on the internet, and does without them.
      await context.route(
        ({ hostname }) => hostname !== '127.0.0.1',
        (route) => route.abort(),
      );
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => thrown.push(`${person.displayName}: ${error.message}`));
      const address = new URLSearchParams({ endpoint: server.endpoint, threadId, ...person });
      const isListening = waitUntilListening(page);
      await page.goto(`${ui.url}#${address}`);
      await expect(page.getByPlaceholder('Enter a message')).toBeVisible({ timeout: 30_000 });
      await isListening;
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

export { expect };
