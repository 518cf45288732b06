import { useCallback, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { SampleRow, SampleStore } from './sample-store.ts';

/** What a list of the benchmark is given: a store to read from. */
export interface ListProps {
  readonly store: SampleStore;
}

/** Reads one row and renders again only when that row changes. */
export function useSampleRow(store: SampleStore, key: string): SampleRow | undefined {
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeRow(key, listener),
    [store, key],
  );
  return useSyncExternalStore(subscribe, () => store.row(key));
}

/** Props of {@link MinimalRow}. */
export interface MinimalRowProps extends ListProps {
  readonly rowKey: string;
}

/** The least that a row of a chat can show: who, what, and whether it was read. */
export function MinimalRow({ store, rowKey }: MinimalRowProps): ReactNode {
  const row = useSampleRow(store, rowKey);
  if (row === undefined) return null;
  return (
    <div data-measured-row="" style={{ padding: '4px 12px' }}>
      <b>{row.message.senderDisplayName}</b>
      <div>
        {row.message.content} {row.isRead ? '✓✓' : '✓'}
      </div>
    </div>
  );
}

/** A reader who is no further from the end than this sees the typing line when it comes. Pixels; the line is 28 high. */
const atEnd = 40;

/**
 * The line that says that somebody is typing: the same for all lists, below the last row. A bare list (`data-scroller`) is scrolled to it;
 * none of them does so by itself.
 */
export function TypingLine({ store }: ListProps): ReactNode {
  const isTyping = useSyncExternalStore(store.subscribeTyping, store.isTyping);
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const scroller = line.current?.closest('[data-scroller]');
    if (!scroller) return;
    const { scrollHeight, clientHeight, scrollTop } = scroller;
    if (scrollHeight - clientHeight - scrollTop <= atEnd) scroller.scrollTop = scrollHeight;
  }, [isTyping]);
  return isTyping ? (
    <div ref={line} style={{ padding: '4px 12px' }}>
      Person 1 is typing
    </div>
  ) : null;
}
