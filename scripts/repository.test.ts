import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is installed or built is not ours. Hidden folders are named when they are. */
const SKIPPED = new Set(['node_modules', 'dist', 'storybook-static', 'test-results', 'coverage']);
const HIDDEN_BUT_OURS = new Set(['.ci', '.storybook']);

const CODE = /\.(ts|tsx|mjs)$/;
const TEXT = /\.(ts|tsx|mjs|json|yaml|md|mdx|css|html)$|^run$/;
const DEVELOPMENT = /\.(test|test-d|bench|stories)\.tsx?$/;

/** All files below a folder, as paths from the root. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [relative(root, path)];
    const isHidden = entry.name.startsWith('.') && !HIDDEN_BUT_OURS.has(entry.name);
    return isHidden || SKIPPED.has(entry.name) ? [] : listFiles(path);
  });
}

const files = listFiles(root);
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const countLines = (file: string): number => read(file).trimEnd().split('\n').length;
const texts = files.filter((file) => TEXT.test(file) && file !== 'pnpm-lock.yaml');

/** The files that contain a text. It is given in two parts, so that this file does not contain it. */
const filesWith = (first: string, second: string): string[] =>
  texts.filter((file) => read(file).includes(first + second));

test('half of the source files have at most 100 lines', () => {
  const lengths = files
    .filter((file) => CODE.test(file) && !DEVELOPMENT.test(file))
    .map(countLines)
    .toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100);
});

test('no source, test or style file has more than 500 lines', () => {
  const long = files.filter((file) => /\.(ts|tsx|mjs|css)$/.test(file) && countLines(file) > 500);
  expect(long).toEqual([]);
});

test('every package carries the licence', () => {
  const licence = read('LICENSE');
  const packages = readdirSync(join(root, 'packages'));
  expect(packages.length).toBeGreaterThan(0);
  for (const name of packages) expect(read(`packages/${name}/LICENSE`), name).toBe(licence);
});

test('every package and app is a workspace package of its own, private unless it is published', () => {
  for (const parent of ['packages', 'apps']) {
    for (const name of readdirSync(join(root, parent))) {
      const manifest: unknown = JSON.parse(read(`${parent}/${name}/package.json`));
      expect(manifest, name).toMatchObject({
        name: `@confab/${name}`,
        type: 'module',
        license: 'MIT',
        ...(parent === 'apps' ? { private: true } : { publishConfig: { access: 'public' } }),
      });
    }
  }
});

test('no file refers to documents outside the repository', () => {
  expect(filesWith('../', 'shared/')).toEqual([]);
});

test('no file holds work that was put off', () => {
  expect(filesWith('TO', 'DO')).toEqual([]);
  expect(filesWith('FIX', 'ME')).toEqual([]);
});

test('links between documents lead to files that exist', () => {
  const broken = texts
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target = '']) => ({ file, target }))
        .filter(({ target }) => !existsSync(join(root, file, '..', decodeURI(target))))
        .map(({ target }) => `${file} → ${target}`),
    );
  expect(broken).toEqual([]);
});
