import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { Virtuoso } from 'react-virtuoso';
import { MinimalRow, TypingLine, type ListProps } from './MinimalRow.tsx';
import type { SampleStore } from './sample-store.ts';

interface Context {
  readonly store: SampleStore;
}

const atTheEnd = { index: 'LAST', align: 'end' } as const;
const components = { Footer };
const keyOf = (_index: number, key: string): string => key;
const renderRow = (_index: number, key: string, { store }: Context): ReactNode => (
  <MinimalRow store={store} rowKey={key} />
);

/** A bare list by react-virtuoso, which follows what is appended by `followOutput`. */
export function VirtuosoList({ store }: ListProps): ReactNode {
  const { keys } = useSyncExternalStore(store.subscribeOrder, store.order);
  const context = useMemo((): Context => ({ store }), [store]);
  return (
    <Virtuoso
      data-scroller=""
      style={{ blockSize: '100%' }}
      data={keys}
      context={context}
      computeItemKey={keyOf}
      itemContent={renderRow}
      components={components}
      followOutput
      initialTopMostItemIndex={atTheEnd}
    />
  );
}

function Footer({ context }: { readonly context: Context }): ReactNode {
  return <TypingLine store={context.store} />;
}
