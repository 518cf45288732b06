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

export interface ConnectedMessageProps {
  readonly threadId: string;
  readonly item: MessageListItem;
}

/** One row that reads itself: it renders when its own message, status or readers change. */
export const ConnectedMessage: NamedExoticComponent<ConnectedMessageProps> = memo(
  function ConnectedMessage({ threadId, item }: ConnectedMessageProps): ReactNode {
    const { key, groupStart, groupEnd } = item;
    const session = useChatSession();
    const { userId } = session;
    const message = useMessage(threadId, key);
    const status = useMessageStatus(threadId, key);
    const nextStatus = useChatStore((state) => {
      const thread = groupEnd ? undefined : state.threads.get(threadId);
      return thread && statusBelow(thread, key, userId);
    });
    const lastReaders = useLastReaders(threadId, key);
    const participants = useChatStore((state) => state.threads.get(threadId)?.participants);
    const readers = useMemo(
      () =>
        lastReaders.map((receipt) => ({
          userId: receipt.userId,
          displayName: nameIn(participants, receipt.userId),
          readAt: receipt.readAt,
        })),
      [lastReaders, participants],
    );
    if (message === undefined) return null;
    const authorId = message.senderId ?? message.initiatorId;
    const { clientMessageId } = message;
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
        participantCount={participants?.length}
        senderName={
          message.senderDisplayName ??
          (authorId === undefined ? undefined : nameIn(participants, authorId))
        }
        onRetry={
          clientMessageId === undefined || message.failure?.retryable === false
            ? undefined
            : () => void session.retry(clientMessageId)
        }
        onDiscard={
          clientMessageId === undefined ? undefined : () => void session.discard(clientMessageId)
        }
      />
    );
  },
);

function nameIn(
  participants: readonly Participant[] | undefined,
  userId: string,
): string | undefined {
  return participants?.find((person) => person.userId === userId)?.displayName;
}
