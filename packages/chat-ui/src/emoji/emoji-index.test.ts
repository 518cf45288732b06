import { describe, expect, it } from 'vitest';
import { emojiWords as german } from './data/emoji-words-de.ts';
import { emojiWords as english } from './data/emoji-words-en.ts';
import { emojiWords as french } from './data/emoji-words-fr.ts';
import { emojiWords as korean } from './data/emoji-words-ko.ts';
import { foldText } from '../labels/fold-text.ts';
import { createEmojiIndex, type EmojiIndex } from './emoji-index.ts';
import { createEmojiSet } from './emoji-set.ts';

const everything = { version: 17, hasFlags: true };
const indexOf = (words: string): EmojiIndex =>
  createEmojiIndex(createEmojiSet(words, everything), foldText);
const en = indexOf(english);
const fr = indexOf(french);
const ko = indexOf(korean);
const de = indexOf(german);

const found = (index: EmojiIndex, query: string, limit = 5): readonly string[] =>
  index
    .find(query)
    .slice(0, limit)
    .map(({ emoji }) => emoji);

describe('a shortcode', () => {
  it.each([
    ['smile', '😄'],
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['-1', '👎'],
    ['tada', '🎉'],
    ['heart', '❤️'],
    ['flag_kr', '🇰🇷'],
    ['SMILE', '😄'],
  ])('%s stands for one emoji in every language', (shortcode, emoji) => {
    expect([en, fr, ko, de].map((index) => index.byShortcode(shortcode)?.emoji)).toEqual(
      Array.from({ length: 4 }, () => emoji),
    );
  });

  it('that nobody uses stands for none', () => {
    expect(en.byShortcode('no_such_thing')).toBeUndefined();
    expect(en.byShortcode('')).toBeUndefined();
  });

  it('comes first when it is what was typed, then those that begin so', () => {
    expect(found(en, 'smile', 1)).toEqual(['😄']);
    expect(found(en, '+', 1)).toEqual(['👍']);
    expect(found(en, 'tad', 1)).toEqual(['🎉']);
    expect(found(de, 'heart_ey', 1)).toEqual(['😍']);
    const codes = en
      .find('hea')
      .map(({ shortcodes }) => shortcodes.some((one) => one.startsWith('hea')));
    expect(codes.lastIndexOf(true)).toBeLessThan(codes.indexOf(false));
  });

  it('is found by words with spaces or lines between them', () => {
    expect(found(en, 'heart eyes', 1)).toEqual(['😍']);
    expect(found(en, 'heart-eyes', 1)).toEqual(['😍']);
  });
});

describe('words', () => {
  it('are found by their beginnings, in any order, and all of them', () => {
    expect(found(en, 'cat joy')).toContain('😹');
    expect(found(en, 'joy ca')).toContain('😹');
    expect(found(en, 'joy zzz')).toEqual([]);
    expect(found(en, 'rinning')).toEqual([]);
  });

  it('of the name come before other words, and short names before long ones', () => {
    for (const [index, query] of [
      [de, 'herz'],
      [ko, '하트'],
    ] as const) {
      const all = found(index, query, 100);
      expect(all.indexOf('❤️')).toBeGreaterThanOrEqual(0);
      expect(all.indexOf('❤️')).toBeLessThan(all.indexOf('😍'));
    }
    expect(found(en, 'puppy', 9)).toContain('🐶');
    expect(found(en, 'face', 9).every((emoji) => !emoji.startsWith('🧑'))).toBe(true);
  });

  it('are found without case and accents, and with letters written apart', () => {
    expect(found(fr, 'ETOILE', 50)).toContain('⭐');
    expect(found(fr, 'étoile', 50)).toEqual(found(fr, 'etoile', 50));
    expect(found(fr, 'coeur', 50)).toEqual(found(fr, 'cœur', 50));
    expect(found(fr, 'coeur', 50)).toContain('❤️');
    expect(found(de, 'madchen', 50)).toContain('👧');
    expect(found(de, 'weiss', 200)).toEqual(found(de, 'weiß', 200));
    expect(found(de, 'weiss', 200)).toContain('🤍');
  });

  it('are found by what they mean, too', () => {
    expect(found(en, 'lol', 10)).toContain('😂');
    expect(found(ko, '축하', 20)).toContain('🎉');
    expect(found(de, 'party', 20)).toContain('🎉');
  });

  it('of signs alone find nothing', () => {
    for (const query of ['', '  ', ':', '...', '"']) expect(en.find(query)).toEqual([]);
  });
});

describe('Korean', () => {
  it.each(['ㅎ', '하', '핱', '하트'])('is found at every step of typing a word: %s', (typed) => {
    expect(ko.find(typed).map(({ emoji }) => emoji)).toContain('❤️');
  });

  it.each(['ㄱ', '고', '공', '고야', '고양', '고양ㅇ', '고양이'])(
    'is found while a syllable takes a letter from the one before: %s',
    (typed) => {
      expect(ko.find(typed).map(({ emoji }) => emoji)).toContain('🐱');
    },
  );

  it.each(['오', '와', '왕'])('is found while a vowel is put together: %s', (typed) => {
    expect(ko.find(typed).map(({ emoji }) => emoji)).toContain('👑');
  });
});
