'use client';

import {
  useChatSession,
  useChatStoreApi,
  useMessages,
  useParticipants,
  useVisibleRead,
  type UseMessages,
} from '@confab/chat-react';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react';
import { useLabels } from '../labels/use-labels.ts';
import type { MessageListItem } from '../list/message-list-item.ts';
import type { MessageListHandle, MessageListPlace } from '../list/message-list-props.ts';
import { WindowedMessageList } from '../list/WindowedMessageList.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { EmptyState } from '../states/EmptyState.tsx';
import { ErrorState } from '../states/ErrorState.tsx';
import { MessageSkeletons } from '../states/MessageSkeletons.tsx';
import { ThreadStart } from '../states/ThreadStart.tsx';
import { useToasts } from '../toasts/toasts.ts';
import { ConnectedMessage, type ConnectedMessageProps } from './ConnectedMessage.tsx';
import { LazyJumpNotice } from './lazy-parts.ts';
import { MessageCommands, type MessageLink } from './MessageCommands.tsx';
import { loadErrorText } from './load-error-text.ts';
import { useIsThreadGone } from './use-is-thread-gone.ts';
import { useThreadItems } from './use-thread-items.ts';
import { useMessageJump, type JumpOptions, type MessageJump } from './use-message-jump.ts';
import { ReceiptsLoad, useUnreadAtOpen } from './use-unread-at-open.ts';

/** What the owner of a {@link ConnectedMessageList} can do with it. */
export interface ConnectedListHandle extends Pick<MessageListHandle, 'getPlace'> {
  /** Goes to the newest message, also when it has to be loaded, and follows the end from there. */
  scrollToBottom(): void;
  /**
   * Brings a message into view, by its id or row key; loads the messages up to it when it is not there. While that takes, and when it cannot
   * be done, the list says so, and the promise resolves with false.
   */
  scrollToMessage(messageId: string, options?: JumpOptions): Promise<boolean>;
}

/** Props of {@link ConnectedMessageList}. */
export interface ConnectedMessageListProps {
  /** Give the list a `key` with this id: one list shows one thread for its whole life. */
  readonly threadId: string;
  /** False while something covers the list, so that nothing in it counts as seen. Default: true. */
  readonly isActive?: boolean;
  readonly listRef?: Ref<ConnectedListHandle>;
  /** Puts an own message into the composer. Without it, messages cannot be edited. Keep the function the same between renders. */
  readonly onEdit?: ((messageKey: string) => void) | undefined;
  /** Answers a message in the composer. Without it, messages cannot be answered. Keep the function the same between renders. */
  readonly onReply?: ((messageKey: string) => void) | undefined;
  /** The address of a message; offers to copy it. Keep the function the same between renders. */
  readonly messageLink?: MessageLink | undefined;
  /** A message that the reader is led to when the list opens, by the service's id. */
  readonly initialMessageId?: string | undefined;
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
  const people = useParticipants(threadId);
  const isGone = useIsThreadGone(threadId);
  const [hasReceipts, setHasReceipts] = useState(false);
  const opened = useUnreadAtOpen(threadId, hasReceipts && !people.isPending);
  const { items, change } = useThreadItems(threadId, messages, opened?.afterKey ?? null);
  const { onVisibleChange, listRef: coverRef } = useVisibleRead(threadId, {
    enabled: isActive && opened !== undefined,
  });
  const list = useRef<MessageListHandle>(null);
  const jump = useMessageJump(threadId, messages.loadAround, list);
  const toLatest = useJumpToLatest(messages, list);
  const { jumpTo } = jump;
  useImperativeHandle(
    listRef,
    () => ({
      getPlace: () => list.current?.getPlace() ?? { atEnd: true },
      scrollToBottom: toLatest,
      scrollToMessage: jumpTo,
    }),
    [toLatest, jumpTo],
  );

  useInitialJump(props.initialMessageId, messages.isPending, jumpTo);

  const others = useMemo(
    () => people.participants.filter((person) => person.userId !== userId),
    [people.participants, userId],
  );
  const start = useMemo(() => <ThreadStart people={others} />, [others]);
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
  return (
    <MessageCommands
      threadId={threadId}
      onEdit={props.onEdit}
      onReply={props.onReply}
      onOpen={jumpTo}
      linkTo={props.messageLink}
    >
      <ReceiptsLoad threadId={threadId} onLoad={setHasReceipts} />
      {/* The list knows what is on screen; this tells whether a dialog lies over it. */}
      <span ref={coverRef} hidden />
      <WindowedMessageList
        ref={list}
        items={items}
        change={change}
        renderItem={renderItem}
        countsAsNew={countsAsNew}
        hasOlder={messages.hasOlder}
        isFetchingOlder={messages.isFetchingOlder}
        olderError={messages.olderError !== null}
        onReachStart={messages.fetchOlder}
        isOlderPaused={jump.state === 'loading'}
        hasNewer={messages.hasGap}
        onJumpToLatest={toLatest}
        unread={opened?.unread}
        onJumpToUnread={({ focus }) => {
          if (opened?.farId !== undefined) void jumpTo(opened.farId, { isBelow: true, focus });
        }}
        notice={
          jump.state && (
            <LazyJumpNotice state={jump.state} onGoOn={jump.goOn} onClose={jump.cancel} />
          )
        }
        start={start}
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

/** Leads to a message once, as soon as the newest ones are there. */
function useInitialJump(
  messageId: string | undefined,
  isPending: boolean,
  jumpTo: MessageJump['jumpTo'],
): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (messageId === undefined || isPending || isDone.current) return;
    isDone.current = true;
    // The row that gets the focus is rendered first, which React cannot do while it commits.
    queueMicrotask(() => void jumpTo(messageId, { highlight: true, focus: true }));
  }, [messageId, isPending, jumpTo]);
}

/** Goes to the newest message. Where there are messages between the loaded ones and it, these are let go. */
function useJumpToLatest(
  { hasGap, jumpToLatest }: Pick<UseMessages, 'hasGap' | 'jumpToLatest'>,
  list: RefObject<MessageListHandle | null>,
): () => void {
  const toasts = useToasts();
  const labels = useLabels();
  return useCallback(() => {
    // The list follows its end from now on, so it ends up below what is loaded.
    list.current?.scrollToBottom();
    if (hasGap) jumpToLatest().catch(() => toasts.show({ text: labels.latestFailed }));
  }, [list, hasGap, jumpToLatest, toasts, labels]);
}
