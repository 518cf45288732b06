import type { Anchor, ListPlace } from './anchor.ts';
import type { ListParts } from './list-parts.ts';
import type { ListChange, OrderChange } from './order-change.ts';
import type { RowRange } from './range.ts';
import type { Keyed, Rows } from './rows.ts';
import type { ScrollView } from './settle.ts';
import type { SizeTable } from './size-table.ts';

/** What to render for one array of rows, and what it means for the list. Made while rendering, applied on commit. */
export interface WindowPlan {
  readonly items: Rows<Keyed>;
  readonly order: OrderChange;
  /** The anchor that the plan was made from, and what becomes of it in the new order. */
  readonly heldBefore: Anchor;
  readonly anchor: Anchor;
  readonly range: RowRange;
  /** Place of the row that has to stay mounted although it is outside the range, or -1. */
  readonly keptIndex: number;
}

/** The rows, by key, in which a selection of text begins and ends; in any order. */
export interface SelectedRows {
  readonly from: string;
  readonly to: string;
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
  readonly items: Rows<Keyed>;
  /** Pixels of loaded rows above the upper edge of the view. */
  readonly distanceToStart: number;
  /** Where the reader is, for `initialPlace` of another list. */
  readonly place: ListPlace;
  /**
   * Says what to render for `items`, and for the row `keep` even when it is far away.
   * Changes nothing, so a render may be thrown away.
   */
  plan(items: Rows<Keyed>, change?: ListChange<Keyed> | null, keep?: string): WindowPlan;
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
  /** The rows between which text is selected: as long as that can be borne, they all stay mounted. `null`: none. */
  select(rows: SelectedRows | null): void;
  /** While true, reaching the end does not begin to follow it: text is being selected there. */
  hold(isHolding: boolean): void;
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
