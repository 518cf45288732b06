'use client';

import {
  useChatSession,
  useChatStore,
  useLastReaders,
  useMessage,
  useMessageStatus,
  useUser,
} from '@confab/chat-react';
import type { Participant } from '@confab/chat-core/model';
import { statusBelow } from '@confab/chat-core/state';
import { createElement, memo, useMemo, type NamedExoticComponent, type ReactNode } from 'react';
import type { MessageListItem } from '../list/message-list-item.ts';
import { useLabels } from '../labels/use-labels.ts';
import { isMentioned } from '../mentions/is-mentioned.ts';
import { failureText } from '../message/failure-text.ts';
import { Message, type MessageProps } from '../message/Message.tsx';
import { RowBoundary } from '../message/RowBoundary.tsx';
import type { MessageReader } from '../receipt/ReadReceipt.tsx';
import { replyToOf } from '../reply/reply-to.ts';
import { useSlot } from '../slots/use-slot.ts';
import { useRowCommands } from './MessageCommands.tsx';
import { ConnectedQuote } from './ConnectedQuote.tsx';
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
    const MessageSlot = useSlot('Message', Message);
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
    const { displayName, avatarUrl } = useUser(authorId);
    const isOwn = authorId === userId;
    const labels = useLabels();
    const commands = useCommandsOf(key, isOwn);
    const linkTo = useRowCommands()?.linkTo;
    const replyTo = message && replyToOf(message);
    const quote = useMemo(
      () => replyTo && <ConnectedQuote threadId={threadId} messageId={replyTo} />,
      [threadId, replyTo],
    );
    if (message === undefined) return null;
    const canRetry = message.failure?.retryable !== false;
    return (
      <RowBoundary message={message}>
        {createElement(MessageSlot, {
          message,
          isOwn,
          groupStart,
          groupEnd,
          status,
          nextStatus,
          statusDetail: failureText(message.failure, labels),
          readers,
          participantCount,
          senderName: displayName ?? senderName,
          senderAvatarUrl: avatarUrl,
          quote,
          link: message.id && linkTo?.(threadId, message.id),
          mentionsYou: isMentioned(message, userId),
          ...commands,
          onRetry: canRetry ? commands.onRetry : undefined,
        })}
      </RowBoundary>
    );
  },
);

/** What the user can do with the message of a row: the same functions from render to render. */
function useCommandsOf(key: string, isOwn: boolean): RowProps {
  const commands = useRowCommands();
  return useMemo(() => {
    if (commands === null) return {};
    const { edit, reply } = commands;
    const onReply = reply && (() => reply(key));
    if (!isOwn) return { onReply };
    const onRetry = (): void => commands.retry(key);
    return {
      onReply,
      onEdit: edit && (() => edit(key)),
      onDelete: () => commands.remove(key),
      onRetry,
      onRetryChange: onRetry,
      onDiscard: () => commands.discard(key),
      readBy: () => commands.readBy(key),
    };
  }, [commands, key, isOwn]);
}

type RowProps = Pick<
  MessageProps,
  'onReply' | 'onEdit' | 'onDelete' | 'onRetry' | 'onRetryChange' | 'onDiscard' | 'readBy'
>;

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
