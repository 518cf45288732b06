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
