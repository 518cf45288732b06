import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ListDom } from './list-dom.ts';

/** What the pill over the end of the list shows. */
export interface NewMessages {
  /** Rows that have arrived below since the reader left the end. */
  readonly count: number;
  /** True while the reader is at the end or close to it. */
  readonly isAtBottom: boolean;
  /** Adds rows that have arrived. Ignored while the list follows its end. */
  add(count: number): void;
}

/** Counts what arrives while the reader is away, and tells `onAtBottomChange` when he leaves and comes back. */
export function useNewMessages(
  list: ListDom,
  onAtBottomChange: ((isAtBottom: boolean) => void) | undefined,
): NewMessages {
  const [count, setCount] = useState(0);
  const [isAtBottom, setAtBottom] = useState(true);
  const latest = useRef(onAtBottomChange);
  const reported = useRef(true);
  useEffect(() => {
    latest.current = onAtBottomChange;
  });

  useLayoutEffect(
    () =>
      list.subscribe(() => {
        const { isPinned, isNearEnd } = list.window;
        const hasComeBack = isNearEnd && !reported.current;
        if (isPinned || hasComeBack) setCount(0);
        setAtBottom(isNearEnd);
        if (isNearEnd === reported.current) return;
        reported.current = isNearEnd;
        // React may be committing now; the caller is free to render in its answer.
        queueMicrotask(() => latest.current?.(isNearEnd));
      }),
    [list],
  );

  return {
    count,
    isAtBottom,
    add(added) {
      if (!list.window.isPinned && added > 0) setCount((before) => before + added);
    },
  };
}
