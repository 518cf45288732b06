import type { Page } from '@playwright/test';

/** Takes pictures until two in a row are the same: nothing is loading or moving any more. */
export async function takeStill(page: Page): Promise<Buffer> {
  const take = (): Promise<Buffer> => page.screenshot({ animations: 'disabled', caret: 'hide' });
  let last = await take();
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.waitForTimeout(250);
    const next = await take();
    if (next.equals(last)) return next;
    last = next;
  }
  throw new Error(
    'The page does not come to rest, so no picture was taken. Look for an endless animation.',
  );
}
