import {
  anchorOfPlace,
  carryAnchor,
  endAnchor,
  type Anchor,
  type ListPlace,
  type LocatedAnchor,
} from './anchor.ts';
import { isNearEnd, readScroll } from './intent.ts';
import { defaultListParts } from './list-parts.ts';
import type {
  ListWindow,
  ListWindowOptions,
  SelectedRows,
  SettleView,
  WindowPlan,
} from './list-window-contract.ts';
import { createLocator, firstNewAtEnd, keyOf } from './locate-rows.ts';
import { compareOrder, type ListChange, type OrderChange } from './order-change.ts';
import { isSameRange, rangeAround, reachOf, rangeWith, type RowRange } from './range.ts';
import { keyAt, type Keyed, type Rows } from './rows.ts';
import { gapBelow, rememberRow, scrollTopBeforeClamp, type ScrollView } from './settle.ts';
import { createSizeTable } from './size-table.ts';

/** A view taller than this has no bounds of its own; rendering all of it would render every row. */
const maximumHeight = 4000;

/** Creates the state of one list: empty, following its end. */
export function createListWindow(options: ListWindowOptions = {}): ListWindow {
  const { estimate = 70, initialHeight = 640, overscan = 400, parts = defaultListParts } = options;
  const sizes = createSizeTable(estimate);
  let items: Rows<Keyed> = [];
  let anchor: Anchor = endAnchor;
  let range: RowRange = { start: 0, end: 0 };
  let height = initialHeight;
  let scrollTop = 0;
  let listTop = 0;
  let travel: 'up' | 'down' | 'none' = 'none';
  let nearEnd = true;
  let committed: WindowPlan | null = null;
  let selected: SelectedRows | null = null;
  let isHeld = false;

  function holdRowAt(view: ScrollView): void {
    const top = view.scrollTop - listTop;
    const index = parts.chooseAnchor(sizes, top, top + view.clientHeight);
    const key = keyAt(items, index);
    if (key !== undefined) anchor = { mode: 'row', key, top: listTop + sizes.offsetAt(index) };
  }

  function noteGap(view: ScrollView): void {
    nearEnd = anchor.mode === 'end' || isNearEnd(nearEnd, gapBelow(view));
  }

  /** The present range in the next order. Keeping it means that no row is mounted or unmounted for nothing. */
  function carryRange(order: OrderChange, count: number, isEnd: boolean): RowRange | null {
    if (order.kind === 'mixed' || range.end === 0) return null;
    const shift = order.kind === 'grown' ? order.prepended : 0;
    return { start: range.start + shift, end: isEnd ? count : range.end + shift };
  }

  /** Whether rows that go `beyond` the view by so many pixels are neither too few nor too many. */
  function fits(beyond: number, hasNoMore: boolean): boolean {
    return (hasNoMore || beyond >= overscan / 2) && beyond <= overscan * 1.5;
  }

  function planRange(
    next: Rows<Keyed>,
    order: OrderChange,
    { anchor: held, index }: LocatedAnchor,
  ): RowRange {
    const sizeAt = (i: number): number => sizes.sizeOf(keyAt(next, i) ?? '');
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

  function plan(next: Rows<Keyed>, change?: ListChange<Keyed> | null, keep?: string): WindowPlan {
    const order = compareOrder(items, next, change, keyOf);
    const locate = createLocator(order, next, sizes);
    const isFirst = items.length === 0 && next.length > 0;
    const located =
      (isFirst && anchorOfPlace(options.initialPlace, next)) ||
      carryAnchor(anchor, sizes, items, locate);
    const planned = rangeWith(
      planRange(next, order, located),
      selected && { first: locate(selected.from), last: locate(selected.to) },
    );
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
      } else if (intent === 'enter-end' && !isHeld) {
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
      if (gapBelow(view) <= 2 && !isHeld) anchor = endAnchor;
      noteGap(view);
    },
    select(rows: SelectedRows | null): void {
      selected = rows;
    },
    hold(isHolding: boolean): void {
      isHeld = isHolding;
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
          return keyAt(items, index) ?? null;
        }
      }
      return null;
    },
  };
}
