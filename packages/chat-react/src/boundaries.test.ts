import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findForbiddenImports, readImportGraph } from '../../../scripts/import-graph.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const shipped = readImportGraph(src, ['index.ts', 'hydration/index.ts', 'notifications/index.ts']);
const testing = readImportGraph(src, ['testing/index.ts']);

const allowed =
  /^(?:react|zustand(?:\/vanilla)?|@tanstack\/react-query|@confab\/chat-core(?:\/[a-z]+)?)$/;

test('shipped code imports React, zustand, TanStack Query and chat-core, and nothing else', () => {
  expect(shipped.length).toBeGreaterThan(35);
  expect(findForbiddenImports(shipped, ({ specifier }) => allowed.test(specifier))).toEqual([]);
});

test('what tests are rendered with imports the testing library, too, and no test of the kit', () => {
  const isAllowed = (specifier: string): boolean =>
    allowed.test(specifier) || specifier === '@testing-library/react';
  expect(findForbiddenImports(testing, ({ specifier }) => isAllowed(specifier))).toEqual([]);
  const paths = [...shipped, ...testing].map(({ path }) => path);
  expect(paths.filter((path) => /test-support|\.test\./.test(path))).toEqual([]);
});

test('every module that uses React says that it is for the client', () => {
  const unmarked = shipped.filter(
    ({ code, edges }) =>
      edges.some(
        ({ specifier, statement }) => specifier === 'react' && !statement.startsWith('import type'),
      ) && !code.trimStart().startsWith("'use client';"),
  );
  expect(unmarked.map(({ path }) => path)).toEqual([]);
});
