import { expect, it } from 'vitest';
import { foldText, matchesWords } from './fold-text.ts';

it('leaves out case, accents and differences of width', () => {
  expect(foldText('Tomás Ｍüller')).toBe('tomas muller');
});

it('keeps what is no accent: Korean syllables and their parts', () => {
  expect(foldText('민준').startsWith(foldText('민'))).toBe(true);
  expect(matchesWords(['김민준'], '민준')).toBe(true);
});

it('finds words in any order', () => {
  expect(matchesWords(['Ana Müller'], 'MULLER an')).toBe(true);
  expect(matchesWords(['Ana Müller'], 'muller bo')).toBe(false);
});
