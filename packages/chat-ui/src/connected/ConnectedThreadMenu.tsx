'use client';

import { useThreadActions } from '@confab/chat-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { ThreadMenu } from '../thread-actions/ThreadMenu.tsx';
import { useIsThreadGone } from './use-is-thread-gone.ts';

/** Props of {@link ConnectedThreadMenu}. */
export interface ConnectedThreadMenuProps {
  readonly threadId: string;
  readonly topic: string;
  /** The user looks for a message. */
  readonly onSearch: () => void;
  /** The user has left or deleted the thread. */
  readonly onGone: (() => void) | undefined;
}

/** What can be done with the open thread. Once the user is no longer in it, it can only be looked through. */
export function ConnectedThreadMenu({
  threadId,
  topic,
  onSearch,
  onGone,
}: ConnectedThreadMenuProps): ReactNode {
  const { updateTopic, leave, deleteThread } = useThreadActions(threadId);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  // The user may have opened another thread meanwhile, and that stays open.
  const tellGone = (): void => (isThere.current ? onGone?.() : undefined);
  if (useIsThreadGone(threadId)) return <ThreadMenu topic={topic} onSearch={onSearch} />;
  return (
    <ThreadMenu
      topic={topic}
      onSearch={onSearch}
      onRename={updateTopic}
      onLeave={async () => {
        await leave();
        tellGone();
      }}
      onDelete={async () => {
        await deleteThread();
        tellGone();
      }}
    />
  );
}
