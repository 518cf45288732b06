/** What somebody is typing that can be completed. */
export interface Token {
  readonly trigger: '@' | ':';
  /** What follows the trigger, up to the caret. */
  readonly query: string;
  /** Where the trigger stands, and where the caret does, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** A shortcode with both of its colons: it need not be chosen any more. */
  readonly isClosed?: boolean;
}

/** A name may have several words. */
const mention = /(?<![\p{L}\p{N}_])@([^\s@]{0,40}(?: [^\s@]{1,40}){0,3})$/u;
/** Two letters, so that ":)" and "10:3" open nothing. */
const shortcode = /(?<![\p{L}\p{N}:])(?::)([\p{L}\p{N}_+-]{2,40})$/u;
const wholeShortcode = /(?<![\p{L}\p{N}:]):([a-z0-9_+-]{2,40}):$/u;
/** Longer than any token. */
const lookBack = 200;

/** The token that ends at the caret. */
export function findToken(text: string, caret: number): Token | null {
  const before = text.slice(Math.max(0, caret - lookBack), caret);
  for (const [trigger, pattern] of [
    ['@', mention],
    [':', shortcode],
  ] as const) {
    const query = pattern.exec(before)?.[1];
    if (query !== undefined) return { trigger, query, start: caret - query.length - 1, end: caret };
  }
  const whole = wholeShortcode.exec(before)?.[1];
  if (whole === undefined) return null;
  return {
    trigger: ':',
    query: whole,
    start: caret - whole.length - 2,
    end: caret,
    isClosed: true,
  };
}
