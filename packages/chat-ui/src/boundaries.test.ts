import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findForbiddenImports, readImportGraph } from '../../../scripts/import-graph.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const presentational = readImportGraph(src, ['index.ts']);
const connected = readImportGraph(src, ['connected/index.ts']);

test('presentational code imports React and the model of chat-core, and nothing else', () => {
  expect(presentational.length).toBeGreaterThan(40);
  const allowed = /^(?:react|react-dom)(?:\/.+)?$|^@confab\/chat-core\/model$/;
  expect(findForbiddenImports(presentational, ({ specifier }) => allowed.test(specifier))).toEqual(
    [],
  );
});

test('only the connected components import chat-react, and nothing else reaches into them', () => {
  const allowed = /^(?:react|react-dom)(?:\/.+)?$|^@confab\/chat-(?:core(?:\/[a-z]+)?|react)$/;
  expect(findForbiddenImports(connected, ({ specifier }) => allowed.test(specifier))).toEqual([]);
  expect(presentational.filter(({ path }) => path.startsWith('connected/'))).toEqual([]);
});

test('no entry ships test code or stories', () => {
  const paths = [...presentational, ...connected].map(({ path }) => path);
  expect(paths.filter((path) => /test-support|\.test\.|\.stories\./.test(path))).toEqual([]);
});
