'use client';

import {
  useChatSession,
  useChatStore,
  useLastReaders,
  useMessage,
  useMessageStatus,
} from '@confab/chat-react';
import type { Participant } from '@confab/chat-core/model';
import { statusBelow } from '@confab/chat-core/state';
import { memo, useMemo, type NamedExoticComponent, type ReactNode } from 'react';
import type { MessageListItem } from '../list/message-list-item.ts';
import { Message } from '../message/Message.tsx';
import type { MessageReader } from '../receipt/ReadReceipt.tsx';
import { nameIn } from './name-in.ts';

/** Props of {@link ConnectedMessage}. */
export interface ConnectedMessageProps {
  readonly threadId: string;
  readonly item: MessageListItem;
}

/** One row that reads itself: it renders when its own message, status or readers change. */
export const ConnectedMessage: NamedExoticComponent<ConnectedMessageProps> = memo(
  function ConnectedMessage({ threadId, item }: ConnectedMessageProps): ReactNode {
    const { key, groupStart, groupEnd } = item;
    const { userId } = useChatSession();
    const { message } = useMessage(threadId, key);
    const status = useMessageStatus(threadId, key);
    const nextStatus = useChatStore((state) => {
      const thread = groupEnd ? undefined : state.threads.get(threadId);
      return thread && statusBelow(thread, key, userId);
    });
    const authorId = message?.senderId ?? message?.initiatorId;
    const senderName = useChatStore(
      (state) =>
        message?.senderDisplayName ?? nameIn(state.threads.get(threadId)?.participants, authorId),
    );
    // Only a row with a status says anything about the size of the thread.
    const participantCount = useChatStore((state) =>
      status === undefined ? undefined : state.threads.get(threadId)?.participants?.length,
    );
    const readers = useReaders(threadId, key);
    const failedId = message?.sendState === 'failed' ? message.clientMessageId : undefined;
    const { onRetry, onDiscard } = useFailureActions(failedId);
    if (message === undefined) return null;
    return (
      <Message
        message={message}
        isOwn={authorId === userId}
        groupStart={groupStart}
        groupEnd={groupEnd}
        status={status}
        nextStatus={nextStatus}
        statusDetail={message.failure?.message}
        readers={readers}
        participantCount={participantCount}
        senderName={senderName}
        onRetry={message.failure?.retryable === false ? undefined : onRetry}
        onDiscard={onDiscard}
      />
    );
  },
);

/** The people whose reading ends at this row, with their names. Reads the participants only where there is such a person. */
function useReaders(threadId: string, key: string): readonly MessageReader[] {
  const receipts = useLastReaders(threadId, key);
  const participants = useChatStore((state): readonly Participant[] | undefined =>
    receipts.length === 0 ? undefined : state.threads.get(threadId)?.participants,
  );
  return useMemo(
    () =>
      receipts.map((receipt) => ({
        userId: receipt.userId,
        displayName: nameIn(participants, receipt.userId),
        readAt: receipt.readAt,
      })),
    [receipts, participants],
  );
}

interface FailureActions {
  readonly onRetry?: () => void;
  readonly onDiscard?: () => void;
}

/** What can be done about a failed message. What comes of it shows on the row. */
function useFailureActions(clientMessageId: string | undefined): FailureActions {
  const session = useChatSession();
  return useMemo(
    () =>
      clientMessageId === undefined
        ? {}
        : {
            onRetry: () => void session.retry(clientMessageId),
            onDiscard: () => void session.discard(clientMessageId),
          },
    [session, clientMessageId],
  );
}
