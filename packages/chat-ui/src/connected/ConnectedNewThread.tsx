'use client';

import { useChatSession, useCreateThread } from '@confab/chat-react';
import { useRef, type ReactNode } from 'react';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { LazyPeopleDialog } from './lazy-parts.ts';

/** Props of {@link ConnectedNewThread}. */
export interface ConnectedNewThreadProps {
  /** Who can be chosen by name. */
  readonly people: readonly AvatarPerson[];
  /** The thread is there. Somebody may be missing in it: that is shown until the user closes the dialog. */
  readonly onCreated: (threadId: string) => void;
  readonly onClose: () => void;
}

/** Starts a thread with people. Without a topic it is named after them. */
export function ConnectedNewThread(props: ConnectedNewThreadProps): ReactNode {
  const { people, onCreated, onClose } = props;
  const { userId, displayName } = useChatSession();
  const { createThread } = useCreateThread();
  const createdId = useRef<string>(undefined);
  return (
    <LazyPeopleDialog
      purpose="new-thread"
      candidates={people.filter((one) => one.userId !== userId)}
      ownName={displayName}
      onSubmit={async (participants, topic) => {
        const created = await createThread({ topic, participants });
        createdId.current = created.threadId;
        return created;
      }}
      onClose={() => {
        onClose();
        if (createdId.current !== undefined) onCreated(createdId.current);
      }}
    />
  );
}
