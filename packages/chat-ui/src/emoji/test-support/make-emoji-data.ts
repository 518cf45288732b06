import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addSkinTone, skinTones } from '../skin-tone.ts';
import type { EmojiLocale } from '../emoji-locale.ts';

/** What is read of the entries of `data.json`. */
interface SourceEmoji {
  readonly emoji: string;
  readonly hexcode: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
  readonly skins?: readonly SourceSkin[];
}

/** An emoji with a skin; a list of tones stands for people of different ones. */
interface SourceSkin {
  readonly emoji: string;
  readonly tone: number | readonly number[];
}

type Shortcodes = Readonly<Record<string, string | readonly string[]>>;

const resolve = createRequire(import.meta.url).resolve;

function read<T>(path: string): T {
  // The package has no types of its own for what is read from a file.
  return JSON.parse(readFileSync(resolve(`emojibase-data/${path}`), 'utf8')) as T;
}

/** The parts of emoji, such as a tone of skin alone. */
const componentGroup = 2;
const flagGroup = 9;
/** Older ones are drawn everywhere. */
const firstCheckedVersion = 12;

const readEmoji = (locale: EmojiLocale): readonly SourceEmoji[] =>
  read<readonly SourceEmoji[]>(`${locale}/data.json`)
    .filter(({ group }) => group !== undefined && group !== componentGroup)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));

/** What no language decides, one line for each emoji; an empty line ends a group. */
export function makeEmojiList(): string {
  const github = read<Shortcodes>('en/shortcodes/github.json');
  const own = read<Shortcodes>('en/shortcodes/emojibase.json');
  let group = 0;
  const lines = readEmoji('en').flatMap((entry) => {
    const known = entry.group === flagGroup ? undefined : github[entry.hexcode];
    const shortcodes = [known ?? own[entry.hexcode] ?? []].flat();
    const line = [
      plainEmoji(entry.emoji),
      ...(hasSkins(entry) ? ['*'] : []),
      ...(entry.version >= firstCheckedVersion ? [`@${entry.version}`] : []),
      ...(entry.group === flagGroup ? shortcodes.slice(0, 1) : shortcodes),
    ].join(' ');
    const isNewGroup = entry.group !== group;
    group = entry.group ?? group;
    return isNewGroup ? ['', line] : [line];
  });
  return moduleOf('Every emoji', 'emojiList', lines);
}

/** What people call them, line by line as in the list: the name, and further words that find it. */
export function makeEmojiWords(locale: EmojiLocale): string {
  const lines = readEmoji(locale).map(({ label, tags = [] }) => {
    const inName = wordsOf(label);
    const others = new Set(tags.flatMap(wordsOf));
    // The beginning of a word finds it, too.
    const needed = [...others].filter(
      (word) =>
        !inName.some((one) => one.startsWith(word)) &&
        ![...others].some((one) => one !== word && one.startsWith(word)),
    );
    return needed.length === 0 ? label : `${label}\t${needed.join(' ')}`;
  });
  return moduleOf('Names of emoji', 'emojiWords', lines);
}

/** Every way in which the package writes emoji, mixed skins included. */
export function everyEmoji(): readonly string[] {
  return readEmoji('en').flatMap(({ emoji, skins = [] }) => [
    emoji,
    plainEmoji(emoji),
    ...skins.map((skin) => skin.emoji),
  ]);
}

function hasSkins({ emoji, skins = [] }: SourceEmoji): boolean {
  for (const [index, tone] of skinTones.entries()) {
    const expected = skins.find((skin) => skin.tone === index + 1)?.emoji;
    if (skins.length > 0 && addSkinTone(plainEmoji(emoji), tone) !== expected) {
      throw new Error(`${emoji} gets its skin in another way.`);
    }
  }
  return skins.length > 0;
}

/** As keyboards write it: the package asks for colour also where that needs no asking. */
function plainEmoji(emoji: string): string {
  return emoji.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, '$1');
}

function wordsOf(text: string): readonly string[] {
  return text.toLocaleLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function moduleOf(what: string, name: string, lines: readonly string[]): string {
  const written = lines
    .join('\n')
    .replaceAll("'", '’')
    .replaceAll(/"([^"\n]*)"/gu, '“$1”');
  const text = JSON.stringify(written).slice(1, -1);
  return `/** ${what}, made from emojibase-data by \`emoji-data.test.ts\`. */\nexport const ${name}: string =\n  '${text}';\n`;
}
