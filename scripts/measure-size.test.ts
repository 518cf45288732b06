import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { measureSize } from './measure-size.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Random, so that compression cannot make it small. */
const ballast = (bytes: number): string =>
  `export const text = '${Array.from({ length: bytes }, () => Math.floor(Math.random() * 36).toString(36)).join('')}';`;

function createFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'confab-size-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('what a page loads first is counted, what it may load later is listed apart', async () => {
  const folder = createFolder({
    'first.js': ballast(3_000),
    'later.js': ballast(9_000),
    'entry.js':
      "export { text } from './first.js'; export const load = () => import('./later.js');",
  });
  const { bytes, lazy } = await measureSize("export * from './entry.js'", folder);
  expect(bytes).toBeGreaterThan(1_500);
  expect(bytes).toBeLessThan(3_000);
  expect(lazy).toEqual([{ name: 'later.js', bytes: expect.closeTo(6_000, -3) }]);
});

test('a file that both load counts where it is loaded first', async () => {
  const folder = createFolder({
    'shared.js': ballast(9_000),
    'later.js': "export { text } from './shared.js'; export const own = 1;",
    'entry.js':
      "export { text } from './shared.js'; export const load = () => import('./later.js');",
  });
  const { bytes, lazy } = await measureSize("export * from './entry.js'", folder);
  expect(bytes).toBeGreaterThan(5_000);
  expect(lazy[0]?.bytes).toBeLessThan(300);
});

test('what is loaded later may load more, which is a part of its own, named after its package', async () => {
  const folder = createFolder({
    'node_modules/@scope/deep/package.json': '{"name":"@scope/deep","main":"lib/index.js"}',
    'node_modules/@scope/deep/lib/index.js': ballast(3_000),
    'later.js': "export const load = () => import('@scope/deep');",
    'entry.js': "export const load = () => import('./later.js');",
  });
  const { lazy } = await measureSize("export * from './entry.js'", folder);
  expect(lazy.map(({ name }) => name)).toEqual(['@scope/deep', 'later.js']);
});

test('code that nobody uses and packages that are left out do not count', async () => {
  const folder = createFolder({
    'package.json': '{"sideEffects":false}',
    'unused.js': ballast(9_000),
    'entry.js':
      "import { text } from './unused.js'; export { createElement } from 'react'; export const unused = () => text; export const used = 1;",
  });
  const { bytes } = await measureSize("export { used, createElement } from './entry.js'", folder, [
    'react',
  ]);
  expect(bytes).toBeLessThan(200);
});
