import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findForbiddenImports, readImportGraph } from '../../../scripts/import-graph.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const page = readImportGraph(src, ['index.ts']);
const all = readImportGraph(src, ['index.ts', 'node/index.ts', 'cli.ts']);

test('the main entry runs in a page: it reaches hono, jose, what cleans html, and nothing of Node', () => {
  expect(page.length).toBeGreaterThan(30);
  const allowed = /^(?:hono(?:\/cors)?|jose|hast-util-(?:from-html|sanitize|to-html))$/;
  expect(findForbiddenImports(page, ({ specifier }) => allowed.test(specifier))).toEqual([]);
  const paths = page.map(({ path }) => path);
  expect(paths.filter((path) => path.startsWith('node/') || path === 'cli.ts')).toEqual([]);
});

test('no entry ships test code or imports another package of the kit', () => {
  const isForeign = /^@confab\//;
  expect(findForbiddenImports(all, ({ specifier }) => !isForeign.test(specifier))).toEqual([]);
  expect(all.filter(({ path }) => /test-support|\.test\./.test(path))).toEqual([]);
});

test('the node entries reach only what the package depends on', () => {
  const { dependencies } = JSON.parse(readFileSync(`${src}/../package.json`, 'utf8'));
  const isDeclared = (specifier: string): boolean =>
    specifier.startsWith('node:') ||
    Object.keys(dependencies).some((name) => `${specifier}/`.startsWith(`${name}/`));
  expect(findForbiddenImports(all, ({ specifier }) => isDeclared(specifier))).toEqual([]);
});
