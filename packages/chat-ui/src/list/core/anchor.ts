import { keyAt, type Keyed, type Rows } from './rows.ts';
import type { SizeTable } from './size-table.ts';

/**
 * What the list holds still. `end`: the end of the list stays at the bottom edge.
 * `row`: this row keeps its place on screen. `top` is where its upper edge was last painted, in pixels from the start
 * of the scrolled content, so a scroll that has not been reported yet does not make it wrong.
 * `y`, while present, is a place on screen that the row still has to be moved to: a jump.
 */
export type Anchor =
  | { readonly mode: 'end' }
  | { readonly mode: 'row'; readonly key: string; readonly top: number; readonly y?: number };

/** Where a reader is: at the end, or with one row so many pixels below the upper edge. Plain data. */
export type ListPlace =
  | { readonly atEnd: true }
  | { readonly atEnd: false; readonly key: string; readonly y: number };

/** The anchor of a list that follows its end. */
export const endAnchor: Anchor = { mode: 'end' };

/** Chooses the row to hold still while the view shows the rows from offset `top` to offset `bottom`. -1: no rows. */
export type ChooseAnchor = (sizes: SizeTable, top: number, bottom: number) => number;

/**
 * The first row whose upper edge is on screen; the row that covers the screen when no edge is.
 * The row that the top edge cuts is never held: when it grows, what the reader looks at would move.
 */
export const chooseAnchor: ChooseAnchor = (sizes, top, bottom) => {
  const cut = sizes.indexAtOffset(top);
  if (cut < 0 || sizes.offsetAt(cut) >= top - 0.5) return cut;
  const next = cut + 1;
  return next < sizes.count && sizes.offsetAt(next) < bottom ? next : cut;
};

/** Where a key is in the next order, or -1. */
export type LocateKey = (key: string) => number;

/** A row anchor together with its place in the next order. */
export interface LocatedAnchor {
  readonly anchor: Anchor;
  readonly index: number;
}

/**
 * Finds the anchor in the next order. When its row is gone, the next row below that survives takes over at the place
 * where it is now, else the nearest one above, else the end.
 */
export function carryAnchor(
  anchor: Anchor,
  sizes: SizeTable,
  before: Rows<Keyed>,
  locate: LocateKey,
): LocatedAnchor {
  if (anchor.mode === 'end') return { anchor, index: -1 };
  const index = locate(anchor.key);
  if (index >= 0) return { anchor, index };
  const oldIndex = sizes.indexOf(anchor.key);
  const heir = oldIndex < 0 ? undefined : findHeir(oldIndex, before, locate);
  if (!heir) return { anchor: endAnchor, index: -1 };
  const shift = sizes.offsetAt(heir.oldIndex) - sizes.offsetAt(oldIndex);
  return {
    anchor: { mode: 'row', key: heir.key, top: anchor.top + shift },
    index: heir.index,
  };
}

/** The anchor that brings the first rows of a list to a place. `false`: it is at the end, or its row is not there. */
export function anchorOfPlace(
  place: ListPlace | undefined,
  rows: Rows<Keyed>,
): LocatedAnchor | false {
  if (place === undefined || place.atEnd) return false;
  const { key, y } = place;
  let index = rows.length - 1;
  while (index >= 0 && keyAt(rows, index) !== key) index -= 1;
  return index >= 0 && { anchor: { mode: 'row', key, top: 0, y }, index };
}

interface Heir {
  readonly key: string;
  readonly index: number;
  readonly oldIndex: number;
}

function findHeir(from: number, before: Rows<Keyed>, locate: LocateKey): Heir | undefined {
  for (const step of [1, -1]) {
    for (let oldIndex = from + step; oldIndex >= 0 && oldIndex < before.length; oldIndex += step) {
      const key = keyAt(before, oldIndex);
      const index = key === undefined ? -1 : locate(key);
      if (key !== undefined && index >= 0) return { key, index, oldIndex };
    }
  }
  return undefined;
}
