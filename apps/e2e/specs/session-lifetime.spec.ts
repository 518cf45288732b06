import type { CDPSession } from '@playwright/test';
import { expect, test } from '../harness/session-fixtures.ts';

/** Bytes that are in use after the garbage is gone. */
async function measureHeap(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage');
  return (await devTools.send('Runtime.getHeapUsage')).usedSize;
}

test('a thousand sessions that start and end leave no socket, no lock and no memory behind', async ({
  service,
  openTab,
}) => {
  test.slow();
  const tab = await openTab();
  await tab.live();
  const devTools = await tab.devTools();
  await devTools.send('HeapProfiler.enable');
  await tab.page.evaluate(() => window.session.dispose());
  const cycle = (count: number): Promise<void> =>
    tab.page.evaluate((times) => window.app.cycle(times), count);
  // The first ones fill what the page keeps once: compiled code, connections of the browser.
  await cycle(100);
  const before = await measureHeap(devTools);
  await cycle(1_000);

  expect((await measureHeap(devTools)) - before).toBeLessThan(2_000_000);
  const locks = await tab.page.evaluate(() => navigator.locks.query());
  expect(locks).toEqual({ held: [], pending: [] });
  expect(await tab.page.evaluate(() => window.app.errors)).toEqual([]);
  // A connection that the browser opened ahead, and never used, is closed by the service after a minute or so.
  await expect
    .poll(() => service.connections(), { message: 'open connections', timeout: 100_000 })
    .toBe(0);
});
