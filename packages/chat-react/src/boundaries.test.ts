import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findForbiddenImports, readImportGraph } from '../../../scripts/import-graph.ts';

const modules = readImportGraph(fileURLToPath(new URL('.', import.meta.url)), ['index.ts']);

const allowed =
  /^(?:react|zustand(?:\/vanilla)?|@tanstack\/react-query|@confab\/chat-core(?:\/[a-z]+)?)$/;

test('shipped code imports React, zustand, TanStack Query and chat-core, and nothing else', () => {
  expect(modules.length).toBeGreaterThan(15);
  expect(findForbiddenImports(modules, ({ specifier }) => allowed.test(specifier))).toEqual([]);
});

test('every module that uses React says that it is for the client', () => {
  const unmarked = modules.filter(
    ({ code, edges }) =>
      edges.some(
        ({ specifier, statement }) => specifier === 'react' && !statement.startsWith('import type'),
      ) && !code.trimStart().startsWith("'use client';"),
  );
  expect(unmarked.map(({ path }) => path)).toEqual([]);
});
