import { expect, test } from 'vitest';
import { parseBenchArguments } from './bench-arguments.ts';

test('words are part of a row’s name, options say where figures go and what is measured', () => {
  expect(parseBenchArguments(['50', 'sockets', '--write', '--server', 'old/cli.js'])).toEqual({
    wanted: '50 sockets',
    isPublished: true,
    serverScript: 'old/cli.js',
    isQuick: false,
  });
  expect(parseBenchArguments(['--quick'])).toEqual({
    wanted: '',
    isPublished: false,
    serverScript: undefined,
    isQuick: true,
  });
});

test('an unknown option is refused', () => {
  expect(() => parseBenchArguments(['--fast'])).toThrow(/--fast/);
});
