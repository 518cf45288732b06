import {
  anchorOfPlace,
  carryAnchor,
  endAnchor,
  type Anchor,
  type ListPlace,
  type LocatedAnchor,
} from './anchor.ts';
import { isNearEnd, readScroll } from './intent.ts';
import { defaultListParts, type ListParts } from './list-parts.ts';
import { createLocator, firstNewAtEnd, keyOf } from './locate-rows.ts';
import { compareOrder, type Keyed, type ListChange, type OrderChange } from './order-change.ts';
import { isSameRange, rangeAround, reachOf, type RowRange } from './range.ts';
import { gapBelow, rememberRow, scrollTopBeforeClamp, type ScrollView } from './settle.ts';
import { createSizeTable, type SizeTable } from './size-table.ts';

/** What to render for one array of rows, and what it means for the list. Made while rendering, applied on commit. */
export interface WindowPlan {
  readonly items: readonly Keyed[];
  readonly order: OrderChange;
  /** The anchor that the plan was made from, and what becomes of it in the new order. */
  readonly heldBefore: Anchor;
  readonly anchor: Anchor;
  readonly range: RowRange;
  /** Place of the row that has to stay mounted although it is outside the range, or -1. */
  readonly keptIndex: number;
}

/** Heights of the parts that are not rendered, in pixels. */
export interface WindowPadding {
  readonly before: number;
  readonly after: number;
}

/**
 * Where things are at the moment of a correction, in pixels from the start of the scrolled content.
 * `scrollTop` is the position that the correction starts from.
 */
export interface SettleView extends ScrollView {
  /** Upper edge of the first row's place. */
  readonly listTop: number;
  /** Upper edge of the anchor row; `null` when it is not in the document. */
  readonly rowTop: number | null;
}

/** The state of one windowed list. Knows no DOM and no framework. */
export interface ListWindow {
  readonly sizes: SizeTable;
  readonly anchor: Anchor;
  readonly range: RowRange;
  /** True while the list follows its end. */
  readonly isPinned: boolean;
  /** True at the end or close to it; does not flicker. For display only. */
  readonly isNearEnd: boolean;
  /** Rows as of the last commit. */
  readonly items: readonly Keyed[];
  /** Pixels of loaded rows above the upper edge of the view. */
  readonly distanceToStart: number;
  /** Where the reader is, for `initialPlace` of another list. */
  readonly place: ListPlace;
  /**
   * Says what to render for `items`, and for the row `keep` even when it is far away.
   * Changes nothing, so a render may be thrown away.
   */
  plan(items: readonly Keyed[], change?: ListChange<Keyed> | null, keep?: string): WindowPlan;
  /** Takes over what has been rendered. Returns the index of the first row that is new at the end, or -1. */
  commit(plan: WindowPlan): number;
  /** Stores a measured height. False when it was known. */
  measure(key: string, size: number): boolean;
  padding(): WindowPadding;
  /** The scroll position that a correction starts from: where the reader was, not where shrinking content put him. */
  startOfSettle(view: ScrollView): number;
  /** Corrects the position. `scrollTo` moves the scroller (`null`: not) and returns where it really is then. */
  settle(view: SettleView, scrollTo: (top: number | null) => number): void;
  /** Reads a scroll event: the reader's wish, and the row to hold still from now on. */
  scrolled(view: ScrollView): void;
  /** Stops following the end at once, before the scroll itself is known. */
  letGo(view: ScrollView): void;
  /** Follows the end again when the reader is there. */
  catchEnd(view: ScrollView): void;
  goToEnd(): void;
  /** Brings a row to `y` pixels below the upper edge, at the next commit. False when there is no such row. */
  goTo(key: string, y: number): boolean;
  /** True when the rendered rows are too few for where the list is, and a new plan would hold others. */
  needsRender(): boolean;
  /** The newest row of which at least half is between these offsets (pixels from the first row), or `null`. */
  newestVisibleKey(top: number, bottom: number): string | null;
}

/** Settings of {@link createListWindow}. Pixels. */
export interface ListWindowOptions {
  /** Where the first rows are shown. Default, also when its row is not among them: at the end. */
  readonly initialPlace?: ListPlace | undefined;
  /** Height of a row that was never measured. */
  readonly estimate?: number;
  /** Height of the view before it is measured. */
  readonly initialHeight?: number;
  /** How far rows are rendered beyond the view, ahead of the direction of travel. Half of it behind. */
  readonly overscan?: number;
  readonly parts?: ListParts;
}

