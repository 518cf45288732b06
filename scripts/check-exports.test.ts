import { expect, test } from 'vitest';
import { findProblems } from './check-exports.mjs';

const manifest = {
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './styles.css': './dist/styles.css',
  },
  dependencies: { '@confab/chat-core': '0.0.0' },
};

/** A packed package that is in order, with some files added or replaced. */
const createPackage = (changes: Record<string, string> = {}): Map<string, string> =>
  new Map(
    Object.entries({
      'package.json': JSON.stringify(manifest),
      LICENSE: 'MIT',
      'README.md': '# Chat',
      'dist/index.d.ts': '',
      'dist/index.js': '',
      'dist/styles.css': '',
      ...changes,
    }),
  );

test('a package that holds what it promises has no problems', () => {
  expect(findProblems('chat', createPackage())).toEqual([]);
});

test('an exported file that is not packed is a problem', () => {
  const files = createPackage();
  files.delete('dist/styles.css');
  expect(findProblems('chat', files)).toEqual([
    'chat: dist/styles.css is promised but not in the package.',
  ]);
});

test('a missing licence is a problem', () => {
  const files = createPackage();
  files.delete('LICENSE');
  expect(findProblems('chat', files)).toEqual([
    'chat: LICENSE is promised but not in the package.',
  ]);
});

test('a packed test is a problem', () => {
  expect(findProblems('chat', createPackage({ 'dist/index.test.js': '' }))).toEqual([
    'chat: dist/index.test.js is for development and must not be published.',
  ]);
});

test('a version that only the workspace understands is a problem', () => {
  const changed = { ...manifest, dependencies: { '@confab/chat-core': 'workspace:*' } };
  const files = createPackage({ 'package.json': JSON.stringify(changed) });
  expect(findProblems('chat', files)).toEqual([
    'chat: @confab/chat-core is "workspace:*", which no registry knows.',
  ]);
});

test('an entry that leads to the sources is a problem', () => {
  const exports = { '.': { '@confab/source': './dist/index.js', default: './dist/index.js' } };
  const files = createPackage({ 'package.json': JSON.stringify({ ...manifest, exports }) });
  expect(findProblems('chat', files)).toEqual([
    'chat: its exports lead to the sources, which are not published.',
  ]);
});
