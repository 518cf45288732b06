'use client';

import { useChatSession, useParticipants, useThreadActions } from '@confab/chat-react';
import { useState, type ReactNode } from 'react';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ConfirmDialog } from '../overlay/ConfirmDialog.tsx';
import { LazyParticipantList, LazyPeopleDialog } from './lazy-parts.ts';
import { useIsThreadGone } from './use-is-thread-gone.ts';

/** Props of {@link ConnectedPeople}. */
export interface ConnectedPeopleProps {
  readonly threadId: string;
  /** Who can be added by name. */
  readonly people: readonly AvatarPerson[];
  /** The people are not wanted any more, because their code could not be loaded. */
  readonly onClose: () => void;
}

/** The people of a thread: adds some, and removes others. */
export function ConnectedPeople({ threadId, people, onClose }: ConnectedPeopleProps): ReactNode {
  const { userId } = useChatSession();
  const labels = useLabels();
  const { participants, isPending } = useParticipants(threadId);
  const { addParticipants, removeParticipant } = useThreadActions(threadId);
  const isGone = useIsThreadGone(threadId);
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<AvatarPerson>();
  const nameOf = (person: AvatarPerson): string => person.displayName ?? labels.unknownSender;
  const present = new Set(participants.map((one) => one.userId));
  return (
    <>
      <LazyParticipantList
        onClose={onClose}
        participants={participants}
        userId={userId}
        isPending={isPending}
        renderAction={(person) =>
          person.userId !== userId &&
          !isGone && (
            <IconButton
              label={labels.removeParticipant(nameOf(person))}
              onClick={() => setRemoved(person)}
            >
              <CloseIcon size={16} />
            </IconButton>
          )
        }
      />
      {!isGone && (
        <div data-part="people-bar">
          <button type="button" data-part="plain-button" onClick={() => setIsAdding(true)}>
            {labels.addPeople}
          </button>
        </div>
      )}
      {isAdding && (
        <LazyPeopleDialog
          purpose="add"
          candidates={people.filter((one) => !present.has(one.userId))}
          onSubmit={addParticipants}
          onClose={() => setIsAdding(false)}
        />
      )}
      {removed && (
        <ConfirmDialog
          title={labels.removeQuestion(nameOf(removed))}
          description={labels.removeExplanation}
          confirmLabel={labels.remove}
          isDanger
          onConfirm={() => removeParticipant(removed.userId)}
          failedText={() => labels.removeFailed}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  );
}
