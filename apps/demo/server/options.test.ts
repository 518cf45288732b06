import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

const read = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const options = readOptions(args, env);
  if (options === 'help') throw new Error('The options asked for help.');
  return options;
};

test('a browser is opened, unless it is not wanted or nobody is there to look', () => {
  expect(read([]).opensBrowser).toBe(true);
  expect(read(['--no-open']).opensBrowser).toBe(false);
  expect(read([], { CI: 'true' }).opensBrowser).toBe(false);
});

test('a relative data folder is one from where the user stands', () => {
  const { dataFolder } = read(['--data', 'mine'], { INIT_CWD: '/home/ada' });
  expect(dataFolder).toBe('/home/ada/mine');
});

test.each(['abc', '-1', '65536', '1.5', ''])('the port "%s" is refused in words', (port) => {
  expect(() => read([`--port=${port}`])).toThrow('Give a number from 0 to 65535');
});
