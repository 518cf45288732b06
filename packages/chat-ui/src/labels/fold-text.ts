/** A text as people look for it: without case, accents and differences of width. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

/** Whether each word of what was typed occurs in one of the texts. */
export function matchesWords(texts: readonly string[], typed: string): boolean {
  const haystack = foldText(texts.join('\n'));
  return foldText(typed)
    .split(/\s+/u)
    .every((word) => haystack.includes(word));
}
