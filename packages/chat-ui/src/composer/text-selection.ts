/** Start and end of a selection in a text field, in UTF-16 units. Equal: a caret. */
export type TextSelection = readonly [start: number, end: number];

/** The caret behind the last character. */
export function endOf(text: string): TextSelection {
  return [text.length, text.length];
}

/** The selection of a field. */
export function selectionOf(field: HTMLTextAreaElement): TextSelection {
  return [field.selectionStart, field.selectionEnd];
}

/**
 * Where a selection stands when its text has been replaced by somebody else's version: beside the same characters, as far
 * as these are in front of or behind what has changed.
 */
export function followText(before: string, after: string, selection: TextSelection): TextSelection {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;

  const move = (position: number): number => {
    if (position <= head) return position;
    if (position >= before.length - tail) return position + after.length - before.length;
    return Math.min(position, after.length - tail);
  };
  return [move(selection[0]), move(selection[1])];
}
