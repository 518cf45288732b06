import { expect, it } from 'vitest';
import { matchesFilter } from './thread-list-entry.ts';

const entry = {
  id: '1',
  topic: 'Atlas launch',
  participants: [{ userId: 'g', displayName: 'Grace' }],
  isSelected: false,
};

it('finds a thread by parts of its topic and of the names in it, in any order and case', () => {
  expect(matchesFilter(entry, 'LAUNCH')).toBe(true);
  expect(matchesFilter(entry, 'grace atl')).toBe(true);
  expect(matchesFilter(entry, 'Linus')).toBe(false);
});

it('finds characters that are written in another width', () => {
  expect(matchesFilter({ ...entry, topic: 'ＡＢＣ' }, 'abc')).toBe(true);
});

it('finds names without the accents that they are written with', () => {
  expect(matchesFilter({ ...entry, topic: 'Café Ærø' }, 'cafe')).toBe(true);
});
