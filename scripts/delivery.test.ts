import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const documentUrl = new URL('../docs/delivery.md', import.meta.url);
const text = readFileSync(documentUrl, 'utf8');
const matrix = text.slice(text.indexOf('## What can go wrong'));

/** A link to a test: its title in the source, between quotes, and the file. */
const links = [...matrix.matchAll(/\[“([^”]+)”\]\(([^)]+)\)/g)].map(
  ([, title = '', path = '']) => ({
    title,
    path,
  }),
);

test('the matrix of faults names a test for every row', () => {
  const rows = matrix.split('\n').filter((line) => /^\| (?!-|what happens)/.test(line));
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter((row) => !/\[“[^”]+”\]\([^)]+\)/.test(row))).toEqual([]);
});

test('every test that the matrix names is there under that title', () => {
  const missing = links.filter(({ title, path }) => {
    const file = new URL(path, documentUrl);
    // A title in a source may be broken over lines, and quotes in it are escaped.
    return !existsSync(file) || !flat(readFileSync(file, 'utf8')).includes(flat(title));
  });
  expect(missing).toEqual([]);
});

function flat(source: string): string {
  return source.replace(/\\(['"`])/g, '$1').replace(/\s+/g, ' ');
}
