/** Word joiner, byte order mark, soft hyphen: what copying from web pages and documents leaves in a text. */
const junk = /[\u00ad\u2060\ufeff]/gu;
/** Thai, Lao, Myanmar and Khmer write no spaces: there a zero-width space marks where a line may break. */
const spaceless = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/u;
/** Joiners after Latin letters, digits, white space or nothing join nothing. In emoji, Persian and Indic words they do. */
const idleJoiners = /(^|[\u0000-\u024f\u2000-\u200a])[\u200c\u200d]+/gu; // oxlint-disable-line no-control-regex -- line breaks and tabs are meant

/**
 * A written text as it is sent: without blank lines around it and without the invisible characters that nobody has
 * typed. Visible characters and indentation stay, no-break spaces become spaces.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/\u00a0/gu, ' ')
    .replace(junk, '')
    .replace(/(.?)\u200b+/gsu, (_, before: string) =>
      spaceless.test(before) ? `${before}\u200b` : before,
    )
    .replace(idleJoiners, '$1')
    .replace(/^(?:[^\S\n]*\n)+/u, '')
    .trimEnd();
}
