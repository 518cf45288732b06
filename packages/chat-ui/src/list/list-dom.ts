import { scaleOf } from './element-scale.ts';
import type { ListWindow, WindowPlan } from './core/list-window-contract.ts';
import { isSameRange } from './core/range.ts';
import { gapBelow, type ScrollView } from './core/settle.ts';
import { listenToReader } from './listen-to-reader.ts';
import { afterListChunk } from './after-list-chunk.ts';

/** The elements of one list. */
export interface ListElements {
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  /** Holds the rows. Its block padding stands for the rows that are not rendered. */
  readonly list: HTMLElement;
  /** Stands above the list, inside the scroller. */
  readonly head: HTMLElement;
  /** Stands below the list, inside the scroller. */
  readonly foot: HTMLElement;
}

/** Joins a {@link ListWindow} to elements: measures, corrects before paint, listens. Knows no framework. */
export interface ListDom {
  readonly window: ListWindow;
  /** Starts to observe and listen. Returns what stops it. */
  attach(elements: ListElements): () => void;
  /** A row has been mounted. Returns what forgets it. */
  attachRow(key: string, element: HTMLElement): () => void;
  /** The mounted element of a row. */
  rowElement(key: string): HTMLElement | undefined;
  readonly elements: ListElements | null;
  /** To be called when `plan` is in the document and nothing is painted yet. Returns what `ListWindow.commit` returns. */
  commit(plan: WindowPlan): number;
  /** Stops following the end, because the reader is about to scroll up. */
  letGo(): void;
  goToEnd(): void;
  /** Brings a row to `y` pixels below the upper edge; without `y` only as far as needed to show it. */
  goTo(key: string, y?: number): boolean;
  /** Tells when the position or the sizes may have changed. Called before paint. */
  subscribe(listener: () => void): () => void;
}

/** Room that is left above or below a row which is scrolled into view. Pixels. */
const revealMargin = 8;

/** More passes than this in one commit mean that rows have no height; the next scroll goes on. */
const maximumPasses = 20;

/**
 * Creates the DOM side of a list. `render` has to render a new plan and commit it before it returns; inside a commit
 * it may do so right after.
 */
