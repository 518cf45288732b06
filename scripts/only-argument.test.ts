import { expect, test } from 'vitest';
import { takeOnly } from './only-argument.mjs';

const names = ['unit', 'browser', 'e2e'];

test('without a choice every part runs, and all arguments are kept', () => {
  expect(takeOnly(['packages/chat-core'], names, 'suite')).toEqual({
    chosen: names,
    args: ['packages/chat-core'],
  });
});

test.each([[['--only', 'e2e,unit', '--bail']], [['--only=e2e,unit', '--bail']]])(
  'with %j the named parts run in their usual order, and the other arguments are kept',
  (given) => {
    expect(takeOnly(given, names, 'suite')).toEqual({ chosen: ['unit', 'e2e'], args: ['--bail'] });
  },
);

test.each([[['--only', 'unit,end']], [['--only', '']], [['--only']]])(
  '%j is refused with the names that there are',
  (given) => {
    expect(() => takeOnly(given, names, 'suite')).toThrow(
      /There is no suite .* There are: unit, browser, e2e\./,
    );
  },
);
