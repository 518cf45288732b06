import { afterEach, expect, it, vi } from 'vitest';
import { keepRecentEmoji, keepSkinTone, readRecentEmoji, readSkinTone } from './emoji-memory.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

it('keeps what was picked last, each once, for two rows', () => {
  for (const emoji of ['👍', '😀', '👍🏽', '👍']) keepRecentEmoji(emoji);
  expect(readRecentEmoji()).toEqual(['👍', '👍🏽', '😀']);
  for (let index = 0; index < 30; index += 1)
    keepRecentEmoji(String.fromCodePoint(0x1f600 + index));
  expect(readRecentEmoji()).toHaveLength(18);
  expect(readRecentEmoji()[0]).toBe('😝');
});

it('keeps the tone of skin, and takes nothing else for one', () => {
  expect(readSkinTone()).toBe('');
  keepSkinTone('🏿');
  expect(readSkinTone()).toBe('🏿');
  localStorage.setItem('confab.emoji.skin-tone', '<script>');
  expect(readSkinTone()).toBe('');
});

it('goes without where the browser keeps nothing', () => {
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(() => keepRecentEmoji('👍')).not.toThrow();
  expect(() => keepSkinTone('🏿')).not.toThrow();
  expect(readRecentEmoji()).toEqual([]);
  expect(readSkinTone()).toBe('');
});

it('goes without where there is no room', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(() => keepRecentEmoji('👍')).not.toThrow();
});
