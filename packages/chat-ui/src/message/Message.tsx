'use client';

import type { Message as MessageEntity, MessageStatus } from '@confab/chat-core/model';
import { createElement, memo, useRef, type NamedExoticComponent, type ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import { senderHueProps } from '../avatar/sender-hue.ts';
import type { Format } from '../labels/format.ts';
import type { CoreLabels } from '../labels/core-labels.ts';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useRowId } from '../list/row-context.ts';
import type { MenuAction } from '../overlay/menu-action.ts';
import type { MessageReading } from '../receipt/message-reading.ts';
import { ReadReceipt, type MessageReader } from '../receipt/ReadReceipt.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { failureText } from './failure-text.ts';
import { isEmojiOnly } from './is-emoji-only.ts';
import { messageStatusLooks } from './message-status.ts';
import { MessageBody } from './MessageBody.tsx';
import { MessageFailure } from './MessageFailure.tsx';
import { MessageTools } from './MessageTools.tsx';
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
  /** It mentions the reader, and is marked as such. */
  readonly mentionsYou?: boolean | undefined;
  /** The message that this one answers, for example a `MessageQuote`. Stands above what was written. */
  readonly quote?: ReactNode;
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
  /** Tries a refused edit or deletion again. */
  readonly onRetryChange?: (() => void) | undefined;
  /** Offers to change the text: puts it into the composer, for example. */
  readonly onEdit?: (() => void) | undefined;
  /** Offers to answer the message. */
  readonly onReply?: (() => void) | undefined;
  /** Offers to delete the message. It is called when the user has said yes. */
  readonly onDelete?: (() => void) | undefined;
  /** The address of the message; offers to copy it. */
  readonly link?: string | undefined;
  /** Who has read it; asked for when the user wants to know. */
  readonly readBy?: (() => MessageReading) | undefined;
  /** What the app offers besides, in the menu of the message. */
  readonly actions?: readonly MenuAction[] | undefined;
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
  const rowId = useRowId();
  const part = useRef<HTMLDivElement>(null);
  const slots = {
    Avatar: useSlot('Avatar', Avatar),
    MessageBody: useSlot('MessageBody', MessageBody),
    ReadReceipt: useSlot('ReadReceipt', ReadReceipt),
    SystemMessage: useSlot('SystemMessage', SystemMessage),
  };
  const name = props.senderName ?? message.senderDisplayName;
  if (isSystemMessage(message)) {
    const actor = isOwn ? labels.you : name;
    return createElement(slots.SystemMessage, { message, actor, rowId });
  }
  const senderId = message.senderId ?? '';
  const sender = name ?? (isOwn ? labels.you : labels.unknownSender);
  const look = status === undefined ? undefined : messageStatusLooks[status];
  const isDeleted = message.deletedAt !== undefined;
  const { failedChange } = message;
  const waiting = status === 'queued' ? waitingText(message, labels, format) : undefined;
  const idOf = (suffix: string): string | undefined => rowId && `${rowId}-${suffix}`;
  return (
    <div
      ref={part}
      data-part="message"
      data-kind={isDeleted ? 'deleted' : message.kind}
      data-own={isOwn ? '' : undefined}
      data-group-start={groupStart ? '' : undefined}
      data-group-end={groupEnd ? '' : undefined}
      data-state={status}
      data-pending={message.pendingChange}
      data-mentions-you={props.mentionsYou === true ? '' : undefined}
      data-size={!isDeleted && isEmojiOnly(message) ? 'emoji' : undefined}
      {...senderHueProps(senderId)}
    >
      {groupStart && <slots.Avatar userId={senderId} name={name} src={props.senderAvatarUrl} />}
      <span data-part="message-sender" id={idOf('sender')} dir="auto" title={sender}>
        {sender}
      </span>
      <div data-part="message-bubble">
        {!isDeleted && props.quote}
        <slots.MessageBody message={message} rowId={rowId} />
      </div>
      <time
        data-part="message-time"
        id={idOf('time')}
        dateTime={isoTime(message.createdAt)}
        title={format.dateTime(message.createdAt)}
      >
        {look?.replacesTime === true
          ? (waiting ?? look.label(labels))
          : format.time(message.createdAt)}
      </time>
      {status !== undefined && showsReceipt(props) && (
        <slots.ReadReceipt
          status={status}
          readers={props.readers}
          detail={props.statusDetail ?? waiting}
          participantCount={props.participantCount}
          id={idOf('status')}
        />
      )}
      {status === 'failed' && (
        <MessageFailure
          title={labels.statusFailed}
          reason={props.statusDetail ?? failureText(message.failure, labels)}
          onRetry={props.onRetry}
          onDiscard={props.onDiscard}
        />
      )}
      {failedChange !== undefined && (
        <MessageFailure
          title={failedChange.kind === 'edit' ? labels.editNotSaved : labels.notDeleted}
          reason={failureText(failedChange.failure, labels, true)}
          onRetry={props.onRetryChange}
        />
      )}
      <MessageTools
        message={message}
        part={part}
        onReply={props.onReply}
        onEdit={props.onEdit}
        onDelete={props.onDelete}
        readBy={props.readBy}
        link={props.link}
        actions={props.actions}
      />
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

function waitingText(
  { waitsFor, retryAt }: MessageEntity,
  labels: CoreLabels,
  format: Format,
): string | undefined {
  if (waitsFor === undefined) return undefined;
  return labels.statusWaiting(waitsFor, retryAt === undefined ? undefined : format.time(retryAt));
}

function isoTime(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
