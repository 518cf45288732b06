'use client';

import {
  useChatSession,
  useChatStoreApi,
  useMessages,
  useParticipants,
  useVisibleRead,
} from '@confab/chat-react';
import { useCallback, type ComponentType, type ReactNode, type Ref } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import type { MessageListItem } from '../list/message-list-item.ts';
import type { MessageListHandle, MessageListPlace } from '../list/message-list-props.ts';
import { MessageList } from '../list/MessageList.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { EmptyState } from '../states/EmptyState.tsx';
import { ErrorState } from '../states/ErrorState.tsx';
import { MessageSkeletons } from '../states/MessageSkeletons.tsx';
import { ConnectedMessage, type ConnectedMessageProps } from './ConnectedMessage.tsx';
import { MessageCommands } from './MessageCommands.tsx';
import { loadErrorText } from './load-error-text.ts';
import { useIsThreadGone } from './use-is-thread-gone.ts';
import { useThreadItems } from './use-thread-items.ts';
import { useUnreadDivider } from './use-unread-divider.ts';

/** Props of {@link ConnectedMessageList}. */
export interface ConnectedMessageListProps {
  /** Give the list a `key` with this id: one list shows one thread for its whole life. */
  readonly threadId: string;
  /** False while something covers the list, so that nothing in it counts as seen. Default: true. */
  readonly isActive?: boolean;
  readonly listRef?: Ref<MessageListHandle>;
  /** Puts an own message into the composer. Without it, messages cannot be edited. Keep the function the same between renders. */
  readonly onEdit?: ((messageKey: string) => void) | undefined;
  /** Where the reader was when the thread was left. */
  readonly initialPlace?: MessageListPlace | undefined;
  /** Escape was pressed on a message. */
  readonly onLeave?: (() => void) | undefined;
  /** Draws one row. Default: {@link ConnectedMessage}. */
  readonly row?: ComponentType<ConnectedMessageProps>;
}

/** The messages of a thread: loads them, pages back, and marks as read what was really seen. */
export function ConnectedMessageList(props: ConnectedMessageListProps): ReactNode {
  const { threadId, isActive = true, listRef, row: Row = ConnectedMessage } = props;
  const { userId } = useChatSession();
  const store = useChatStoreApi();
  const labels = useLabels();
  const slots = { EmptyState: useSlot('EmptyState', EmptyState) };
  const messages = useMessages(threadId);
  const { participants } = useParticipants(threadId);
  const isGone = useIsThreadGone(threadId);
  const unreadAfter = useUnreadDivider(threadId);
  const { items, change } = useThreadItems(threadId, messages, unreadAfter ?? null);
  const { onVisibleChange, listRef: coverRef } = useVisibleRead(threadId, {
    enabled: isActive && unreadAfter !== undefined,
  });

  const renderItem = useCallback(
    (item: MessageListItem) => <Row threadId={threadId} item={item} />,
    [Row, threadId],
  );
  const countsAsNew = useCallback(
    (item: MessageListItem) =>
      store.getState().threads.get(threadId)?.rows.get(item.key)?.senderId !== userId,
    [store, threadId, userId],
  );

  if ((isGone || messages.error !== null) && messages.messageKeys.length === 0) {
    return (
      <ErrorState
        title={labels.messagesFailed}
        description={
          isGone || messages.error === null
            ? labels.threadGone
            : loadErrorText(messages.error, labels)
        }
        onRetry={messages.refetch}
      />
    );
  }
  const others = participants.filter((person) => person.userId !== userId);
  return (
    <MessageCommands threadId={threadId} onEdit={props.onEdit}>
      {/* The list knows what is on screen; this tells whether a dialog lies over it. */}
      <span ref={coverRef} hidden />
      <MessageList
        ref={listRef}
        items={items}
        change={change}
        renderItem={renderItem}
        countsAsNew={countsAsNew}
        hasOlder={messages.hasOlder}
        isFetchingOlder={messages.isFetchingOlder}
        olderError={messages.olderError !== null}
        onReachStart={messages.fetchOlder}
        isPending={messages.isPending}
        loading={<MessageSkeletons />}
        empty={
          <slots.EmptyState
            people={others}
            title={labels.noMessages}
            description={labels.noMessagesHint(
              others.map((person) => person.displayName ?? labels.unknownSender),
            )}
          />
        }
        onVisibleChange={onVisibleChange}
        initialPlace={props.initialPlace}
        onLeave={props.onLeave}
      />
    </MessageCommands>
  );
}
