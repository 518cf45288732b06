import { emojiList } from './data/emoji-list.ts';
import { findDrawnEmoji, type DrawnEmoji } from './drawn-emoji.ts';
import { removeSkinTone } from './skin-tone.ts';

/** One emoji, without a tone of skin. */
export interface EmojiEntry {
  readonly emoji: string;
  /** In the language of the set. */
  readonly name: string;
  /** Further words that find it, separated by spaces. */
  readonly tags: string;
  /** English, without colons; the first one is shown. */
  readonly shortcodes: readonly string[];
  /** A place in `emojiGroups`. */
  readonly group: number;
  readonly hasSkins: boolean;
}

/** The emoji that this device draws, with their names in one language. */
export interface EmojiSet {
  /** In the order of the Unicode standard. */
  readonly entries: readonly EmojiEntry[];
  /** The entry of an emoji with or without a tone of skin, as any keyboard writes it. */
  entryOf(emoji: string): EmojiEntry | undefined;
}

const flagGroup = 8;

/**
 * Reads the lists.
 *
 * @param words - Names and further words, line by line as in the list.
 */
export function createEmojiSet(words: string, drawn: DrawnEmoji = findDrawnEmoji()): EmojiSet {
  const names = words.split('\n');
  const entries: EmojiEntry[] = [];
  let group = 0;
  let index = 0;
  for (const line of emojiList.split('\n')) {
    if (line === '') {
      group += 1;
      continue;
    }
    const [name = '', tags = ''] = (names[index] ?? '').split('\t');
    index += 1;
    const [emoji = '', ...rest] = line.split(' ');
    const hasSkins = rest[0] === '*';
    if (hasSkins) rest.shift();
    const version = rest[0]?.startsWith('@') === true ? Number(rest.shift()?.slice(1)) : 0;
    if (version > drawn.version || (!drawn.hasFlags && isCountryFlag(emoji, group))) continue;
    entries.push({ emoji, name, tags, shortcodes: rest, group, hasSkins });
  }
  const byEmoji = new Map(entries.map((entry) => [plain(entry.emoji), entry]));
  return { entries, entryOf: (emoji) => byEmoji.get(plain(emoji)) };
}

/** Without tone, and without the character that asks for colour, which keyboards leave out now and then. */
function plain(emoji: string): string {
  return removeSkinTone(emoji).replaceAll('\ufe0f', '');
}

function isCountryFlag(emoji: string, group: number): boolean {
  return group === flagGroup && /^\p{RI}/u.test(emoji);
}
