import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it('takes the first letters of the first and the last word', () => {
  expect(initialsOf('Grace Brewster Hopper')).toBe('GH');
  expect(initialsOf('ada')).toBe('A');
  expect(initialsOf('Grace Hopper', 1)).toBe('G');
  expect(initialsOf('(Grace) – Hopper')).toBe('GH');
});

it('keeps what a reader sees as one character whole', () => {
  expect(initialsOf('👩🏽‍💻 Team')).toBe('👩🏽‍💻');
  expect(initialsOf('e\u0301mile Zola')).toBe('E\u0301Z');
});

it('takes one character where characters are wide', () => {
  expect(initialsOf('김 민준')).toBe('김');
  expect(initialsOf('山田 太郎')).toBe('山');
});

it('is empty when a name has nothing to show', () => {
  expect(initialsOf('')).toBe('');
  expect(initialsOf(' – ')).toBe('');
});
