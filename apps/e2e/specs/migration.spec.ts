import { expect, test } from '@playwright/test';
import { startOfficialServer } from '../harness/official-server.ts';
import { openSupportDesk, readTranscript, type ChatPackage } from '../harness/support-desk-page.ts';

test('an app that changes one import sees and hears what it did with Azure’s client', async ({
  browser,
}) => {
  const server = await startOfficialServer('https');
  const run = async (chatPackage: ChatPackage): Promise<readonly string[]> => {
    const settings = {
      endpoint: server.endpoint,
      agent: await server.signIn(`agent, ${chatPackage}`),
      customer: await server.signIn(`customer, ${chatPackage}`),
      colleague: await server.signIn(`colleague, ${chatPackage}`),
    };
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await openSupportDesk(page, chatPackage);
    const report = await page.evaluate((desk) => window.runSupportDesk(desk), settings);
    await page.close();
    return readTranscript(report, settings);
  };
  try {
    const before = await run('@azure/communication-chat');
    const after = await run('@confab/chat-core');
    expect(before.length).toBeGreaterThan(60);
    expect(after).toEqual(before);
  } finally {
    await server.stop();
  }
});
