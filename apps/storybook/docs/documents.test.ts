import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { documentPages, isExternalLink, resolveLink } from './documents.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

test('every document at the top of docs has a page in Storybook', () => {
  const documents = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));
  expect(Object.keys(documentPages)).toEqual(
    expect.arrayContaining(documents.map((name) => `docs/${name}`)),
  );
});

test('every page shows a document that exists', () => {
  const pages = readdirSync(here)
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => /path="([^"]+)"/.exec(readFileSync(here + name, 'utf8'))?.[1] ?? name);
  expect(pages.toSorted()).toEqual(Object.keys(documentPages).toSorted());
  expect(pages.filter((path) => !existsSync(root + path))).toEqual([]);
});

test('a relative link is resolved from its document', () => {
  expect(resolveLink('architecture.md', 'docs/index.md')).toBe('docs/architecture.md');
  expect(resolveLink('../README.md#start', 'docs/architecture.md')).toBe('README.md');
  expect(resolveLink('docs/screenshots/light.png', 'README.md')).toBe('docs/screenshots/light.png');
});

test('links with a scheme and links inside the page are left alone', () => {
  expect(['https://example.com', 'mailto:a@b.c', '#start'].every(isExternalLink)).toBe(true);
  expect(isExternalLink('docs/architecture.md')).toBe(false);
});
