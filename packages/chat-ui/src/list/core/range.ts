/** Rows `start` to `end - 1`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** What a range has to reach, seen from its anchor row. Pixels. */
export interface Reach {
  /** How far above the top of the anchor row. */
  readonly above: number;
  /** How far below the top of the anchor row. */
  readonly below: number;
}

/** Takes rows outwards from `anchor` until `reach` is covered in both directions. */
export function rangeAround(
  count: number,
  anchor: number,
  reach: Reach,
  sizeAt: (index: number) => number,
): RowRange {
  let start = Math.max(0, Math.min(anchor, count));
  let end = start;
  for (let covered = 0; start > 0 && covered < reach.above;) {
    start -= 1;
    covered += sizeAt(start);
  }
  for (let covered = 0; end < count && covered < reach.below; end += 1) covered += sizeAt(end);
  return { start, end };
}

/** How far a range reaches from the top of its anchor row. */
export function reachOf(range: RowRange, anchor: number, sizeAt: (index: number) => number): Reach {
  let above = 0;
  for (let index = range.start; index < anchor; index += 1) above += sizeAt(index);
  let below = 0;
  for (let index = anchor; index < range.end; index += 1) below += sizeAt(index);
  return { above, below };
}

/** True when both ranges hold the same rows. */
export function isSameRange(a: RowRange, b: RowRange): boolean {
  return a.start === b.start && a.end === b.end;
}

/** More rows than this are not kept for a selection. */
const maximumKept = 400;

/** The range with the rows between two others, as far as these exist and are not too many. */
export function rangeWith(
  range: RowRange,
  between: { readonly first: number; readonly last: number } | null,
): RowRange {
  if (between === null || between.first < 0 || between.last < 0) return range;
  const start = Math.min(range.start, between.first, between.last);
  const end = Math.max(range.end, between.first + 1, between.last + 1);
  return end - start > Math.max(maximumKept, range.end - range.start) ? range : { start, end };
}
