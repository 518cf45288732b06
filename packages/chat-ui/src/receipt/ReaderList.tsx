import { chatLimits } from '@confab/chat-core/model';
import { createElement, type ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { Popover } from '../overlay/Popover.tsx';
import { useSlot } from '../slots/use-slot.ts';
import type { OverlayAnchor } from '../overlay/menu-action.ts';
import type { MessageReading } from './message-reading.ts';

/** Props of {@link ReaderList}. */
export interface ReaderListProps {
  readonly reading: MessageReading;
  readonly anchor: OverlayAnchor;
  readonly onClose: () => void;
}

/** Who has read a message and when, and who has not: beside the message, in a box that has the focus. */
export function ReaderList({ reading, anchor, onClose }: ReaderListProps): ReactNode {
  const { read, unread, isSupported } = reading;
  const labels = useAllLabels();
  const format = useFormat();
  const title = isSupported
    ? labels.readByCount(read.length, read.length + unread.length)
    : labels.statusSent;
  return (
    <Popover title={title} anchor={anchor} onClose={onClose}>
      {!isSupported && (
        <p data-part="popover-text">
          {labels.receiptsUnsupported(chatLimits.maxParticipantsForReceipts)}
        </p>
      )}
      {read.length > 0 && (
        <ul data-part="readers">
          {read.map((reader) => (
            <Person key={reader.userId} person={reader}>
              <time dateTime={new Date(reader.readAt).toISOString()}>
                {format.dateTime(reader.readAt)}
              </time>
            </Person>
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <>
          <h3 data-part="popover-subtitle">{labels.notReadBy}</h3>
          <ul data-part="readers">
            {unread.map((person) => (
              <Person key={person.userId} person={person} />
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}

function Person(props: {
  readonly person: AvatarPerson;
  readonly children?: ReactNode;
}): ReactNode {
  const { person } = props;
  const labels = useAllLabels();
  const AvatarSlot = useSlot('Avatar', Avatar);
  return (
    <li data-part="reader">
      {createElement(AvatarSlot, {
        userId: person.userId,
        name: person.displayName,
        src: person.avatarUrl,
        size: 24,
      })}
      <span data-part="reader-name" dir="auto" title={person.displayName}>
        {person.displayName ?? labels.unknownSender}
      </span>
      {props.children}
    </li>
  );
}
