'use client';

import { useMessages, useParticipants, useReadReceipts, useThreads } from '@confab/chat-react';
import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { ThreadList } from '../thread-list/ThreadList.tsx';
import { loadErrorText } from './load-error-text.ts';
import { useThreadEntries } from './use-thread-entries.ts';

/** Threads whose newest messages are loaded for the list: as many as a screen shows. */
const previewedThreads = 20;

/** Props of {@link ChatThreadList}. */
export interface ChatThreadListProps {
  /** The open thread. */
  readonly selectedId?: string | undefined;
  readonly onSelect: (threadId: string) => void;
  /** Shows a button for a new thread. */
  readonly onNewThread?: (() => void) | undefined;
  /** Stands after the heading, for example an account menu. */
  readonly actions?: ReactNode;
}

/** The threads of the session of the nearest `ChatProvider`, with the last message and what is unread in each. */
export function ChatThreadList({
  selectedId,
  onSelect,
  onNewThread,
  actions,
}: ChatThreadListProps): ReactNode {
  const { threadIds, isPending, error, refetch } = useThreads();
  const entries = useThreadEntries(selectedId);
  const labels = useLabels();
  return (
    <>
      <ThreadList
        threads={entries}
        onSelect={onSelect}
        onNewThread={onNewThread}
        isPending={isPending}
        error={error === null ? undefined : loadErrorText(error, labels)}
        onRetry={refetch}
        actions={actions}
      />
      {threadIds.slice(0, previewedThreads).map((threadId) => (
        <PreviewLoad key={threadId} threadId={threadId} />
      ))}
    </>
  );
}

/** Loads what one row of the list shows. */
function PreviewLoad({ threadId }: { readonly threadId: string }): null {
  useMessages(threadId);
  useParticipants(threadId);
  useReadReceipts(threadId);
  return null;
}
