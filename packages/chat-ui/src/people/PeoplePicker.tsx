'use client';

import { createElement, useId, useState, type ReactNode, type RefObject } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { matchPeople, personOfRawId } from './adding.ts';

/** Props of {@link PeoplePicker}. */
export interface PeoplePickerProps {
  /** Who can be chosen. Others can be named by their raw id. */
  readonly candidates: readonly AvatarPerson[];
  readonly chosen: readonly AvatarPerson[];
  readonly onChange: (chosen: readonly AvatarPerson[]) => void;
  readonly fieldRef?: RefObject<HTMLInputElement | null> | undefined;
}

/** So many people are listed at a time; the field finds the others. */
const maximumShown = 50;

/** Chooses people: those who are known by name, anybody else by raw id. */
export function PeoplePicker(props: PeoplePickerProps): ReactNode {
  const { candidates, chosen, onChange, fieldRef } = props;
  const labels = useAllLabels();
  const AvatarSlot = useSlot('Avatar', Avatar);
  const fieldId = useId();
  const [filter, setFilter] = useState('');
  const chosenIds = new Set(chosen.map(({ userId }) => userId));
  const others = chosen.filter(({ userId }) => !candidates.some((one) => one.userId === userId));
  const found = matchPeople([...others, ...candidates], filter.trim());
  const named = found.length === 0 ? personOfRawId(filter) : undefined;
  const shown = named ? [named] : found.slice(0, maximumShown);

  function toggle(person: AvatarPerson): void {
    if (chosenIds.has(person.userId)) {
      onChange(chosen.filter(({ userId }) => userId !== person.userId));
    } else {
      onChange([...chosen, person]);
      if (person === named) setFilter('');
    }
  }

  return (
    <div data-part="people-picker">
      <label data-part="form-label" htmlFor={fieldId}>
        {labels.participants}
      </label>
      <input
        ref={fieldRef}
        id={fieldId}
        data-part="form-field"
        type="search"
        value={filter}
        placeholder={labels.findPeople}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {shown.length === 0 && (
        <p data-part="popover-text">
          {filter.trim() === '' ? labels.noCandidates : labels.noPeopleFound(filter.trim())}
        </p>
      )}
      <ul data-part="people">
        {shown.map((person) => (
          <li key={person.userId}>
            <label data-part="person-option">
              <input
                type="checkbox"
                checked={chosenIds.has(person.userId)}
                onChange={() => toggle(person)}
              />
              {createElement(AvatarSlot, {
                userId: person.userId,
                name: person.displayName,
                src: person.avatarUrl,
                size: 24,
              })}
              <bdi data-part="reader-name" title={person.displayName ?? person.userId}>
                {person.displayName ?? person.userId}
              </bdi>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
