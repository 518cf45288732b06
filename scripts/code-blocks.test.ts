import { expect, test } from 'vitest';
import { readCodeBlocks } from './code-blocks.mjs';

const read = (...lines: string[]) => readCodeBlocks('guide.md', lines.join('\n'));

test('a block is found with its language and the line of its fence', () => {
  expect(read('# Start', '', '```ts', 'const a = 1;', '', 'use(a);', '```', 'Then:')).toEqual([
    { document: 'guide.md', line: 3, language: 'ts', code: 'const a = 1;\n\nuse(a);\n' },
  ]);
});

test('a block in a list loses the indentation of its fence and keeps its own', () => {
  const [block] = read('1. Run', '   ```sh', '   if true; then', '     npm test', '   ```');
  expect(block?.code).toBe('if true; then\n  npm test\n');
});

test('a longer fence holds shorter ones', () => {
  const [block, ...others] = read('````text', '```ts', '```', '````');
  expect(block).toMatchObject({ language: 'text', code: '```ts\n```\n' });
  expect(others).toEqual([]);
});

test('a block without a language is found, so that somebody can be told of it', () => {
  expect(read('```', 'what', '```')).toMatchObject([{ language: '' }]);
});

test('a fence that is never closed is an error that names its line', () => {
  expect(() => read('one', '```ts', 'two')).toThrow('guide.md:2');
});
