/**
 * One or two letters that stand for a name: those of the first and the last word. Counts what a reader sees as one
 * character, so emoji and letters with marks stay whole. Empty when the name has nothing to show.
 */
export function initialsOf(name: string, max: 1 | 2 = 2): string {
  const words = name
    .split(/[\s\u00a0]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(word));
  const first = firstCharacter(words[0]);
  const last = words.length > 1 && max === 2 ? firstCharacter(words[words.length - 1]) : '';
  // Two full-width characters do not fit, and one of them is enough to tell people apart.
  return isWide(first) ? first : (first + (isWide(last) ? '' : last)).toLocaleUpperCase();
}

function firstCharacter(word: string | undefined): string {
  if (word === undefined) return '';
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(word)) {
    if (/[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(segment)) return segment;
  }
  return '';
}

function isWide(character: string): boolean {
  return /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u.test(
    character,
  );
}
