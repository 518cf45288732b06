/**
 * `ko` for text that is mostly Hangul, so that lines break between words and not inside them. Undefined for anything
 * else: guessing further would make a screen reader switch its voice wrongly.
 */
export function textLanguage(text: string): 'ko' | undefined {
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  if (hangul === 0) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return hangul * 2 > letters ? 'ko' : undefined;
}
