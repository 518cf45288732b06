import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { documentPages, isExternalLink, resolveLink } from './documents.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** The pages: the document that each one shows, and its title. */
const pages = readdirSync(here)
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => {
    const text = readFileSync(here + name, 'utf8');
    return {
      path: /path="([^"]+)"/.exec(text)?.[1] ?? name,
      title: /title="([^"]+)"/.exec(text)?.[1] ?? name,
    };
  });

test('every document of the repository has a page in Storybook', () => {
  const documents = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`);
  expect(Object.keys(documentPages)).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', ...documents]),
  );
});

test('every page shows a document that exists', () => {
  const paths = pages.map(({ path }) => path);
  expect(paths.toSorted()).toEqual(Object.keys(documentPages).toSorted());
  expect(paths.filter((path) => !existsSync(root + path))).toEqual([]);
});

test('a link leads to the id that Storybook gives the page for its title', () => {
  for (const { path, title } of pages) {
    const id = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    expect(documentPages[path]).toBe(`${id}--docs`);
  }
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
