import type { EmojiEntry, EmojiSet } from './emoji-set.ts';
import { foldWords } from './fold-words.ts';

/** Finds emoji by what people call them. */
export interface EmojiIndex {
  /** Best first: by a shortcode, by its beginning, by words of the name (the shortest first), by any words. */
  find(query: string): readonly EmojiEntry[];
  /** By a whole shortcode. */
  byShortcode(shortcode: string): EmojiEntry | undefined;
}

/** A word begins after a space: one that is put in front of each makes the beginning of words a search for a part. */
interface Row {
  readonly entry: EmojiEntry;
  readonly name: string;
  readonly words: string;
}

/** What was found by its name, among the kinds of matches that `rankOf` tells apart. */
const nameRank = 2;

/** Folds a text as people look for it. */
export type FoldText = (text: string) => string;

/**
 * Prepares a set for searching, with the first search.
 *
 * @param foldText - That of the kit. The page has it, and this is loaded later.
 */
export function createEmojiIndex(set: EmojiSet, foldText: FoldText): EmojiIndex {
  let rows: readonly Row[] | undefined;
  const byShortcode = new Map(
    set.entries.flatMap((entry) => entry.shortcodes.map((shortcode) => [shortcode, entry])),
  );
  return {
    find(query) {
      const words = wordsOf(query, foldText);
      if (words === '') return [];
      const shortcode = query
        .trim()
        .toLowerCase()
        .replaceAll(/(?<=\w)[\s-]+/gu, '_');
      const parts = words.split(' ').map((word) => ` ${word}`);
      const ranked = Array.from({ length: nameRank + 2 }, (): EmojiEntry[] => []);
      rows ??= readRows(set.entries, foldText);
      for (const row of rows) {
        const rank = rankOf(row, shortcode, parts);
        if (rank !== undefined) ranked[rank]?.push(row.entry);
      }
      // Who looks for a heart means a red one rather than a face with hearts for eyes.
      ranked[nameRank]?.sort((a, b) => countWords(a.name) - countWords(b.name));
      return ranked.flat();
    },
    byShortcode: (shortcode) => byShortcode.get(shortcode.toLowerCase()),
  };
}

function rankOf(row: Row, shortcode: string, parts: readonly string[]): number | undefined {
  const { shortcodes } = row.entry;
  // Thumbs up and down have no letters to search for.
  if (shortcodes.includes(shortcode)) return 0;
  if (shortcodes.some((one) => one.startsWith(shortcode))) return 1;
  if (parts.every((part) => row.name.includes(part))) return nameRank;
  return parts.every((part) => row.words.includes(part)) ? nameRank + 1 : undefined;
}

/** All at once, which is many times faster than one by one. */
function readRows(entries: readonly EmojiEntry[], foldText: FoldText): readonly Row[] {
  const names = wordLines(
    entries.map(({ name }) => name),
    foldText,
  );
  const tags = wordLines(
    entries.map(({ tags: text, shortcodes }) => `${text} ${shortcodes.join(' ')}`),
    foldText,
  );
  return entries.map((entry, index) => ({
    entry,
    name: names[index] ?? '',
    words: `${names[index]}${tags[index]}`,
  }));
}

function wordLines(lines: readonly string[], foldText: FoldText): readonly string[] {
  return foldWords(lines.join('\n'), foldText)
    .split('\n')
    .map((line) => ` ${separate(line)}`);
}

function wordsOf(query: string, foldText: FoldText): string {
  // A lone sign, as that of thumbs up, is the beginning of a shortcode.
  return separate(foldWords(query, foldText)) || query.trim();
}

function separate(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function countWords(name: string): number {
  return name.split(' ').length;
}
