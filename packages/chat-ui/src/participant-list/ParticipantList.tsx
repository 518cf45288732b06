'use client';

import { useId, useState, type ReactNode } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { FilterField } from '../filter/FilterField.tsx';
import { matchesWords } from '../labels/fold-text.ts';
import { useFormat } from '../labels/use-format.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
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

/** More people than one looks through at a glance. */
const filteredFrom = 9;

const pendingRows = ['48%', '36%', '54%', '40%'] as const;

/** The people of a thread. With more than eight of them, a field above finds one by name. */
export function ParticipantList(props: ParticipantListProps): ReactNode {
  const labels = useAllLabels();
  const format = useFormat();
  const headingId = useId();
  const slots = { Avatar: useSlot('Avatar', Avatar) };
  const [filter, setFilter] = useState('');
  const canFilter = props.participants.length >= filteredFrom;
  const wanted = canFilter ? filter.trim() : '';
  const shown =
    wanted === ''
      ? props.participants
      : props.participants.filter(({ displayName }) =>
          matchesWords([displayName ?? labels.unknownSender], wanted),
        );
  const noneFound = labels.noPeopleFound(wanted);
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
      {canFilter && (
        <FilterField
          part="participant-filter"
          label={labels.filterPeople}
          value={filter}
          onChange={setFilter}
          outcome={shown.length === 0 ? noneFound : labels.participantCount(shown.length)}
        />
      )}
      {wanted !== '' && shown.length === 0 && <p data-part="participant-note">{noneFound}</p>}
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
          : shown.map((person) => (
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
