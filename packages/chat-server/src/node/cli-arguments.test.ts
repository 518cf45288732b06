import { expect, test } from 'vitest';
import { parseCliArguments } from './cli-arguments.ts';

test('without options the service listens on this computer and keeps nothing', () => {
  expect(parseCliArguments([])).toEqual({ port: 4830, host: '127.0.0.1', storage: 'memory' });
});

test('every option is read', () => {
  const argv = ['--port=0', '--host', '::1', '--storage', './data', '--access-key', 'abc'];
  const expected = { port: 0, host: '::1', storage: './data', accessKey: 'abc' };
  expect(parseCliArguments(argv)).toEqual(expected);
  expect(parseCliArguments(['--help', '--port', 'x'])).toBe('help');
});

test.each([
  [['--bogus'], /Unknown option '--bogus'.*--help/],
  [['--port'], /--port.*--help/],
  [['extra'], /extra.*--help/],
  [['--port', 'abc'], /--port must be a number from 0 to 65535, not "abc"/],
  [['--port', '65536'], /--port must be a number/],
  [['--port', '-1'], /--port/],
  [['--storage', ''], /--storage must be/],
])('%j is refused with a reason', (argv, reason) => {
  expect(() => parseCliArguments(argv)).toThrow(reason);
});
