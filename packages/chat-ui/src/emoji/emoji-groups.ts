import type { SkinTone } from './skin-tone.ts';

/** The groups of the Unicode standard, in its order. */
export const emojiGroups = [
  'smileys',
  'people',
  'animals',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;

/** One of the groups into which emoji are sorted. */
export type EmojiGroup = (typeof emojiGroups)[number];

/** The names of the tones of skin, from the yellow of most devices to dark. */
export type SkinToneName = 'default' | 'light' | 'medium-light' | 'medium' | 'medium-dark' | 'dark';

/** Every choice of a tone, with its name. */
export const skinToneChoices: readonly (readonly [SkinTone, SkinToneName])[] = [
  ['', 'default'],
  ['🏻', 'light'],
  ['🏼', 'medium-light'],
  ['🏽', 'medium'],
  ['🏾', 'medium-dark'],
  ['🏿', 'dark'],
];
