'use client';

import type { Message as MessageEntity, MessageStatus } from '@confab/chat-core/model';
import { memo, type NamedExoticComponent, type ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import { senderHueProps } from '../avatar/sender-hue.ts';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { ReadReceipt, type MessageReader } from '../receipt/ReadReceipt.tsx';
import { messageStatusLooks } from './message-status.ts';
import { MessageBody } from './MessageBody.tsx';
import { MessageFailure } from './MessageFailure.tsx';
import { isSystemMessage } from './system-text.ts';
import { SystemMessage } from './SystemMessage.tsx';

/** Props of {@link Message}. Pass the same objects and functions between renders: the component is memoised. */
export interface MessageProps {
  readonly message: MessageEntity;
  /** Whether the reader wrote it. */
  readonly isOwn: boolean;
  /** First and last of a run of messages by one person. */
  readonly groupStart: boolean;
  readonly groupEnd: boolean;
  /** Status of an own message. Absent: none is shown. */
  readonly status?: MessageStatus | undefined;
  /** Status of the next message of the same group. The glyph shows where the two differ, and at the end of a group. */
  readonly nextStatus?: MessageStatus | undefined;
  /** Why it was not sent, or another fact about the status: one sentence. */
  readonly statusDetail?: string | undefined;
  /** Who has read up to exactly this message. They show as small avatars. */
  readonly readers?: readonly MessageReader[] | undefined;
  /** People in the thread. Above the service's limit for read receipts the status explains their absence. */
  readonly participantCount?: number | undefined;
  /** Name of the author, or of who caused a message of the service. Default: the name that came with the message. */
  readonly senderName?: string | undefined;
  readonly senderAvatarUrl?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly onDiscard?: (() => void) | undefined;
  /** Buttons that float at the end corner while the row is hovered or has focus. */
  readonly actions?: ReactNode;
}

/**
 * One message. Its look follows the `messageStyle` and `density` of the `ChatUiProvider`; nothing in it changes its
 * height on hover.
 */
export const Message: NamedExoticComponent<MessageProps> = memo(function Message(
  props: MessageProps,
): ReactNode {
  const { message, isOwn, groupStart, groupEnd, status } = props;
  const labels = useLabels();
  const format = useFormat();
  const name = props.senderName ?? message.senderDisplayName;
  if (isSystemMessage(message)) {
    return <SystemMessage message={message} actor={isOwn ? labels.you : name} />;
  }
  const senderId = message.senderId ?? '';
  const sender = name ?? (isOwn ? labels.you : labels.unknownSender);
  const look = status === undefined ? undefined : messageStatusLooks[status];
  const isDeleted = message.deletedAt !== undefined;
  return (
    <div
      data-part="message"
      data-kind={isDeleted ? 'deleted' : message.kind}
      data-own={isOwn ? '' : undefined}
      data-group-start={groupStart ? '' : undefined}
      data-group-end={groupEnd ? '' : undefined}
      data-state={status}
      {...senderHueProps(senderId)}
    >
      {groupStart && <Avatar userId={senderId} name={name} src={props.senderAvatarUrl} />}
      <span data-part="message-sender" dir="auto" title={sender}>
        {sender}
      </span>
      <div data-part="message-bubble">
        <MessageBody message={message} />
      </div>
      <time
        data-part="message-time"
        dateTime={isoTime(message.createdAt)}
        title={format.dateTime(message.createdAt)}
      >
        {look?.replacesTime === true ? look.label(labels) : format.time(message.createdAt)}
      </time>
      {status !== undefined && showsReceipt(props) && (
        <ReadReceipt
          status={status}
          readers={props.readers}
          detail={props.statusDetail}
          participantCount={props.participantCount}
        />
      )}
      {status === 'failed' && (
        <MessageFailure
          reason={props.statusDetail ?? message.failure?.message}
          onRetry={props.onRetry}
          onDiscard={props.onDiscard}
        />
      )}
      {props.actions != null && <div data-part="message-actions">{props.actions}</div>}
    </div>
  );
});

function showsReceipt({ status, nextStatus, groupEnd, readers, message }: MessageProps): boolean {
  if (status === undefined || message.deletedAt !== undefined) return false;
  if (groupEnd || (readers !== undefined && readers.length > 0)) return true;
  return (
    !messageStatusLooks[status].isSettled || (nextStatus !== undefined && nextStatus !== status)
  );
}

function isoTime(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
