/**
 * Chooses a text by a number. In the texts, `#` stands for the number; no name or topic belongs in them.
 *
 * @param one What a number of the category `one` reads as; every number, when there is no other text.
 * @param other What all others read as.
 * @param more Texts of the categories that few languages have, such as `few` or `many`.
 */
export type Plural = (
  count: number,
  one: string,
  other?: string,
  more?: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>,
) => string;

/**
 * Makes the function that chooses texts as a language counts, and writes the number with the language's separators.
 *
 * @param locale BCP 47 tag of the catalogue.
 */
export function createPlural(locale: string): Plural {
  const rules = new Intl.PluralRules(locale);
  return (count, one, other = one, more = {}) => {
    const category = rules.select(count);
    const text = category === 'one' ? one : (more[category] ?? other);
    return text.replace('#', count.toLocaleString(locale));
  };
}

/**
 * Makes the function that joins names to one text, such as "Ada, Grace and Linus". None give an empty text.
 *
 * @param locale BCP 47 tag of the catalogue.
 */
export function createJoin(locale: string): (names: readonly string[]) => string {
  const list = new Intl.ListFormat(locale);
  return (names) => list.format(names);
}
