import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react';
import { flushSync } from 'react-dom';
import { keyAt, type Keyed, type Rows } from './core/rows.ts';
import type { ListDom } from './list-dom.ts';

/** The row that has, or last had, the focus. */
export interface ActiveRow {
  readonly key: string | undefined;
  set(key: string | undefined): void;
}

/** State of {@link useRovingRows}, made first because the list has to keep the active row mounted. */
export function useActiveRow(): ActiveRow {
  const [key, set] = useState<string>();
  return { key, set };
}

/** Handlers for the element around the rows. */
export interface RovingRows {
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  /** Moves the focus to a row and brings it into view: to `y` px below the upper edge, or as far as needed to show it. */
  focusRow(index: number, y?: number): void;
  /** Moves the focus to a row that is in view or on its way there. Never changes. */
  readonly takeFocus: (key: string) => void;
}

/** What the keys lead to beyond the rows. */
export interface RovingOptions {
  /** ↑ on the first row. */
  readonly onBeforeFirst: (() => void) | undefined;
  /** Escape on a row. */
  readonly onLeave: (() => void) | undefined;
}

/**
 * One tab stop for the whole list: the arrow keys, Home and End move the focus between rows, also to rows that are not
 * mounted yet. When the focused row is removed, the next row gets the focus, else the previous one.
 */
export function useRovingRows(
  list: ListDom,
  items: Rows<Keyed>,
  active: ActiveRow,
  options: RovingOptions,
): RovingRows {
  const hasFocus = useRef(false);
  const neighbours = useRef<readonly (string | undefined)[]>([]);

  useLayoutEffect(() => {
    if (active.key === undefined) return;
    const index = list.window.sizes.indexOf(active.key);
    if (index >= 0) {
      neighbours.current = [keyAt(items, index + 1), keyAt(items, index - 1)];
      return;
    }
    const heir = neighbours.current.find(
      (key) => key !== undefined && list.window.sizes.indexOf(key) >= 0,
    );
    active.set(heir);
    if (heir !== undefined && hasFocus.current) {
      list.rowElement(heir)?.focus({ preventScroll: true });
    }
  });

  function focusRow(index: number, y?: number): void {
    const key = keyAt(items, index);
    if (key === undefined) return;
    flushSync(() => active.set(key));
    if (index === items.length - 1) list.goToEnd();
    else list.goTo(key, y);
    list.rowElement(key)?.focus({ preventScroll: true });
  }

  const { set } = active;
  const takeFocus = useCallback(
    (key: string) => {
      flushSync(() => set(key));
      list.rowElement(key)?.focus({ preventScroll: true });
    },
    [list, set],
  );

  return {
    focusRow,
    takeFocus,
    onFocus(event) {
      hasFocus.current = true;
      const row = event.target.closest('[data-part="row"]');
      const key = row instanceof HTMLElement ? row.dataset['key'] : undefined;
      if (key !== undefined && key !== active.key) active.set(key);
    },
    onBlur(event) {
      hasFocus.current = event.currentTarget.contains(event.relatedTarget);
    },
    onKeyDown(event) {
      if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const row = event.target.closest<HTMLElement>('[data-part="row"]');
      if (row === null) return;
      if (event.target !== row) {
        if (event.key === 'Escape') stopAt(event, () => row.focus({ preventScroll: true }));
        return;
      }
      const index = active.key === undefined ? -1 : list.window.sizes.indexOf(active.key);
      const target = rowForKey(event.key, index, items.length);
      const page = rowForPage(list, event.key, index);
      if (event.key === 'ArrowUp' && index === 0) options.onBeforeFirst?.();
      if (target !== undefined) stopAt(event, () => focusRow(target));
      else if (page !== undefined) stopAt(event, () => focusRow(page, placeOf(list, index)));
      else if (isInto(event)) enterRow(event, row);
      else if (event.key === 'Escape' && options.onLeave) stopAt(event, options.onLeave);
    },
  };
}

function stopAt(event: KeyboardEvent<HTMLElement>, act: () => void): void {
  event.preventDefault();
  act();
}

/** Enter, or the arrow that points along the reading direction. */
function isInto({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  if (key === 'Enter') return true;
  const isRtl = getComputedStyle(currentTarget).direction === 'rtl';
  return key === (isRtl ? 'ArrowLeft' : 'ArrowRight');
}

const controls = 'a[href], button:not([disabled])';

/** To the actions of the row, else to what else can be pressed in it. */
function enterRow(event: KeyboardEvent<HTMLElement>, row: HTMLElement): void {
  const control =
    row.querySelector<HTMLElement>(`[data-part="message-actions"] :is(${controls})`) ??
    row.querySelector<HTMLElement>(controls);
  if (control !== null) stopAt(event, () => control.focus({ preventScroll: true }));
}

/** How far a row is below the upper edge: the row that is a screen away takes its place. */
function placeOf(list: ListDom, index: number): number {
  return list.window.sizes.offsetAt(Math.max(0, index)) - list.window.distanceToStart;
}

/** The row that is a screen away, and at least the next one. */
function rowForPage(list: ListDom, key: string, index: number): number | undefined {
  if (key !== 'PageUp' && key !== 'PageDown') return undefined;
  const { sizes } = list.window;
  const height = list.elements?.scroller.clientHeight ?? 0;
  const step = key === 'PageUp' ? -1 : 1;
  const target = sizes.indexAtOffset(sizes.offsetAt(Math.max(0, index)) + step * height);
  const least = Math.max(0, Math.min(sizes.count - 1, index + step));
  return step < 0 ? Math.min(target, least) : Math.max(target, least);
}

function rowForKey(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowUp') return Math.max(0, index - 1);
  if (key === 'ArrowDown') return Math.min(count - 1, index + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
