'use client';

import { useId, type ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { Skeleton } from '../states/Skeleton.tsx';

/** Props of {@link ParticipantList}. */
export interface ParticipantListProps {
  /** In the order to show them. */
  readonly participants: readonly AvatarPerson[];
  /** The reader; marked as "You". */
  readonly userId?: string | undefined;
  /** Heading. Default: "People". */
  readonly title?: string | undefined;
  readonly isPending?: boolean | undefined;
  /** Stands at the end of a row, for example a button that removes the person. */
  readonly renderAction?: ((participant: AvatarPerson) => ReactNode) | undefined;
}

const pendingRows = ['48%', '36%', '54%', '40%'] as const;

/** The people of a thread. */
export function ParticipantList(props: ParticipantListProps): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  const headingId = useId();
  const slots = { Avatar: useSlot('Avatar', Avatar) };
  const isPending = props.isPending === true && props.participants.length === 0;
  return (
    <section
      data-part="participant-list"
      aria-labelledby={headingId}
      aria-busy={isPending || undefined}
    >
      <h2 id={headingId}>
        {props.title ?? labels.participants}
        {!isPending && (
          <span data-part="participant-count">{format.number(props.participants.length)}</span>
        )}
      </h2>
      {/* Safari forgets that a list without markers is a list. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul role="list">
        {isPending
          ? pendingRows.map((width) => (
              <li key={width} data-part="participant-row" aria-hidden="true">
                <Skeleton width="32px" height="32px" isRound />
                <Skeleton width={width} height="12px" />
              </li>
            ))
          : props.participants.map((person) => (
              <li key={person.userId} data-part="participant-row">
                <slots.Avatar
                  userId={person.userId}
                  name={person.displayName}
                  src={person.avatarUrl}
                  size={32}
                />
                <span data-part="participant-name" dir="auto" title={person.displayName}>
                  {person.displayName ?? labels.unknownSender}
                </span>
                {person.userId === props.userId && (
                  <span data-part="participant-you">{labels.you}</span>
                )}
                {props.renderAction?.(person)}
              </li>
            ))}
      </ul>
    </section>
  );
}
