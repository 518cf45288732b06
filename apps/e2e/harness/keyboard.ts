import { expect, type Locator, type Page } from '@playwright/test';

/** The element that has the focus. */
export function focused(page: Page): Locator {
  return page.locator('*:focus');
}

/** Presses Tab until what has the focus is named so or, given a selector, until the page matches that. */
export async function tabTo(
  page: Page,
  target: RegExp | string,
  { back = false }: { readonly back?: boolean } = {},
): Promise<void> {
  for (let press = 0; press < 40; press += 1) {
    const isThere =
      typeof target === 'string'
        ? (await page.locator(target).count()) > 0
        : await hasFocusedName(page, target);
    if (isThere) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

async function hasFocusedName(page: Page, name: RegExp): Promise<boolean> {
  if ((await focused(page).count()) === 0) return false;
  try {
    await expect(focused(page)).toHaveAccessibleName(name, { timeout: 1 });
    return true;
  } catch {
    return false;
  }
}

/** Collects what the live regions say from now on. */
export async function collectSpoken(page: Page): Promise<() => string[]> {
  const spoken: string[] = [];
  await page.exposeFunction('noteSpoken', (text: string) => void spoken.push(text));
  await page.evaluate(() => {
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes) {
          const note: unknown = Reflect.get(window, 'noteSpoken');
          if (typeof note === 'function') note(node.textContent ?? '');
        }
    });
    for (const region of document.querySelectorAll('[aria-live]'))
      observer.observe(region, { childList: true, subtree: true });
  });
  return () => spoken;
}
