'use client';

import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { ThreadListEntry } from './thread-list-entry.ts';

/** What {@link useRovingThreads} returns. */
export interface RovingThreads {
  /** The row that Tab enters. */
  readonly tabId: string | undefined;
  /** For the element around the rows. Each row stands in one with `data-thread-id`. */
  readonly listProps: {
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
}

/**
 * One Tab stop for the threads: arrow keys, Home and End go from row to row. The focus belongs to a thread, not to a place in the list. Tab enters at the open thread.
 */
export function useRovingThreads(threads: readonly ThreadListEntry[]): RovingThreads {
  const [focused, setFocused] = useState<{ readonly id: string; readonly isInside: boolean }>();
  const isShown = threads.some(({ id }) => id === focused?.id);
  const lastId = isShown ? focused?.id : undefined;
  const openId = threads.find(({ isSelected }) => isSelected)?.id;
  const tabId =
    focused?.isInside === true && isShown ? focused.id : (openId ?? lastId ?? threads[0]?.id);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = threads.findIndex(({ id }) => id === rowIdOf(event.target));
    const to = from < 0 ? undefined : target(event.key, from);
    if (to === undefined) return;
    event.preventDefault();
    const id = threads[to]?.id;
    if (id !== undefined) focusThread(event.currentTarget, id);
  }

  function target(key: string, from: number): number | undefined {
    const last = threads.length - 1;
    if (key === 'ArrowDown') return Math.min(from + 1, last);
    if (key === 'ArrowUp') return Math.max(from - 1, 0);
    if (key === 'Home') return 0;
    return key === 'End' ? last : undefined;
  }

  return {
    tabId,
    listProps: {
      onKeyDown,
      onFocus(event) {
        const id = rowIdOf(event.target);
        if (id !== undefined) setFocused({ id, isInside: true });
      },
      onBlur(event) {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setFocused((last) => last && { id: last.id, isInside: false });
      },
    },
  };
}

/** Puts the focus on the row of a thread, below an element. Returns whether there is one. */
export function focusThread(root: Element, threadId: string): boolean {
  const items = root.querySelectorAll('[data-thread-id]');
  const item = [...items].find((one) => one.getAttribute('data-thread-id') === threadId);
  const row = item?.querySelector<HTMLElement>('a, button');
  row?.focus();
  return row !== undefined && row !== null;
}

function rowIdOf(target: EventTarget): string | undefined {
  const item = target instanceof Element ? target.closest('[data-thread-id]') : null;
  return item?.getAttribute('data-thread-id') ?? undefined;
}
