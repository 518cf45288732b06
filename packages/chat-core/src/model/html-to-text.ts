const namedCharacters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * The plain text of an HTML message. The result is only ever rendered as text, so what this function misses shows as
 * characters and never as markup. Blocks and line breaks become new lines; scripts and styles are dropped.
 */
export function htmlToText(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/gu, '')
    .replaceAll(/<(script|style|template|head)\b[\s\S]*?(?:<\/\1\s*>|$)/giu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(
      / ?<(?:br|\/?(?:p|div|li|ul|ol|tr|table|h[1-6]|blockquote|pre))\b[^<>]*> ?/giu,
      '\n',
    )
    .replaceAll(/<\/?[a-z][^<>]*>/giu, '')
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});/giu, decodeCharacter)
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

function decodeCharacter(whole: string, name: string): string {
  if (!name.startsWith('#')) return namedCharacters[name.toLowerCase()] ?? whole;
  const isHex = name[1] === 'x' || name[1] === 'X';
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
