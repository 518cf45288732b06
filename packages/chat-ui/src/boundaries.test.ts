import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  findForbiddenImports,
  readImportGraph,
  type ImportedModule,
} from '../../../scripts/import-graph.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const presentational = readImportGraph(src, ['index.ts']);
const connected = readImportGraph(src, ['connected/index.ts']);

/** Each library has the files that may import it; all of them are loaded on first use. */
const libraries: Readonly<Record<string, RegExp>> = {
  '@ariakit/react': /^overlay\/\w+Surface\.tsx$/,
  dompurify: /^message\/render-html\.tsx$/,
};
const isLibraryInItsPlace = (specifier: string, path: string): boolean =>
  libraries[specifier]?.test(path) === true;

test('presentational code imports React, the model of chat-core and, in one place each, two libraries', () => {
  expect(presentational.length).toBeGreaterThan(40);
  const allowed = /^(?:react|react-dom)(?:\/.+)?$|^@confab\/chat-core\/model$/;
  expect(
    findForbiddenImports(
      presentational,
      ({ specifier }, { path }) => allowed.test(specifier) || isLibraryInItsPlace(specifier, path),
    ),
  ).toEqual([]);
});

test('only the connected components import chat-react, and nothing else reaches into them', () => {
  const allowed = /^(?:react|react-dom)(?:\/.+)?$|^@confab\/chat-(?:core(?:\/[a-z]+)?|react)$/;
  expect(
    findForbiddenImports(
      connected,
      ({ specifier }, { path }) => allowed.test(specifier) || isLibraryInItsPlace(specifier, path),
    ),
  ).toEqual([]);
  expect(presentational.filter(({ path }) => path.startsWith('connected/'))).toEqual([]);
});

/** What a page loads with an entry: all that it reaches over imports that are no calls and not of types alone. */
function firstLoadOf(modules: readonly ImportedModule[], entry: string): readonly string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const paths = new Set([entry]);
  for (const path of paths) {
    for (const { specifier, statement } of byPath.get(path)?.edges ?? []) {
      const isLoaded = /^(?:import|export)\s/.test(statement) && !/^\w+ type\s/.test(statement);
      if (isLoaded && specifier.startsWith('.')) paths.add(join(dirname(path), specifier));
    }
  }
  return [...paths];
}

const entries: readonly (readonly [string, readonly ImportedModule[]])[] = [
  ['index.ts', presentational],
  ['connected/index.ts', connected],
];

test.each(entries)('%s does not load the libraries first', (entry, modules) => {
  const paths = firstLoadOf(modules, entry);
  expect(paths).toContain('composer/Composer.tsx');
  const surfaces = /Surface\.tsx$|render-html|\/(?:later-)?parts\.ts$/;
  expect(paths.filter((path) => surfaces.test(path))).toEqual([]);
  const lazy = modules.flatMap(({ edges }) =>
    edges
      .filter(({ statement }) => statement.startsWith('import('))
      .map(({ specifier }) => specifier),
  );
  expect(lazy).toEqual(expect.arrayContaining(['./parts.ts', './render-html.tsx']));
});

test.each(entries)('%s loads of emoji no more than what opens the picker', (entry, modules) => {
  const first = firstLoadOf(modules, entry).filter((path) => path.startsWith('emoji/'));
  expect(presentational.map(({ path }) => path)).toContain('emoji/EmojiPanel.tsx');
  const openers =
    /^emoji\/(?:Emoji(?:Picker|Button)\.tsx|(?:emoji-chunks|emoji-locale|load-emoji-search)\.ts)$/;
  expect(first.filter((path) => !openers.test(path))).toEqual([]);
});

test('no entry ships test code or stories', () => {
  const paths = [...presentational, ...connected].map(({ path }) => path);
  expect(paths.filter((path) => /test-support|\.test\.|\.stories\./.test(path))).toEqual([]);
});
