/** An emoji that was found. */
export interface EmojiMatch {
  /** With the tone of skin that was chosen in the picker. */
  readonly emoji: string;
  /** In the language that was asked for. */
  readonly name: string;
  /** English, without colons. */
  readonly shortcode: string;
}

/** Finds emoji by words and by shortcodes. */
export interface EmojiSearch {
  /**
   * Those whose shortcode begins with the query come first, then those whose name has words that begin with its words, then
   * those that are known by such words otherwise. Case, accents and the state of a Korean syllable make no difference.
   *
   * @param limit - The most that are wanted.
   */
  find(query: string, limit: number): readonly EmojiMatch[];
  /** The emoji of a whole shortcode without its colons, such as `smile`. */
  byShortcode(shortcode: string): EmojiMatch | undefined;
}
