'use client';

import {
  useChatSession,
  useChatStoreApi,
  useMessages,
  useParticipants,
  useReadReceipts,
  useVisibleRead,
} from '@confab/chat-react';
import { useCallback, type ReactNode, type Ref } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import type { MessageListItem } from '../list/message-list-item.ts';
import type { MessageListHandle } from '../list/message-list-props.ts';
import { MessageList } from '../list/MessageList.tsx';
import { EmptyState } from '../states/EmptyState.tsx';
import { ErrorState } from '../states/ErrorState.tsx';
import { MessageSkeletons } from '../states/MessageSkeletons.tsx';
import { ConnectedMessage } from './ConnectedMessage.tsx';
import { useThreadItems } from './use-thread-items.ts';
import { useUnreadDivider } from './use-unread-divider.ts';

export interface ConnectedMessageListProps {
  readonly threadId: string;
  /** False while something covers the list, so that nothing in it counts as seen. Default: true. */
  readonly isActive?: boolean;
  readonly listRef?: Ref<MessageListHandle>;
}

/** The messages of a thread: loads them, pages back, and marks as read what was really seen. */
export function ConnectedMessageList(props: ConnectedMessageListProps): ReactNode {
  const { threadId, isActive = true, listRef } = props;
  const { userId } = useChatSession();
  const store = useChatStoreApi();
  const labels = useLabels();
  const messages = useMessages(threadId);
  const { participants } = useParticipants(threadId);
  const receipts = useReadReceipts(threadId);
  const unreadAfter = useUnreadDivider(threadId, !receipts.isPending);
  const { items, change } = useThreadItems(threadId, messages, unreadAfter ?? null);
  const onVisibleChange = useVisibleRead(threadId, {
    enabled: isActive && unreadAfter !== undefined,
  });

  const renderItem = useCallback(
    (item: MessageListItem) => <ConnectedMessage threadId={threadId} item={item} />,
    [threadId],
  );
  const countsAsNew = useCallback(
    (item: MessageListItem) =>
      store.getState().threads.get(threadId)?.rows.get(item.key)?.senderId !== userId,
    [store, threadId, userId],
  );

  if (messages.error !== null && messages.messageKeys.length === 0) {
    return (
      <ErrorState
        title={labels.messagesFailed}
        description={messages.error.message}
        onRetry={messages.refetch}
      />
    );
  }
  const others = participants.filter((person) => person.userId !== userId);
  return (
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
        <EmptyState
          people={others}
          title={labels.noMessages}
          description={labels.noMessagesHint(
            others.map((person) => person.displayName ?? labels.unknownSender),
          )}
        />
      }
      onVisibleChange={onVisibleChange}
    />
  );
}
