import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('what was asked for last is kept, and all else is made anew', () => {
  let made = 0;
  const recent = createRecent(2, (key) => {
    made += 1;
    return `${key}${made}`;
  });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(recent)).toEqual(['a1', 'b2', 'a1', 'c3', 'a1', 'b4']);
});
