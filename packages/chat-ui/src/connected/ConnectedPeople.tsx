'use client';

import { useChatSession, useParticipants, useThreadActions } from '@confab/chat-react';
import type { ReactNode } from 'react';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { LazyPeoplePanel } from './lazy-parts.ts';
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
  const { participants, isPending } = useParticipants(threadId);
  const { addParticipants, removeParticipant } = useThreadActions(threadId);
  const isGone = useIsThreadGone(threadId);
  return (
    <LazyPeoplePanel
      participants={participants}
      userId={userId}
      isPending={isPending}
      canChange={!isGone}
      people={people}
      onAdd={addParticipants}
      onRemove={removeParticipant}
      onClose={onClose}
    />
  );
}
