import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ListDom } from './list-dom.ts';

/** What was unread when the list was opened. */
export interface UnreadMessages {
  /** How many messages; with `isMore`, at least so many. */
  readonly count: number;
  readonly isMore?: boolean | undefined;
  /** The first of them. Without it, it is further up than what is loaded. */
  readonly firstKey?: string | undefined;
}

/** Whether something unread is above the screen. */
export interface UnreadAbove {
  readonly isAbove: boolean;
  readonly dismiss: () => void;
}

/**
 * Tells whether the first unread row is above the screen and has not been seen yet. Once it has been on screen, or was dismissed, that is
 * over for as long as the list stands.
 */
export function useUnreadAbove(list: ListDom, unread: UnreadMessages | undefined): UnreadAbove {
  const [isAbove, setIsAbove] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const firstKey = unread?.firstKey;
  const isWatching = unread !== undefined && unread.count > 0 && !isOver;
  const check = useRef(() => {});
  useLayoutEffect(() => {
    check.current = () => {
      if (!isWatching || list.window.items.length === 0) return;
      const { sizes, distanceToStart } = list.window;
      const index = firstKey === undefined ? -1 : sizes.indexOf(firstKey);
      const isSeen = index >= 0 && sizes.offsetAt(index) >= distanceToStart - 1;
      if (isSeen) setIsOver(true);
      else setIsAbove(true);
    };
    check.current();
  }, [list, isWatching, firstKey]);
  useEffect(() => list.subscribe(() => check.current()), [list]);
  return { isAbove: isAbove && isWatching, dismiss: () => setIsOver(true) };
}
