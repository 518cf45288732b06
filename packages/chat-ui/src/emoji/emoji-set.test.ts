import { describe, expect, it } from 'vitest';
import { isEmojiOnly } from '../message/is-emoji-only.ts';
import { emojiWords as german } from './data/emoji-words-de.ts';
import { emojiWords as english } from './data/emoji-words-en.ts';
import { emojiWords as french } from './data/emoji-words-fr.ts';
import { emojiWords as korean } from './data/emoji-words-ko.ts';
import { emojiGroups } from './emoji-groups.ts';
import { createEmojiSet } from './emoji-set.ts';
import { addSkinTone, removeSkinTone, skinTones } from './skin-tone.ts';
import { everyEmoji } from './test-support/make-emoji-data.ts';

const everything = { version: 17, hasFlags: true };
const { entries, entryOf } = createEmojiSet(english, everything);
const emojiOf = (version: number, hasFlags = true): readonly string[] =>
  createEmojiSet(english, { version, hasFlags }).entries.map(({ emoji }) => emoji);

describe('the list', () => {
  it('holds every emoji of the standard once, in nine groups', () => {
    expect(entries.length).toBeGreaterThan(1900);
    expect(new Set(entries.map(({ emoji }) => emoji)).size).toBe(entries.length);
    expect(new Set(entries.map(({ group }) => group)).size).toBe(emojiGroups.length);
  });

  it.each([
    ['English', english],
    ['French', french],
    ['Korean', korean],
    ['German', german],
  ])('has a name of its own for each in %s', (_, words) => {
    const set = createEmojiSet(words, everything);
    expect(set.entries.filter(({ name }) => name.trim() === '')).toEqual([]);
    expect(set.entries).toHaveLength(entries.length);
  });

  it('gives each a shortcode, and no shortcode to two', () => {
    const shortcodes = entries.flatMap((entry) => entry.shortcodes);
    expect(entries.filter((entry) => entry.shortcodes.length === 0)).toEqual([]);
    expect(shortcodes.filter((one) => !/^[a-z0-9_+-]+$/u.test(one))).toEqual([]);
    expect(new Set(shortcodes).size).toBe(shortcodes.length);
  });

  it('leaves out what a device is too old to draw', () => {
    expect(emojiOf(15)).toContain('🫨');
    expect(emojiOf(14)).not.toContain('🫨');
    expect(emojiOf(11)).toContain('😀');
    expect(emojiOf(11)).not.toContain('🥱');
  });

  it('leaves out flags of countries, and no others, where they are letters', () => {
    expect(emojiOf(17, false)).not.toContain('🇰🇷');
    expect(emojiOf(17, false)).toEqual(expect.arrayContaining(['🏳️‍🌈', '🏁']));
    expect(emojiOf(17)).toContain('🇰🇷');
  });

  it('is read in Node, where nothing can be drawn', () => {
    expect(createEmojiSet(english).entries.map(({ emoji }) => emoji)).toContain('🫨');
  });
});

describe('a tone of skin', () => {
  it('is put on everybody in an emoji', () => {
    expect(addSkinTone('👍', '🏽')).toBe('👍🏽');
    expect(addSkinTone('☝️', '🏽')).toBe('☝🏽');
    expect(addSkinTone('👩‍❤️‍👨', '🏿')).toBe('👩🏿‍❤️‍👨🏿');
    expect(addSkinTone('🧑‍🤝‍🧑', '🏻')).toBe('🧑🏻‍🤝‍🧑🏻');
    expect(addSkinTone('👍', '')).toBe('👍');
  });

  it('is taken off again, to find the emoji', () => {
    for (const entry of entries) {
      expect(entryOf(entry.emoji)).toBe(entry);
      if (!entry.hasSkins) continue;
      for (const tone of skinTones) expect(entryOf(addSkinTone(entry.emoji, tone))).toBe(entry);
    }
    expect(removeSkinTone('👍🏽')).toBe('👍');
    expect(entryOf('❤')).toBe(entryOf('❤️'));
    expect(entryOf('no emoji')).toBeUndefined();
  });
});

it('a message of any one emoji, with any skin and however it is written, is drawn large', () => {
  const all = everyEmoji();
  expect(all.length).toBeGreaterThan(3700);
  expect(all.filter((content) => !isEmojiOnly({ kind: 'text', content }))).toEqual([]);
});
