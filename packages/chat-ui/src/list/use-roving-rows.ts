import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { Keyed } from './core/order-change.ts';
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
  /** Moves the focus to a row and brings it into view. */
  focusRow(index: number): void;
}

/**
 * One tab stop for the whole list: the arrow keys, Home and End move the focus between rows, also to rows that are not
 * mounted yet. When the focused row is removed, the next row gets the focus, else the previous one.
 */
export function useRovingRows(
  list: ListDom,
  items: readonly Keyed[],
  active: ActiveRow,
): RovingRows {
  const hasFocus = useRef(false);
  const neighbours = useRef<readonly (string | undefined)[]>([]);

  useLayoutEffect(() => {
    if (active.key === undefined) return;
    const index = list.window.sizes.indexOf(active.key);
    if (index >= 0) {
      neighbours.current = [items[index + 1]?.key, items[index - 1]?.key];
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

  function focusRow(index: number): void {
    const key = items[index]?.key;
    if (key === undefined) return;
    flushSync(() => active.set(key));
    if (index === items.length - 1) list.goToEnd();
    else list.goTo(key);
    list.rowElement(key)?.focus({ preventScroll: true });
  }

  return {
    focusRow,
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
      const isOnRow = event.target instanceof HTMLElement && event.target.dataset['part'] === 'row';
      if (!isOnRow || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const index = active.key === undefined ? -1 : list.window.sizes.indexOf(active.key);
      const target = rowForKey(event.key, index, items.length);
      if (target === undefined) return;
      event.preventDefault();
      focusRow(target);
    },
  };
}

function rowForKey(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowUp') return Math.max(0, index - 1);
  if (key === 'ArrowDown') return Math.min(count - 1, index + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