export function createListDom(window: ListWindow, render: (isInCommit: boolean) => void): ListDom {
  const rows = new Map<string, HTMLElement>();
  const keyByRow = new WeakMap<Element, string>();
  const unmeasured = new Set<string>();
  const listeners = new Set<() => void>();
  let elements: ListElements | null = null;
  let observer: ResizeObserver | null = null;
  let isObserving = false;
  let passes = 0;
  let shown: WindowPlan | null = null;
  let hasKeptRow = false;

  function readView({ scroller }: ListElements): ScrollView {
    const { scrollTop, clientHeight, scrollHeight } = scroller;
    return { scrollTop, clientHeight, scrollHeight };
  }

  function notify(): void {
    for (const listener of listeners) listener();
  }

  function measureNewRows(scale: number): void {
    for (const key of unmeasured) {
      const element = rows.get(key);
      if (element && isInRange(key))
        window.measure(key, element.getBoundingClientRect().height / scale);
    }
    unmeasured.clear();
  }

  function isInRange(key: string): boolean {
    const index = window.sizes.indexOf(key);
    return index >= window.range.start && index < window.range.end;
  }

  function writePadding({ list }: ListElements): void {
    const { before, after } = window.padding();
    list.style.paddingBlockStart = `${before}px`;
    list.style.paddingBlockEnd = `${after}px`;
    placeKeptRow();
  }

  /** A row that is kept outside the window has no place in the flow: it is put where it would be. */
  function placeKeptRow(): void {
    const hasOne = rows.size > window.range.end - window.range.start;
    if (!hasOne && !hasKeptRow) return;
    hasKeptRow = hasOne;
    for (const [key, element] of rows) {
      if (element.dataset['state'] === 'kept') {
        element.style.insetBlockStart = `${window.sizes.offsetAt(window.sizes.indexOf(key))}px`;
        element.style.blockSize = `${window.sizes.sizeOf(key)}px`;
      } else if (element.style.blockSize !== '') {
        element.style.insetBlockStart = '';
        element.style.blockSize = '';
      }
    }
  }

  /** Sizes are known; brings paddings and scroll position in line with them. Nothing may be painted in between. */
  function settle(isInCommit: boolean): void {
    if (!elements) return;
    const { scroller, list } = elements;
    // Without a box (hidden, or no layout at all) every measure would be 0.
    if (scroller.clientHeight === 0) return;
    const scrollTop = window.startOfSettle(readView(elements));
    const scale = scaleOf(scroller);
    measureNewRows(scale);
    writePadding(elements);
    const view = readView(elements);
    const origin =
      scroller.getBoundingClientRect().top / scale + scroller.clientTop - view.scrollTop;
    const row = window.anchor.mode === 'row' ? rows.get(window.anchor.key) : undefined;
    const topOf = (element: HTMLElement): number =>
      element.getBoundingClientRect().top / scale - origin;
    window.settle(
      { ...view, scrollTop, listTop: topOf(list), rowTop: row ? topOf(row) : null },
      (top) => {
        // Where nothing has to move, shrinking content may still have moved the scroller.
        const wanted = top ?? scrollTop;
        if (scroller.scrollTop !== wanted) scroller.scrollTop = wanted;
        return scroller.scrollTop;
      },
    );
    if (window.needsRender() && passes < maximumPasses) {
      passes += 1;
      render(isInCommit);
      return;
    }
    passes = 0;
    notify();
  }

  /** For jumps: they are also asked for in the middle of a commit, where nothing can be rendered. Still before paint. */
  function settleSoon(): void {
    queueMicrotask(() => {
      if (window.needsRender()) render(false);
      else settle(false);
    });
  }

  function onResize(entries: ResizeObserverEntry[]): void {
    if (!elements || elements.scroller.clientHeight === 0) return;
    let hasChanged = false;
    for (const entry of entries) {
      const key = keyByRow.get(entry.target);
      if (key === undefined) hasChanged = true;
      else if (isInRange(key)) {
        const size = entry.borderBoxSize[0]?.blockSize ?? 0;
        hasChanged = window.measure(key, size) || hasChanged;
      }
    }
    if (!hasChanged) return;
    isObserving = true;
    settle(false);
    isObserving = false;
  }

  function onScroll(): void {
    if (!elements || elements.scroller.clientHeight === 0) return;
    const view = readView(elements);
    window.scrolled(view);
    if (window.needsRender()) render(false);
    else if (window.isPinned && gapBelow(view) > 0.5) settle(false);
    notify();
  }

  function letGo(): void {
    if (elements) window.letGo(readView(elements));
    notify();
  }

  function catchEnd(): void {
    if (elements) window.catchEnd(readView(elements));
    notify();
  }

  function keyOf(node: Node): string | undefined {
    for (let element: Node | null = node; element !== null; element = element.parentNode) {
      const key = element instanceof Element ? keyByRow.get(element) : undefined;
      if (key !== undefined) return key;
    }
    return undefined;
  }

  function attach(next: ListElements): () => void {
    elements = next;
    const { scroller, head, foot } = next;
    const stopListening = listenToReader(scroller, { onScroll, letGo, catchEnd });
    let stopSelecting: (() => void) | undefined;
    afterListChunk.load().then(
      ({ listenToSelection }) => {
        if (elements === next)
          stopSelecting = listenToSelection(scroller, { window, keyOf, letGo, catchEnd });
      },
      () => {
        // Without it a selection ends with the rows that are mounted.
      },
    );
    if (typeof ResizeObserver !== 'undefined') {
      observer = new ResizeObserver(onResize);
      for (const element of [scroller, head, foot, ...rows.values()]) observer.observe(element);
    }
    return () => {
      stopListening();
      stopSelecting?.();
      observer?.disconnect();
      observer = null;
      elements = null;
    };
  }

  function attachRow(key: string, element: HTMLElement): () => void {
    rows.set(key, element);
    keyByRow.set(element, key);
    unmeasured.add(key);
    // Observed from inside the observer's own callback, a row could not be reported in this frame, and the browser
    // would raise an error event about it. It has been measured, so the next frame is early enough.
    if (isObserving)
      requestAnimationFrame(() => rows.get(key) === element && observer?.observe(element));
    else observer?.observe(element);
    return () => {
      if (rows.get(key) === element) rows.delete(key);
      unmeasured.delete(key);
      observer?.unobserve(element);
    };
  }

  return {
    window,
    attach,
    attachRow,
    rowElement: (key) => rows.get(key),
    get elements() {
      return elements;
    },
    commit(plan: WindowPlan): number {
      const firstNew = window.commit(plan);
      // What else changes a height, such as a new footer, is observed, and settled before paint as well.
      if (!isSamePlan(shown, plan) || unmeasured.size > 0) settle(true);
      shown = plan;
      return firstNew;
    },
    letGo,
    goToEnd(): void {
      window.goToEnd();
      settleSoon();
    },
    goTo(key: string, y?: number): boolean {
      const place = y ?? nearestPlace(key);
      if (place === null) return true;
      if (!window.goTo(key, place)) return false;
      settleSoon();
      return true;
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };

  /** Where a row has to go so that it can be seen whole; `null` when it can be already. */
  function nearestPlace(key: string): number | null {
    const index = window.sizes.indexOf(key);
    if (!elements || index < 0) return 0;
    const height = elements.scroller.clientHeight;
    const size = window.sizes.sizeOf(key);
    const y = window.sizes.offsetAt(index) - window.distanceToStart;
    if (y >= 0 && y + size <= height) return null;
    if (y < 0 || size + revealMargin > height) return revealMargin;
    return height - size - revealMargin;
  }
}

/** Whether two plans put the same rows into the document. */
function isSamePlan(before: WindowPlan | null, plan: WindowPlan): boolean {
  return (
    before !== null &&
    plan.order.kind === 'same' &&
    plan.keptIndex === before.keptIndex &&
    isSameRange(plan.range, before.range)
  );
}
