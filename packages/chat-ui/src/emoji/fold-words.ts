/** The last consonant of a Korean syllable, as the first ones of the next: what is typed may go on with a vowel. */
const finals =
  'ᄀ ᄁ ᄀᄉ ᄂ ᄂᄌ ᄂᄒ ᄃ ᄅ ᄅᄀ ᄅᄆ ᄅᄇ ᄅᄉ ᄅᄐ ᄅᄑ ᄅᄒ ᄆ ᄇ ᄇᄉ ᄉ ᄊ ᄋ ᄌ ᄎ ᄏ ᄐ ᄑ ᄒ'.split(
    ' ',
  );
const firstFinal = 0x11a8;
/** Vowels that are typed one after the other. */
const vowels: Readonly<Record<string, string>> = {
  ᅪ: 'ᅩᅡ',
  ᅫ: 'ᅩᅢ',
  ᅬ: 'ᅩᅵ',
  ᅯ: 'ᅮᅥ',
  ᅰ: 'ᅮᅦ',
  ᅱ: 'ᅮᅵ',
  ᅴ: 'ᅳᅵ',
};
const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/**
 * A text as it is searched for while it is typed: without case and accents, and Korean letter by letter, so that each
 * step on the way to a syllable is the beginning of it.
 *
 * @param foldText - That of the kit. The page has it, and this is loaded later.
 */
export function foldWords(text: string, foldText: (text: string) => string): string {
  return foldText(text)
    .replaceAll(/[\u11a8-\u11c2]/gu, (final) => finals[final.charCodeAt(0) - firstFinal] ?? final)
    .replaceAll(/[ᅪᅫᅬᅯᅰᅱᅴ]/gu, (vowel) => vowels[vowel] ?? vowel)
    .replaceAll(/[œæß]/gu, (ligature) => ligatures[ligature] ?? ligature);
}
