import { foldText } from '../labels/fold-text.ts';
import { laterChunk } from '../later/later-chunk.ts';
import { createChunk, type Chunk } from '../root/chunk.ts';
import { emojiLocaleOf, type EmojiLocale } from './emoji-locale.ts';
import type { EmojiFinder } from './emoji-finder.ts';

const wordsIn: Readonly<Record<EmojiLocale, () => Promise<{ readonly emojiWords: string }>>> = {
  en: () => import('./data/emoji-words-en.ts'),
  fr: () => import('./data/emoji-words-fr.ts'),
  ko: () => import('./data/emoji-words-ko.ts'),
  de: () => import('./data/emoji-words-de.ts'),
};

/** What the picker needs: its look, and the emoji in one language. */
export interface EmojiParts extends EmojiFinder {
  readonly EmojiSurface: typeof import('../overlay/EmojiSurface.tsx').EmojiSurface;
}

const finders = chunksFor((locale): Chunk<EmojiFinder> =>
  createChunk(async () => {
    const [{ createEmojiFinder }, { emojiWords }] = await Promise.all([
      import('./emoji-finder.ts'),
      wordsIn[locale](),
    ]);
    // Handed over, because the page has it: imported there too, bundlers would put it into a file of its own.
    return createEmojiFinder(emojiWords, foldText);
  }),
);

const pickers = chunksFor((locale): Chunk<EmojiParts> =>
  createChunk(async () => {
    const [{ EmojiSurface }, finder] = await Promise.all([
      laterChunk.load(),
      finders[locale].load(),
    ]);
    return { ...finder, EmojiSurface };
  }),
);

/** The emoji in a language, and the search among them. */
export function emojiSearchChunk(locale: string): Chunk<EmojiFinder> {
  return finders[emojiLocaleOf(locale)];
}

/** The emoji picker in a language. Call its `load` when somebody points at the button that opens it. */
export function emojiPickerChunk(locale: string): Chunk<EmojiParts> {
  return pickers[emojiLocaleOf(locale)];
}

function chunksFor<T>(create: (locale: EmojiLocale) => T): Readonly<Record<EmojiLocale, T>> {
  return { en: create('en'), fr: create('fr'), ko: create('ko'), de: create('de') };
}
