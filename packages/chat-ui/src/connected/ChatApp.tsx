'use client';

import { useChatStore } from '@confab/chat-react';
import { useCallback, useState, type ReactNode } from 'react';
import { useRegionCycling } from '../a11y/use-region-cycling.ts';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ChatLayout } from '../layout/ChatLayout.tsx';
import { EmptyState } from '../states/EmptyState.tsx';
import { ChatUiSlots } from '../slots/ChatUiSlots.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { ConnectedBanner } from './ConnectedBanner.tsx';
import { DismissedNoticesContext } from '../thread-notice/dismissed-notices.ts';
import { ConnectedNewThread } from './ConnectedNewThread.tsx';
import { ChatThread, type ChatThreadProps } from './ChatThread.tsx';
import { resolvedSlots } from './ResolvedAvatar.tsx';
import { ThreadPlacesContext, type ThreadPlaces } from './thread-places.ts';
import { ChatThreadList } from './ChatThreadList.tsx';
import { useFailuresElsewhere } from './use-failures-elsewhere.ts';
import { ConnectionNoticeContext, useConnectionNotice } from './use-connection-notice.ts';

const nobody: readonly AvatarPerson[] = [];

/** Props of {@link ChatApp}. */
export interface ChatAppProps {
  /** The thread that is open at first. Default: none. */
  readonly initialThreadId?: string | undefined;
  /** A message of that thread that the reader is led to, as in {@link ChatThread}. */
  readonly initialMessageId?: string | undefined;
  /** The address of a message, as in {@link ChatThread}. */
  readonly messageLink?: ChatThreadProps['messageLink'];
  /** Opens the thread with the latest activity once the list is there, unless one is open. For wide places. */
  readonly opensLatest?: boolean | undefined;
  /**
   * Told when the user opens another thread, and `undefined` when he goes back to the list. Keep the function the same between
   * renders: a new one draws the list's rows again.
   */
  readonly onThreadChange?: ((threadId: string | undefined) => void) | undefined;
  /** Called when the session has ended and the user wants to sign in again. */
  readonly onSignIn?: (() => void) | undefined;
  /** Who can be invited by name to a thread. Anybody else can be by raw id. */
  readonly people?: readonly AvatarPerson[] | undefined;
  /** Whether messages count as read by being seen: as in {@link ChatThread}. */
  readonly readReceipts?: ChatThreadProps['readReceipts'];
  /** F6 and Shift+F6 go from region to region: threads, messages, composer. Default: the key is left to the browser. */
  readonly regionCycling?: boolean | undefined;
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
export function ChatApp({
  initialThreadId,
  initialMessageId,
  messageLink,
  opensLatest = false,
  onThreadChange,
  onSignIn,
  people = nobody,
  regionCycling = false,
  readReceipts,
  actions,
}: ChatAppProps): ReactNode {
  const labels = useLabels();
  const notice = useConnectionNotice();
  useRegionCycling(regionCycling);
  const [threadId, setThreadId] = useState(initialThreadId);
  const [isWaiting, setIsWaiting] = useState(opensLatest && initialThreadId === undefined);
  const latestId = useChatStore((state) =>
    isWaiting && state.areThreadsLoaded ? state.threadIds[0] : undefined,
  );
  if (latestId !== undefined) {
    setIsWaiting(false);
    setThreadId(latestId);
  }
  /** It leads there once: whoever comes back to the thread is where he was. */
  const [linkedId, setLinkedId] = useState(initialMessageId);
  const open = useCallback(
    (next: string | undefined) => {
      setIsWaiting(false);
      setLinkedId(undefined);
      setThreadId(next);
      onThreadChange?.(next);
    },
    [onThreadChange],
  );
  useFailuresElsewhere(threadId, open);
  const slots = { EmptyState: useSlot('EmptyState', EmptyState) };
  const [isStarting, setIsStarting] = useState(false);
  const [places] = useState((): ThreadPlaces => new Map());
  const [dismissed] = useState(() => new Set<string>());
  return (
    <ChatLayout
      selected={threadId !== undefined}
      selectedId={threadId}
      list={
        <ChatUiSlots slots={resolvedSlots}>
          {threadId === undefined && <ConnectedBanner notice={notice} onSignIn={onSignIn} />}
          <ChatThreadList
            selectedId={threadId}
            onSelect={open}
            onNewThread={() => setIsStarting(true)}
            actions={actions}
          />
          {isStarting && (
            <ConnectedNewThread
              people={people}
              onCreated={open}
              onClose={() => setIsStarting(false)}
            />
          )}
        </ChatUiSlots>
      }
      thread={
        threadId === undefined ? (
          <slots.EmptyState
            title={labels.noThreadSelected}
            description={labels.noThreadSelectedHint}
          />
        ) : (
          <ConnectionNoticeContext.Provider value={notice}>
            <DismissedNoticesContext.Provider value={dismissed}>
              <ThreadPlacesContext.Provider value={places}>
                <ChatThread
                  threadId={threadId}
                  people={people}
                  readReceipts={readReceipts}
                  messageLink={messageLink}
                  initialMessageId={linkedId}
                  onBack={() => open(undefined)}
                  onSignIn={onSignIn}
                />
              </ThreadPlacesContext.Provider>
            </DismissedNoticesContext.Provider>
          </ConnectionNoticeContext.Provider>
        )
      }
    />
  );
}
