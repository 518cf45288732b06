import { readFile } from 'node:fs/promises';
import type { Locator, Page, Request } from '@playwright/test';
import { composer, openThread, row, untilSent } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';
import { focused, tabTo } from '../harness/keyboard.ts';

// Two people in two browsers: one attaches files, the other gets them.

const chips = (page: Page): Locator => page.locator('[data-part="attachment-chip"]');
const cards = (page: Page): Locator => page.locator('[data-part="row"] [data-part="file"]');
const isUpload = (request: Request): boolean =>
  request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/attachments');

/** 60 × 40 px, red. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAADwAAAAoCAIAAAAt2Q6oAAAAOklEQVR42u3OQQkAAAgEsAt2/TGWKXwIgwVYpn0n0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLSlxbTRLimL9Yi9QAAAABJRU5ErkJggg==',
  'base64',
);

interface GivenFile {
  readonly name: string;
  readonly mimeType?: string;
  readonly buffer?: Buffer;
}

async function attach(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  const chooser = await choosing;
  await chooser.setFiles(
    files.map(({ name, mimeType = 'text/plain', buffer = Buffer.from(name) }) => ({
      name,
      mimeType,
      buffer,
    })),
  );
}

/** Puts files into the clipboard event or the drop that a page gets. */
async function give(page: Page, event: 'paste' | 'drop', names: readonly string[]): Promise<void> {
  const [type, target] =
    event === 'paste'
      ? ['paste', composer(page)]
      : ['drop', page.locator('[data-part="scroller"]').last()];
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const name of all) transfer.items.add(new File(['x'], name, { type: 'text/plain' }));
    return transfer;
  }, names);
  if (event === 'drop') await target.dispatchEvent('dragover', { dataTransfer: data });
  await target.evaluate(
    (element, given) => {
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        given.type === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: given.data })
          : new DragEvent('drop', { ...init, dataTransfer: given.data }),
      );
    },
    { type, data },
  );
}

test('a picture and a file arrive, open large and are saved as they were', async ({ openPair }) => {
  const [ada, grace] = await openPair('Ada and Grace');
  await attach(
    ada,
    { name: 'loom.png', mimeType: 'image/png', buffer: picture },
    { name: 'plan.txt', buffer: Buffer.from('warp and weft') },
  );
  await expect(chips(ada)).toHaveCount(2);
  await expect(chips(ada).first().locator('img')).toBeVisible();
  await expect(ada.locator('[data-part="attachment-chip"][data-state="uploaded"]')).toHaveCount(2);
  await composer(ada).fill('The new loom');
  await composer(ada).press('Enter');
  await expect(chips(ada)).toHaveCount(0);

  const message = row(grace, 'The new loom');
  const image = message.locator('[data-part="picture"] img');
  await expect(image).toBeVisible();
  // Its box has its final size before it is there.
  await expect(message.locator('[data-part="picture"]')).toHaveCSS('aspect-ratio', '60 / 40');
  expect(await image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(60);
  expect(await image.getAttribute('src')).toMatch(/^blob:/u);

  await message.locator('[data-part="picture"]').focus();
  await grace.keyboard.press('Enter');
  await expect(grace.getByRole('dialog')).toBeVisible();
  await grace.keyboard.press('Escape');
  await expect(grace.getByRole('dialog')).toHaveCount(0);
  await expect(message.locator('[data-part="picture"]')).toBeFocused();

  const saving = grace.waitForEvent('download');
  await message.getByText('plan.txt').click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('plan.txt');
  expect(await readFile(await saved.path(), 'utf8')).toBe('warp and weft');
});

test('pasted and dropped files become attachments, and a message needs no text', async ({
  openPair,
}) => {
  const [ada, grace] = await openPair('Ada and Grace');
  await give(ada, 'paste', ['pasted.txt']);
  await give(ada, 'drop', ['dropped.txt']);
  await expect(chips(ada)).toHaveText([/pasted\.txt/, /dropped\.txt/]);
  await composer(ada).press('Enter');
  await expect(cards(grace).filter({ hasText: 'dropped.txt' })).toBeVisible();
  // The names stand for the text where attachments are not known; here the cards say them.
  await expect(row(grace, 'dropped.txt').locator('[data-part="message-content"]')).toHaveCount(0);
});

test('files and text survive a reload before they are sent, and go out after it', async ({
  openPair,
}) => {
  const [ada, grace] = await openPair('Ada and Grace');
  let isAway = true;
  await ada.route(/\/attachments$/u, (route) => (isAway ? route.abort() : route.fallback()));
  await attach(ada, { name: 'kept.txt', buffer: Buffer.from('kept') });
  await composer(ada).fill('After the reload');
  await expect(chips(ada)).toHaveText([/kept\.txt/]);

  await ada.reload();
  await openThread(ada, 'Ada and Grace');
  await expect(composer(ada)).toHaveValue('After the reload');
  await expect(chips(ada)).toHaveText([/kept\.txt/]);
  await composer(ada).press('Enter');
  await expect(row(ada, 'After the reload')).toContainText('Waiting for the files');
  await expect(row(grace, 'After the reload')).toHaveCount(0);

  await ada.reload();
  isAway = false;
  await openThread(ada, 'Ada and Grace');
  await untilSent(ada, 'After the reload');
  await expect(row(grace, 'After the reload')).toContainText('kept.txt');
  await expect(chips(ada)).toHaveCount(0);
});

test('an upload shows how far it is, and can be taken away', async ({ openAs }) => {
  const ada = await openAs('ada');
  await openThread(ada, 'Ada and Grace');
  const network = await ada.context().newCDPSession(ada);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 400_000,
  });
  const ended = ada.waitForEvent('requestfailed', isUpload);
  await attach(ada, { name: 'big.bin', buffer: Buffer.alloc(4_000_000) });
  await expect(chips(ada).getByText(/Uploading: [1-9]/u)).toBeVisible();
  await ada.getByRole('button', { name: 'Remove big.bin' }).click();
  await ended;
  await expect(chips(ada)).toHaveCount(0);
});

