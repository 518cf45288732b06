import { emojiSearchChunk } from './emoji-chunks.ts';
import type { EmojiSearch } from './emoji-search.ts';

/**
 * Loads the search. The files are those of the emoji picker, and are loaded once for each language.
 *
 * @param locale - BCP 47 tag. English for a language in which emoji have no names here.
 * @throws What the import failed with; the next call tries again.
 */
export async function loadEmojiSearch(locale: string): Promise<EmojiSearch> {
  return (await emojiSearchChunk(locale).load()).search;
}