/** A view taller than this has no bounds of its own; rendering all of it would render every row. */
const maximumHeight = 4000;

/** Creates the state of one list: empty, following its end. */
export function createListWindow(options: ListWindowOptions = {}): ListWindow {
  const { estimate = 70, initialHeight = 640, overscan = 400, parts = defaultListParts } = options;
  const sizes = createSizeTable(estimate);
  let items: readonly Keyed[] = [];
  let anchor: Anchor = endAnchor;
  let range: RowRange = { start: 0, end: 0 };
  let height = initialHeight;
  let scrollTop = 0;
  let listTop = 0;
  let travel: 'up' | 'down' | 'none' = 'none';
  let nearEnd = true;
  let committed: WindowPlan | null = null;

  function holdRowAt(view: ScrollView): void {
    const top = view.scrollTop - listTop;
    const index = parts.chooseAnchor(sizes, top, top + view.clientHeight);
    const key = items[index]?.key;
    if (key !== undefined) anchor = { mode: 'row', key, top: listTop + sizes.offsetAt(index) };
  }

  function noteGap(view: ScrollView): void {
    nearEnd = anchor.mode === 'end' || isNearEnd(nearEnd, gapBelow(view));
  }

  /** The present range in the next order. Keeping it means that no row is mounted or unmounted for nothing. */
  function carryRange(order: OrderChange, count: number, isEnd: boolean): RowRange | null {
    if (order.kind === 'mixed') return null;
    const shift = order.kind === 'grown' ? order.prepended : 0;
    return { start: range.start + shift, end: isEnd ? count : range.end + shift };
  }

  /** Whether rows that go `beyond` the view by so many pixels are neither too few nor too many. */
  function fits(beyond: number, hasNoMore: boolean): boolean {
    return (hasNoMore || beyond >= overscan / 2) && beyond <= overscan * 1.5;
  }

  function planRange(
    next: readonly Keyed[],
    order: OrderChange,
    { anchor: held, index }: LocatedAnchor,
  ): RowRange {
    const sizeAt = (i: number): number => sizes.sizeOf(next[i]?.key ?? '');
    const isEnd = held.mode === 'end';
    const from = isEnd ? next.length : index;
    const y = isEnd
      ? height
      : Math.max(-sizeAt(index), Math.min(height, held.y ?? held.top - scrollTop));
    const rest = height - y;
    const kept = carryRange(order, next.length, isEnd);
    if (kept && kept.start <= from && kept.end >= from) {
      const reach = reachOf(kept, from, sizeAt);
      const fitsAbove = fits(reach.above - y, kept.start === 0);
      if (fitsAbove && fits(reach.below - rest, kept.end === next.length)) return kept;
    }
    const reach = {
      above: y + (travel === 'down' ? overscan / 2 : overscan),
      below: rest + (travel === 'up' ? overscan / 2 : overscan),
    };
    return rangeAround(next.length, from, reach, sizeAt);
  }

  function plan(
    next: readonly Keyed[],
    change?: ListChange<Keyed> | null,
    keep?: string,
  ): WindowPlan {
    const order = compareOrder(items, next, change, keyOf);
    const locate = createLocator(order, next, sizes);
    const isFirst = items.length === 0 && next.length > 0;
    const located =
      (isFirst && anchorOfPlace(options.initialPlace, next)) ||
      carryAnchor(anchor, sizes, items, locate);
    const planned = planRange(next, order, located);
    const kept = keep === undefined ? -1 : locate(keep);
    return {
      items: next,
      order,
      heldBefore: anchor,
      anchor: located.anchor,
      range: planned,
      keptIndex: kept >= planned.start && kept < planned.end ? -1 : kept,
    };
  }

  function isCovered(): boolean {
    const isAtEnd = range.end >= items.length;
    if (anchor.mode === 'end' && !isAtEnd) return false;
    const top = anchor.mode === 'end' ? sizes.total - height : scrollTop - listTop;
    const reachesUp = range.start === 0 || sizes.offsetAt(range.start) <= top - overscan / 2;
    return reachesUp && (isAtEnd || sizes.offsetAt(range.end) >= top + height + overscan / 2);
  }

  return {
    sizes,
    get anchor() {
      return anchor;
    },
    get range() {
      return range;
    },
    get isPinned() {
      return anchor.mode === 'end';
    },
    get isNearEnd() {
      return nearEnd;
    },
    get items() {
      return items;
    },
    get distanceToStart() {
      return Math.max(0, scrollTop - listTop);
    },
    get place(): ListPlace {
      return anchor.mode === 'end'
        ? { atEnd: true }
        : { atEnd: false, key: anchor.key, y: Math.round(anchor.y ?? anchor.top - scrollTop) };
    },
    plan,
    commit(next: WindowPlan): number {
      // StrictMode runs the effects of a mount twice.
      if (next === committed) return -1;
      committed = next;
      const firstNew = firstNewAtEnd(items, next.items, next.order);
      // The reader may have scrolled between the render and now.
      anchor =
        next.heldBefore === anchor
          ? next.anchor
          : carryAnchor(anchor, sizes, items, createLocator(next.order, next.items, sizes)).anchor;
      sizes.setOrder(next.items, next.order);
      items = next.items;
      range = next.range;
      return firstNew;
    },
    measure: (key, size) => sizes.setSize(key, size),
    padding: () => ({
      before: sizes.offsetAt(range.start),
      after: sizes.total - sizes.offsetAt(range.end),
    }),
    startOfSettle: (view) => scrollTopBeforeClamp(view, scrollTop),
    settle(view: SettleView, scrollTo: (top: number | null) => number): void {
      listTop = view.listTop;
      height = Math.min(view.clientHeight, maximumHeight);
      // Nothing can be scrolled, so there is no place to hold.
      if (view.scrollHeight - view.clientHeight <= 1) anchor = endAnchor;
      const rowTop = view.rowTop ?? (anchor.mode === 'row' ? anchor.top : 0);
      const target = parts.settle(anchor, view, rowTop);
      scrollTop = scrollTo(target);
      if (anchor.mode === 'row' && (target !== null || anchor.y !== undefined)) {
        anchor = rememberRow(anchor, view, rowTop, scrollTop);
      }
      noteGap({ ...view, scrollTop });
    },
    scrolled(view: ScrollView): void {
      const moved = view.scrollTop - scrollTop;
      const intent = readScroll(scrollTop, view);
      scrollTop = view.scrollTop;
      if (moved !== 0) travel = moved < 0 ? 'up' : 'down';
      if (anchor.mode === 'end') {
        if (intent === 'leave-end') holdRowAt(view);
      } else if (intent === 'enter-end') {
        anchor = endAnchor;
      } else if (moved !== 0) {
        holdRowAt(view);
      }
      noteGap(view);
    },
    letGo(view: ScrollView): void {
      if (anchor.mode === 'row' || view.scrollHeight - view.clientHeight <= 1) return;
      holdRowAt(view);
      noteGap(view);
    },
    catchEnd(view: ScrollView): void {
      if (gapBelow(view) <= 2) anchor = endAnchor;
      noteGap(view);
    },
    goToEnd(): void {
      anchor = endAnchor;
      travel = 'none';
      nearEnd = true;
    },
    goTo(key: string, y: number): boolean {
      const index = sizes.indexOf(key);
      if (index < 0) return false;
      anchor = { mode: 'row', key, top: listTop + sizes.offsetAt(index), y };
      travel = 'none';
      return true;
    },
    needsRender: () => !isCovered() && !isSameRange(plan(items).range, range),
    newestVisibleKey(top: number, bottom: number): string | null {
      for (let index = sizes.indexAtOffset(bottom); index >= 0; index -= 1) {
        const rowTop = sizes.offsetAt(index);
        const rowBottom = sizes.offsetAt(index + 1);
        if (rowBottom <= top) return null;
        const shown = Math.min(rowBottom, bottom) - Math.max(rowTop, top);
        // Half of the row, or half of the view for a row that is taller than it.
        if (shown > 0 && shown * 2 >= Math.min(rowBottom - rowTop, bottom - top)) {
          return items[index]?.key ?? null;
        }
      }
      return null;
    },
  };
}
