import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { MinimalRow, TypingLine, type ListProps } from './MinimalRow.tsx';

/** A bare list by TanStack Virtual with what it offers for chats: anchored at the end, following what is appended. */
export function TanstackList({ store }: ListProps): ReactNode {
  const { keys } = useSyncExternalStore(store.subscribeOrder, store.order);
  const scroller = useRef<HTMLDivElement>(null);
  // Nothing here is compiled by React's compiler, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 60,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    anchorTo: 'end',
    followOnAppend: true,
  });
  useLayoutEffect(() => virtualizer.scrollToEnd(), [virtualizer]);

  return (
    <div
      ref={scroller}
      data-scroller=""
      style={{ blockSize: '100%', overflowY: 'auto', overflowAnchor: 'none' }}
    >
      <div style={{ position: 'relative', blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            style={{
              position: 'absolute',
              insetBlockStart: 0,
              inlineSize: '100%',
              transform: `translateY(${start}px)`,
            }}
          >
            <MinimalRow store={store} rowKey={String(key)} />
          </div>
        ))}
      </div>
      <TypingLine store={store} />
    </div>
  );
}
