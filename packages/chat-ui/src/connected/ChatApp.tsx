'use client';

import { useConnection, useThreads } from '@confab/chat-react';
import { useState, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { ChatLayout } from '../layout/ChatLayout.tsx';
import { ConnectionBanner } from '../states/ConnectionBanner.tsx';
import { EmptyState } from '../states/EmptyState.tsx';
import { ChatThread } from './ChatThread.tsx';
import { ChatThreadList } from './ChatThreadList.tsx';

/** Props of {@link ChatApp}. */
export interface ChatAppProps {
  /** The thread that is open at first. Default: none. */
  readonly initialThreadId?: string | undefined;
  /** Opens the thread with the latest activity once the list is there, unless one is open. For wide places. */
  readonly opensLatest?: boolean | undefined;
  /** Told when another thread is opened, and `undefined` when the user goes back to the list. */
  readonly onThreadChange?: ((threadId: string | undefined) => void) | undefined;
  /** Called when the session has ended and the user wants to sign in again. */
  readonly onSignIn?: (() => void) | undefined;
  /** Stands at the top of the list of threads, for example an account menu. */
  readonly actions?: ReactNode;
}

/**
 * A whole chat: threads and the open one, side by side or one at a time. Fills its container; needs a `ChatProvider` and a
 * `ChatUiProvider` above it.
 *
 * @example
 * <ChatProvider session={session}>
 *   <ChatUiProvider style={{ height: '100dvh' }}>
 *     <ChatApp />
 *   </ChatUiProvider>
 * </ChatProvider>
 */
export function ChatApp(props: ChatAppProps): ReactNode {
  const labels = useLabels();
  const { status } = useConnection();
  const latestId = useThreads().threadIds[0];
  const [threadId, setThreadId] = useState(props.initialThreadId);
  const [isUntouched, setIsUntouched] = useState(props.opensLatest === true);
  if (isUntouched && (threadId ?? latestId) !== undefined) {
    setIsUntouched(false);
    setThreadId(threadId ?? latestId);
  }
  function open(next: string | undefined): void {
    setIsUntouched(false);
    setThreadId(next);
    props.onThreadChange?.(next);
  }
  return (
    <ChatLayout
      selected={threadId !== undefined}
      list={<ChatThreadList selectedId={threadId} onSelect={open} actions={props.actions} />}
      thread={
        threadId === undefined ? (
          <>
            {status === 'auth-blocked' && (
              <ConnectionBanner status={status} onSignIn={props.onSignIn} />
            )}
            <EmptyState title={labels.noThreadSelected} description={labels.noThreadSelectedHint} />
          </>
        ) : (
          <ChatThread
            threadId={threadId}
            onBack={() => open(undefined)}
            onSignIn={props.onSignIn}
          />
        )
      }
    />
  );
}
