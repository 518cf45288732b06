import { createEmojiIndex, type EmojiIndex, type FoldText } from './emoji-index.ts';
import { readSkinTone } from './emoji-memory.ts';
import type { EmojiMatch, EmojiSearch } from './emoji-search.ts';
import { createEmojiSet, type EmojiEntry, type EmojiSet } from './emoji-set.ts';
import { addSkinTone } from './skin-tone.ts';

/** The emoji of a language, and what finds them. */
export interface EmojiFinder {
  readonly set: EmojiSet;
  readonly index: EmojiIndex;
  readonly search: EmojiSearch;
}

/** Creates it out of the names and words of a language. */
export function createEmojiFinder(words: string, foldText: FoldText): EmojiFinder {
  const set = createEmojiSet(words);
  const index = createEmojiIndex(set, foldText);
  const search: EmojiSearch = {
    find: (query, limit) => index.find(query).slice(0, limit).map(matchOf),
    byShortcode(shortcode) {
      const entry = index.byShortcode(shortcode);
      return entry && { ...matchOf(entry), shortcode: shortcode.toLowerCase() };
    },
  };
  return { set, index, search };
}

function matchOf({ emoji, name, shortcodes, hasSkins }: EmojiEntry): EmojiMatch {
  return {
    emoji: hasSkins ? addSkinTone(emoji, readSkinTone()) : emoji,
    name,
    shortcode: shortcodes[0] ?? '',
  };
}
