import {
  ChatUiProvider,
  createMessageItems,
  Message,
  MessageList,
  RowBoundary,
  type MessageListItem,
} from '@confab/chat-ui';
import { useCallback, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { TypingLine, useSampleRow, type ListProps } from './MinimalRow.tsx';
import { readerId } from './sample-store.ts';

const fullHeight = { blockSize: '100%', display: 'flex', flexDirection: 'column' } as const;
const doNothing = (): void => {};

/** The kit's list with the kit's rows and style sheet, fed like the others. */
export function ConfabList({ store }: ListProps): ReactNode {
  return (
    <ChatUiProvider style={fullHeight} timeZone="UTC">
      <FedList store={store} />
    </ChatUiProvider>
  );
}

function FedList({ store }: ListProps): ReactNode {
  const { keys, change: keysChange } = useSyncExternalStore(store.subscribeOrder, store.order);
  const builder = useMemo(() => createMessageItems({ timeZone: 'UTC' }), []);
  const { items, change } = useMemo(
    () => builder.update({ keys, change: keysChange, lookup: (key) => store.row(key)?.message }),
    [builder, store, keys, keysChange],
  );
  const renderItem = useCallback(
    (item: MessageListItem) => <FullRow store={store} item={item} />,
    [store],
  );
  const footer = useMemo(() => <TypingLine store={store} />, [store]);
  return <MessageList items={items} change={change} renderItem={renderItem} footer={footer} />;
}

interface FullRowProps extends ListProps {
  readonly item: MessageListItem;
}

/** A row as an app has it: avatar, name, bubble, time, receipt, and what can be done with the message. */
function FullRow({ store, item }: FullRowProps): ReactNode {
  const row = useSampleRow(store, item.key);
  if (row === undefined) return null;
  const { message, isRead } = row;
  const isOwn = message.senderId === readerId;
  const status = isRead ? 'read' : 'sent';
  return (
    <RowBoundary message={message}>
      <Message
        message={message}
        isOwn={isOwn}
        groupStart={item.groupStart}
        groupEnd={item.groupEnd}
        status={isOwn ? status : undefined}
        nextStatus={isOwn && !item.groupEnd ? status : undefined}
        onEdit={isOwn ? doNothing : undefined}
        onDelete={isOwn ? doNothing : undefined}
      />
    </RowBoundary>
  );
}
