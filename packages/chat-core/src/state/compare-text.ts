import { compareIds } from '../model/compare-ids.ts';

/** Orders texts by their UTF-16 units. Negative when `a` comes first, 0 when equal. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Orders service ids by value, and ids of one value, or of none, by their text: only equal ids compare as 0. */
export function compareIdTexts(a: string, b: string): number {
  if (a === b) return 0;
  return compareIds(a, b) || compareText(a, b);
}
