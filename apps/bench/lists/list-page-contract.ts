/** The lists, the bare ones first. */
export const bareLists = ['virtua', 'TanStack Virtual', 'react-virtuoso'] as const;
export type BareListName = (typeof bareLists)[number];
export type ListName = BareListName | 'MessageList';
export const listNames: readonly ListName[] = [...bareLists, 'MessageList'];

/** What a burst did to a list. */
export interface BurstReading {
  /** Frames that the page should have painted and did not. */
  readonly dropped: number;
  /** Pixels between the end of the list and the lower edge afterwards. */
  readonly gap: number;
}

/** What a fast scroll showed. */
export interface FlingReading {
  /** Mean over all frames: the share of the view, from 0 to 1, that was painted without a row. */
  readonly blank: number;
  /** The most rows that were in the document in one frame. */
  readonly mostRows: number;
  readonly travelled: number;
}

/** What the script of the page offers to the driver, as `globalThis.listPage`. */
export interface ListPage {
  /** Fills a store with so many messages. */
  prepare(count: number): void;
  /** Shows the prepared messages; resolves when nothing moves any more. */
  mount(name: ListName): Promise<void>;
  /** Takes list and messages away. */
  unmount(): Promise<void>;
  /** Each of these happens `times` times, with two frames after each. `idle` does nothing in them. */
  idle(times: number): Promise<void>;
  append(times: number): Promise<void>;
  edit(times: number): Promise<void>;
  receipt(times: number): Promise<void>;
  typing(times: number): Promise<void>;
  gap(): number;
  /** Brings the list to its end, as a reader does; resolves when nothing moves any more. */
  toEnd(): Promise<void>;
  mountedRows(): number;
  takeRenders(): readonly (readonly [string, number])[];
  burst(count: number, perSecond: number): Promise<BurstReading>;
  fling(frames: number, pixelsPerFrame: number): Promise<FlingReading>;
}
