import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findForbiddenImports, readImportGraph } from '../../../scripts/import-graph.ts';

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

test('the libraries are imported by files that are themselves loaded on first use', () => {
  const lazy = presentational.flatMap(({ edges }) =>
    edges
      .filter(({ statement }) => statement.startsWith('import('))
      .map(({ specifier }) => specifier),
  );
  // What is needed now and then is one file: it is loaded on first use, and what it imports with it.
  const eager = presentational.flatMap(({ path, edges }) =>
    (path === 'later/parts.ts' ? [] : edges)
      .filter(
        ({ statement }) =>
          /^(?:import|export)\s/.test(statement) && !statement.startsWith('import type'),
      )
      .map(({ specifier }) => specifier),
  );
  expect(lazy).toEqual(expect.arrayContaining(['./parts.ts', './render-html.tsx']));
  const surfaces = /(?:Menu|Dialog|Popover)Surface|render-html|\/parts\.ts/;
  expect(eager.filter((specifier) => surfaces.test(specifier))).toEqual([]);
});

test('no entry ships test code or stories', () => {
  const paths = [...presentational, ...connected].map(({ path }) => path);
  expect(paths.filter((path) => /test-support|\.test\.|\.stories\./.test(path))).toEqual([]);
});
