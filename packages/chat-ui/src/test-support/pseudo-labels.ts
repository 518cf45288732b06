import type { Labels } from '../labels/labels.ts';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀçđéƒğĥíĵķļɱñóþʠřšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŘŠŢÚṼŴẊÝŽ';

const rightToLeftMark = '\u200F';

/** How much longer than English a text may well be in another language. */
const growth = 0.35;

/**
 * A catalogue of no language, to look at an interface with: every text of `labels` is still readable, but accented, longer by a
 * third, in brackets that show where it begins and ends, and between marks that make it right-to-left. Where `labels` have no words, their first argument stands. What keeps its plain letters
 * does not come from the catalogue.
 */
export function pseudoLabels(labels: Labels): Labels {
  const texts = Object.entries(labels).map(([key, text]: [string, unknown]) => [
    key,
    typeof text === 'function'
      ? (...args: readonly unknown[]) => pseudoText(String(text(...args) ?? args[0]))
      : pseudoText(String(text)),
  ]);
  // The same keys, each with a text or a function like before.
  return Object.fromEntries(texts) as Labels;
}

/** One text of such a catalogue. Nothing stays nothing. */
export function pseudoText(text: string): string {
  if (text === '') return '';
  const letters = [...text].map((letter) => accented[plain.indexOf(letter)] ?? letter).join('');
  return `${rightToLeftMark}⟦${letters}${padding(Math.ceil(text.length * growth))}⟧${rightToLeftMark}`;
}

/** Words of six letters, so that a line can break between them. */
function padding(length: number): string {
  return Array.from({ length }, (_, index) => (index % 7 === 0 ? ' ' : 'ó')).join('');
}
