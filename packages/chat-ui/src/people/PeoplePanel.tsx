'use client';

import type { Participant } from '@confab/chat-core/model';
import { useState, type ReactNode } from 'react';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { ConfirmDialog } from '../overlay/ConfirmDialog.tsx';
import { ParticipantList } from '../participant-list/ParticipantList.tsx';
import { PeopleDialog, type PeopleDialogProps } from './PeopleDialog.tsx';

/** Props of {@link PeoplePanel}. */
export interface PeoplePanelProps {
  readonly participants: readonly Participant[];
  /** Raw id of the reader. */
  readonly userId: string;
  readonly isPending: boolean;
  /** False once the reader is no longer in the thread. */
  readonly canChange: boolean;
  /** Who can be added by name. */
  readonly people: readonly AvatarPerson[];
  readonly onAdd: PeopleDialogProps['onSubmit'];
  readonly onRemove: (userId: string) => Promise<unknown>;
}

/** The people of a thread: adds some, and removes others. */
export function PeoplePanel(props: PeoplePanelProps): ReactNode {
  const { participants, userId, isPending, canChange, people, onAdd, onRemove } = props;
  const labels = useAllLabels();
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<AvatarPerson>();
  const nameOf = (person: AvatarPerson): string => person.displayName ?? labels.unknownSender;
  const present = new Set(participants.map((one) => one.userId));
  return (
    <>
      <ParticipantList
        participants={participants}
        userId={userId}
        isPending={isPending}
        renderAction={(person) =>
          person.userId !== userId &&
          canChange && (
            <IconButton
              label={labels.removeParticipant(nameOf(person))}
              onClick={() => setRemoved(person)}
            >
              <CloseIcon size={16} />
            </IconButton>
          )
        }
      />
      {canChange && (
        <div data-part="people-bar">
          <button type="button" data-part="plain-button" onClick={() => setIsAdding(true)}>
            {labels.addPeople}
          </button>
        </div>
      )}
      {isAdding && (
        <PeopleDialog
          purpose="add"
          candidates={people.filter((one) => !present.has(one.userId))}
          onSubmit={onAdd}
          onClose={() => setIsAdding(false)}
        />
      )}
      {removed && (
        <ConfirmDialog
          title={labels.removeQuestion(nameOf(removed))}
          description={labels.removeExplanation}
          confirmLabel={labels.remove}
          isDanger
          onConfirm={() => onRemove(removed.userId)}
          failedText={() => labels.removeFailed}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  );
}
