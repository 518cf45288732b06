import { mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright';
import { bundlePage } from './bundle-page.ts';
import type { PageScript } from './bundle-page.ts';
import { launchChromium } from './launch-chromium.mjs';
import { servePage } from './serve-page.ts';

/** A page in a process of its own whose work can be measured. */
export interface MeasuredPage {
  readonly page: Page;
  readonly cdp: CDPSession;
  /** Evaluates an expression in the page; waits for its promise. */
  evaluate(expression: string): Promise<unknown>;
  /** Milliseconds of processor time that the page's main thread took while the expression was evaluated. */
  spend(expression: string): Promise<number>;
  /** Milliseconds of processor time of the page's main thread since it began. */
  readThreadMs(): Promise<number>;
  /** Megabytes of live objects, after a collection. */
  readHeap(): Promise<number>;
  close(): Promise<void>;
}

/** A browser for one row. */
export interface PageSite {
  /** Opens the page of a script anew. */
  open(): Promise<MeasuredPage>;
}

/** Bundles a page, serves it, starts a browser for `work`, and ends all of it. */
export async function withPages<T>(
  script: PageScript,
  folder: string,
  work: (site: PageSite) => Promise<T>,
): Promise<T> {
  const place = join(folder, basename(script.entry, extname(script.entry)));
  mkdirSync(place);
  await bundlePage(script, place);
  const served = await servePage(place);
  const browser = await launchChromium();
  try {
    return await work({ open: () => openPage(browser, served.url) });
  } finally {
    await browser.close();
    await served.stop();
  }
}

/** A context of its own for each page: pages of one context may share a process, and so a main thread. */
async function openPage(browser: Browser, url: string): Promise<MeasuredPage> {
  const context = await browser.newContext({ viewport: { width: 840, height: 700 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url, { waitUntil: 'load' });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

  async function evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails === undefined) return result.value;
    const { exception, text } = exceptionDetails;
    throw new Error(`${expression} failed in the page: ${exception?.description ?? text}`);
  }
  async function readThreadMs(): Promise<number> {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value;
    if (seconds === undefined) throw new Error('The browser does not tell the time of its thread.');
    return seconds * 1000;
  }
  return {
    page,
    cdp,
    evaluate,
    readThreadMs,
    async spend(expression) {
      const before = await readThreadMs();
      await evaluate(expression);
      return (await readThreadMs()) - before;
    },
    async readHeap() {
      await cdp.send('HeapProfiler.collectGarbage');
      const { usedSize } = await cdp.send('Runtime.getHeapUsage');
      return usedSize / 1e6;
    },
    close: () => context.close(),
  };
}
