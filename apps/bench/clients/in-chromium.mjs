// `node in-chromium.mjs <plan as JSON>`: measures the clients in a page and prints what was measured, as JSON.
import { chromium } from 'playwright';
import { launchOptions } from '../../../scripts/browser.mjs';

const plan = JSON.parse(process.argv[2]);
const browser = await chromium.launch(launchOptions());
try {
  // Nobody vouches for the certificate; all clients get the same.
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await page.goto(plan.endpoint);
  await page.waitForFunction(() => globalThis.measureClients !== undefined);
  const measured = await page.evaluate((given) => globalThis.measureClients(given), plan);
  process.stdout.write(JSON.stringify(measured));
} finally {
  await browser.close();
}
