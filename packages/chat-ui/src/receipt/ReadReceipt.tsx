'use client';

import { chatLimits, type MessageStatus } from '@confab/chat-core/model';
import { createElement, type ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { messageStatusLooks } from '../message/message-status.ts';

/** Someone who has read a message. */
export interface MessageReader {
  readonly userId: string;
  readonly displayName?: string | undefined;
  readonly avatarUrl?: string | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly readAt: number;
}

/** Props of {@link ReadReceipt}. */
export interface ReadReceiptProps {
  readonly status: MessageStatus;
  /** Who has read up to this message. While not everybody has, they show as small avatars. */
  readonly readers?: readonly MessageReader[] | undefined;
  /** One more sentence for the tooltip, for example why a message was not sent. */
  readonly detail?: string | undefined;
  /** People in the thread. Above 20 the service keeps no read receipts, and the tooltip says so. */
  readonly participantCount?: number | undefined;
  /** Id of the element with the text, for the name of the row. */
  readonly id?: string | undefined;
}

const maxAvatars = 4;

/**
 * How far an own message has come: a glyph, and the avatars of those who have read it. The names and times are in the
 * tooltip and in the accessible name.
 */
export function ReadReceipt(props: ReadReceiptProps): ReactNode {
  const { status, readers = [], detail } = props;
  const labels = useLabels();
  const format = useFormat();
  const AvatarSlot = useSlot('Avatar', Avatar);
  const { Icon, label } = messageStatusLooks[status];
  const isRead = status === 'read';
  const text = [
    readers.length > 0
      ? labels.readBy(
          readers.map((r) => `${r.displayName ?? labels.unknownSender}, ${format.time(r.readAt)}`),
        )
      : label(labels),
    ...(detail === undefined ? [] : [detail]),
    ...(status === 'sent' && isTooLargeForReceipts(props.participantCount)
      ? [labels.receiptsUnsupported(chatLimits.maxParticipantsForReceipts)]
      : []),
  ].join('. ');
  return (
    <span data-part="receipt" data-state={status}>
      <span data-part="receipt-glyph" title={text}>
        <Icon />
        {/* Read out, not shown. A component for it would be one more in every row. */}
        <span data-part="visually-hidden" id={props.id}>
          {text}
        </span>
      </span>
      {!isRead && readers.length > 0 && (
        <span data-part="receipt-readers" title={text} aria-hidden="true">
          {readers.slice(0, maxAvatars).map((reader) =>
            createElement(AvatarSlot, {
              key: reader.userId,
              userId: reader.userId,
              name: reader.displayName,
              src: reader.avatarUrl,
              size: 16,
            }),
          )}
          {readers.length > maxAvatars && (
            <span data-part="receipt-more">+{format.number(readers.length - maxAvatars)}</span>
          )}
        </span>
      )}
    </span>
  );
}

function isTooLargeForReceipts(participantCount: number | undefined): boolean {
  return participantCount !== undefined && participantCount > chatLimits.maxParticipantsForReceipts;
}
