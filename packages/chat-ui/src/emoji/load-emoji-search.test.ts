import { expect, it } from 'vitest';
import { loadEmojiSearch } from './load-emoji-search.ts';

it('names emoji in the language that was asked for, with English shortcodes', async () => {
  const names = await Promise.all(
    ['en', 'fr-CA', 'ko-KR', 'de_AT'].map(
      async (locale) => (await loadEmojiSearch(locale)).byShortcode('tada')?.name,
    ),
  );
  expect(names).toEqual(['party popper', 'cotillons', '파티', 'Konfettibombe']);
});

it('speaks English where it knows no names', async () => {
  const search = await loadEmojiSearch('xx-YY');
  expect(search.byShortcode('smile')).toEqual({
    emoji: '😄',
    name: 'grinning face with smiling eyes',
    shortcode: 'smile',
  });
});

it('loads a language once', async () => {
  expect(await loadEmojiSearch('de-DE')).toBe(await loadEmojiSearch('de-CH'));
});

it('finds as many as are wanted, with the shortcode that is shown', async () => {
  const search = await loadEmojiSearch('en');
  expect(search.find('smil', 3)).toHaveLength(3);
  expect(search.find('thumbsup', 1)).toEqual([{ emoji: '👍', name: 'thumbs up', shortcode: '+1' }]);
  expect(search.find('zzzz', 3)).toEqual([]);
});