test('a file that is too large is refused with the reason, and the others are taken', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  await openThread(ada, 'Ada and Grace');
  await attach(
    ada,
    { name: 'huge.bin', buffer: Buffer.alloc(11_000_000) },
    { name: 'small.txt', buffer: Buffer.from('s') },
    { name: 'none.txt', buffer: Buffer.alloc(0) },
  );
  await expect(ada.getByText('“huge.bin” is larger than 10 MB.').first()).toBeVisible();
  await expect(ada.getByText('“none.txt” is empty.').first()).toBeVisible();
  await expect(chips(ada)).toHaveText([/small\.txt/]);
});

test('names that look like markup, paths or other endings stay plain names', async ({
  openPair,
}) => {
  const [ada, grace] = await openPair('Ada and Grace');
  const names = [
    '"><img src=x onerror=alert(1)>.txt',
    "';alert(String.fromCharCode(88))//.txt",
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'CON.txt',
    'invoice\u202Etxt.exe',
    '한국어 파일 🧵.txt',
  ];
  await attach(ada, ...names.map((name) => ({ name })));
  await expect(chips(ada)).toHaveCount(names.length);
  await composer(ada).fill('Odd names');
  await composer(ada).press('Enter');
  const list = row(grace, 'Odd names').locator('[data-part="file-name"]');
  // What turns the reading direction is left out: "invoicetxt.exe" reads as what it is.
  await expect(list).toHaveText(names.map((name) => name.replace('\u202E', '')));
  expect(await grace.locator('img[src="x"]').count()).toBe(0);
  for (const name of ['%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'invoicetxt.exe']) {
    const saving = grace.waitForEvent('download');
    await row(grace, 'Odd names').getByText(name, { exact: true }).click();
    expect((await saving).suggestedFilename()).not.toMatch(/[/\\]|\u202E/u);
  }
});

test('files come and go by keyboard alone', async ({ openAs }) => {
  const ada = await openAs('ada');
  await openThread(ada, 'Ada and Grace');
  await give(ada, 'paste', ['one.txt', 'two.txt']);
  await expect(chips(ada)).toHaveCount(2);
  await composer(ada).focus();
  await ada.keyboard.press('Shift+Tab');
  await tabTo(ada, /^Remove two\.txt$/, { back: true });
  await ada.keyboard.press('Enter');
  await expect(chips(ada)).toHaveText([/one\.txt/]);
  await expect(focused(ada)).toHaveAccessibleName('Remove one.txt');
  await ada.keyboard.press('Enter');
  await expect(chips(ada)).toHaveCount(0);
  await expect(composer(ada)).toBeFocused();
});

test('the token goes to no other origin that a message names for a file', async ({
  openPair,
  demo,
}) => {
  const [ada, grace] = await openPair('Support rota');
  const foreign: (string | undefined)[] = [];
  await grace.context().route('https://files.example/**', (route) => {
    foreign.push(route.request().headers()['authorization']);
    return route.fulfill({ contentType: 'image/png', body: picture });
  });
  // Whoever is in the thread can write whatever he likes into a message.
  await ada.route(/\/messages(?:\?|$)/u, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const body = route.request().postDataJSON();
    body.metadata['confab.attachments'] = JSON.stringify([
      { url: 'https://files.example/pixel.png', name: 'pixel.png', mime: 'image/png', bytes: 9 },
      {
        url: `${demo.endpoint.replace('//', '//ada:secret@')}/chat/threads/x/attachments/1`,
        name: 'b',
      },
    ]);
    return route.continue({ postData: JSON.stringify(body) });
  });
  await composer(ada).fill('Look at this');
  await composer(ada).press('Enter');
  const message = row(grace, 'Look at this');
  await expect(message.locator('[data-part="picture"] img')).toBeVisible();
  await expect(message.locator('[data-part="file-name"]')).toHaveCount(0);
  expect(foreign.length).toBeGreaterThan(0);
  expect(foreign.filter((header) => header !== undefined)).toEqual([]);
});
