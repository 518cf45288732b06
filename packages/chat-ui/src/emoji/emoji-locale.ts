/** The languages in which emoji have names here. */
export type EmojiLocale = 'en' | 'fr' | 'ko' | 'de';

/** The language of a BCP 47 tag, such as `fr-CA`, when emoji have names in it; else English. */
export function emojiLocaleOf(locale: string): EmojiLocale {
  const language = locale.toLowerCase().split(/[-_]/u)[0];
  return language === 'fr' || language === 'ko' || language === 'de' ? language : 'en';
}
