import type { Anchor } from './anchor.ts';

/** Where the scroller is, in CSS pixels. */
export interface ScrollView {
  readonly scrollTop: number;
  /** Height of the part that is visible. */
  readonly clientHeight: number;
  /** Height of everything that can be scrolled to. */
  readonly scrollHeight: number;
}

/** A correction smaller than this is not made: browsers round scroll positions to device pixels. */
const tolerance = 0.5;

/** Pixels between the bottom edge and the end of the content. Never negative. */
export function gapBelow(view: ScrollView): number {
  return Math.max(0, view.scrollHeight - view.clientHeight - view.scrollTop);
}

/**
 * Where the view was before the browser moved it because the content became shorter than the position. Such a move is
 * no wish of the reader, and the difference has to be added to the place that he was at.
 */
export function scrollTopBeforeClamp(view: ScrollView, knownTop: number): number {
  const isClamped = view.scrollTop < knownTop && gapBelow(view) <= 1;
  return isClamped ? knownTop : view.scrollTop;
}

/** Computes where to scroll so that `anchor` stays. `rowTop` is where the anchor row is now. `null`: stay. */
export type Settle = (anchor: Anchor, view: ScrollView, rowTop: number) => number | null;

/**
 * At the end: to the end. On a row: by the *difference* between where its edge was and where it is,
 * added to the present position. Writing the position itself would undo a scroll that the page has not heard of yet.
 */
export const settleByDifference: Settle = (anchor, view, rowTop) => {
  const target = targetOf(anchor, view, rowTop);
  return Math.abs(target - view.scrollTop) > tolerance ? target : null;
};

function targetOf(anchor: Anchor, view: ScrollView, rowTop: number): number {
  if (anchor.mode === 'end') return Math.max(0, view.scrollHeight - view.clientHeight);
  if (anchor.y !== undefined) return rowTop - anchor.y;
  return view.scrollTop + (rowTop - anchor.top);
}

/**
 * The row anchor after scrolling. What rounding kept back (at most one pixel) stays in it and is made up for next time;
 * more than that was cut off at an end of the content, and asking for it again later would make the list jump.
 */
export function rememberRow(
  anchor: Extract<Anchor, { mode: 'row' }>,
  view: ScrollView,
  rowTop: number,
  scrolledTo: number,
): Anchor {
  if (anchor.y !== undefined) return { mode: 'row', key: anchor.key, top: rowTop };
  const wanted = rowTop - anchor.top;
  const left = wanted - (scrolledTo - view.scrollTop);
  return { mode: 'row', key: anchor.key, top: Math.abs(left) <= 1 ? rowTop - left : rowTop };
}
