import { expect, it } from 'vitest';
import { defaultSubmitMode, isSubmitKey } from './enter-key.ts';

const enter = { key: 'Enter', shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

it('sends on Enter, and not with Shift or Alt', () => {
  expect(isSubmitKey(enter, 'enter')).toBe(true);
  expect(isSubmitKey({ ...enter, ctrlKey: true }, 'enter')).toBe(true);
  expect(isSubmitKey({ ...enter, shiftKey: true }, 'enter')).toBe(false);
  expect(isSubmitKey({ ...enter, altKey: true }, 'enter')).toBe(false);
  expect(isSubmitKey({ ...enter, key: 'a' }, 'enter')).toBe(false);
});

it('sends only with Ctrl or Command in the other mode', () => {
  expect(isSubmitKey(enter, 'modEnter')).toBe(false);
  expect(isSubmitKey({ ...enter, ctrlKey: true }, 'modEnter')).toBe(true);
  expect(isSubmitKey({ ...enter, metaKey: true }, 'modEnter')).toBe(true);
});

it('makes Enter a new line where there is only a touch screen', () => {
  const touchOnly = (query: string): boolean => query === '(pointer: coarse)';
  expect(defaultSubmitMode(touchOnly)).toBe('modEnter');
  expect(defaultSubmitMode(() => true)).toBe('enter');
  expect(defaultSubmitMode(() => false)).toBe('enter');
});
