'use client';

import { useCallback, useEffect, useRef } from 'react';
import { useChatContext } from './chat-context.ts';
import { readableIdUpTo } from './readable-id.ts';
import { useLatest } from './use-latest.ts';
import type { VisibleRows } from './watch-visible-rows.ts';

/** Options of {@link useVisibleRead}. */
export interface UseVisibleReadOptions {
  /** False while something else covers the list, or while nothing is to be marked as read. Default true. */
  readonly enabled?: boolean | undefined;
}

/** What {@link useVisibleRead} returns. Use one of the two. */
export interface UseVisibleRead {
  /** The `ref` of the element that holds the rows. Each row says by `data-message-key` which message it shows. */
  readonly listRef: (list: HTMLElement | null) => void;
  /** For lists that know themselves what is on screen: takes the key of the newest row that is, or `null`. */
  readonly onVisibleChange: (newestVisibleKey: string | null) => void;
}

/**
 * Marks messages as read when the user has really seen them: their row is on screen, the page is visible and has the focus, and no modal
 * dialog lies over the list. It never renders by itself.
 *
 * @example
 * const { listRef } = useVisibleRead(threadId);
 * <ol ref={listRef}>
 *   {messageKeys.map((key) => <li key={key} data-message-key={key}>…</li>)}
 * </ol>
 */
export function useVisibleRead(
  threadId: string,
  { enabled = true }: UseVisibleReadOptions = {},
): UseVisibleRead {
  const { session, store } = useChatContext();
  const rows = useRef<VisibleRows | null>(null);
  const newestKey = useRef<string | null>(null);

  const markRead = useCallback(() => {
    if (!enabled || document.visibilityState !== 'visible' || !document.hasFocus()) return;
    if (rows.current?.isCovered() === true) return;
    const isSeen = (key: string): boolean =>
      key === newestKey.current || rows.current?.isVisible(key) === true;
    const id = readableIdUpTo(store.getState(), threadId, isSeen);
    if (id !== undefined) session.markRead(threadId, id);
  }, [enabled, session, store, threadId]);

  const latest = useLatest(markRead);
  const shownList = useRef<HTMLElement | null>(null);
  const listRef = useCallback(
    (list: HTMLElement | null) => {
      shownList.current = list;
      rows.current?.end();
      rows.current = null;
      if (list === null) return;
      // Lists that know themselves what is on screen need none of it, and nobody has seen anything in the first moment.
      void import('./watch-visible-rows.ts').then(({ watchVisibleRows }) => {
        if (shownList.current === list && rows.current === null)
          rows.current = watchVisibleRows(list, () => latest.current());
      });
    },
    [latest],
  );

  useEffect(() => {
    markRead();
    // What has covered the list gives the focus back when it goes.
    const names = ['focus', 'focusin', 'visibilitychange'];
    for (const name of names) window.addEventListener(name, markRead);
    return () => {
      for (const name of names) window.removeEventListener(name, markRead);
    };
  }, [markRead]);

  const onVisibleChange = useCallback(
    (newestVisibleKey: string | null) => {
      newestKey.current = newestVisibleKey;
      markRead();
    },
    [markRead],
  );
  return { listRef, onVisibleChange };
}
