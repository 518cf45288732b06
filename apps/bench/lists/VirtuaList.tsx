import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { MinimalRow, TypingLine, type ListProps } from './MinimalRow.tsx';

/** A bare list by virtua. It follows its end as its documentation does: by scrolling to the last row after each change. */
export function VirtuaList({ store }: ListProps): ReactNode {
  const { keys } = useSyncExternalStore(store.subscribeOrder, store.order);
  const list = useRef<VirtualizerHandle>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (isAtEnd.current) list.current?.scrollToIndex(keys.length - 1, { align: 'end' });
  }, [keys]);

  function noteOffset(offset: number): void {
    const handle = list.current;
    if (handle) isAtEnd.current = offset - handle.scrollSize + handle.viewportSize >= -1.5;
  }
  return (
    <div data-scroller="" style={{ blockSize: '100%', overflowY: 'auto', overflowAnchor: 'none' }}>
      <Virtualizer ref={list} data={keys} onScroll={noteOffset}>
        {(key) => <MinimalRow key={key} store={store} rowKey={key} />}
      </Virtualizer>
      <TypingLine store={store} />
    </div>
  );
}
