'use client';

import type { ConnectionStatus } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import { AvatarStack, type AvatarPerson } from '../avatar/AvatarStack.tsx';
import { BackIcon, PeopleIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { ConnectionChip } from './ConnectionChip.tsx';

/** Props of {@link ThreadHeader}. */
export interface ThreadHeaderProps {
  readonly topic: string;
  /** Everybody in the thread. */
  readonly participants: readonly AvatarPerson[];
  /** The reader: named last, and without an avatar here. */
  readonly userId?: string | undefined;
  /** Shows a button back to the list of threads, where only one pane fits. */
  readonly onBack?: (() => void) | undefined;
  /** Makes the number of people a button. */
  readonly onShowParticipants?: (() => void) | undefined;
  /** Whether the people are on screen now. */
  readonly isShowingParticipants?: boolean | undefined;
  /** Anything but `live` shows as a chip, once it has lasted for `connectionDelayMs`. */
  readonly connection?: ConnectionStatus | undefined;
  /** Default 2000 ms. */
  readonly connectionDelayMs?: number | undefined;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
}

/** Top of a thread: who it is with, what it is about, and whether it is live. */
export function ThreadHeader(props: ThreadHeaderProps): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  const { participants, userId } = props;
  const others = participants.filter((person) => person.userId !== userId);
  const names = others.map((person) => person.displayName ?? labels.unknownSender);
  const people = labels.participantsLine(names, others.length < participants.length);
  const topic = props.topic === '' ? labels.untitledThread : props.topic;
  const count = labels.participantCount(participants.length);
  return (
    <header data-part="thread-header">
      {props.onBack !== undefined && (
        <span data-part="back-button">
          <IconButton label={labels.back} onClick={props.onBack}>
            <BackIcon />
          </IconButton>
        </span>
      )}
      <AvatarStack people={others} />
      <div data-part="thread-heading">
        <h2 data-part="thread-title" dir="auto" title={topic}>
          {topic}
        </h2>
        {people !== '' && (
          <p data-part="thread-people" title={people}>
            <span data-part="wide-only">{people}</span>
            <span data-part="narrow-only" aria-hidden="true">
              {names.join(', ')}
            </span>
          </p>
        )}
      </div>
      {props.connection !== undefined && (
        <ConnectionChip status={props.connection} delayMs={props.connectionDelayMs} />
      )}
      {props.onShowParticipants !== undefined && (
        <button
          type="button"
          data-part="count-button"
          aria-label={count}
          aria-pressed={props.isShowingParticipants}
          title={count}
          onClick={props.onShowParticipants}
        >
          <PeopleIcon />
          {format.number(participants.length)}
        </button>
      )}
      {props.actions}
    </header>
  );
}
