import { expect, it } from 'vitest';
import { labelsEn } from '../labels/labels-en.ts';
import { pseudoLabels, pseudoText } from './pseudo-labels.ts';

const pseudo = pseudoLabels(labelsEn);

it('keeps no plain letter of a text, and what is put into it when it has none', () => {
  expect(pseudo.send).not.toMatch(/[a-z]/iu);
  expect(pseudo.participantsLeft(['민준', '지수'])).toMatch(/민준.+지수/u);
  expect(pseudo.participantsLeft(['민준', '지수'])).not.toMatch(/[a-z]/iu);
});

it('makes texts longer by a third, and right-to-left', () => {
  const text = pseudoText(labelsEn.latestFailed);
  expect(text.length).toBeGreaterThan(labelsEn.latestFailed.length * 1.35);
  expect(text).toMatch(/^\u200F⟦.+⟧\u200F$/u);
});

it('has every text, and says nothing where nothing is said', () => {
  expect(Object.keys(pseudo)).toEqual(Object.keys(labelsEn));
  expect(pseudo.typing([])).toBe('');
});
