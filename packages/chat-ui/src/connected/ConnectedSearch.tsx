'use client';

import { useChatStore, useMessages } from '@confab/chat-react';
import { useMemo, type ReactNode } from 'react';
import type { SearchPanelProps } from '../search/SearchPanel.tsx';
import { LazySearchPanel } from './lazy-parts.ts';
import { messagePreview } from '../message/message-preview.ts';
import { shownName } from './name-in.ts';

/** Props of {@link ConnectedSearch}. */
export interface ConnectedSearchProps extends Pick<SearchPanelProps, 'onOpen' | 'onClose'> {
  readonly threadId: string;
}

/** Looks through the loaded messages of a thread. */
export function ConnectedSearch({ threadId, ...rest }: ConnectedSearchProps): ReactNode {
  const thread = useChatStore((state) => state.threads.get(threadId));
  const { hasOlder, isFetchingOlder, fetchOlder } = useMessages(threadId);
  const messages = useMemo(
    () => thread?.messageKeys.flatMap((key) => thread.rows.get(key) ?? []) ?? [],
    [thread],
  );
  return (
    <LazySearchPanel
      messages={messages}
      readText={messagePreview}
      nameOf={(message, labels) =>
        shownName(message.senderDisplayName, message.senderId, thread?.participants, labels)
      }
      hasOlder={hasOlder}
      isFetchingOlder={isFetchingOlder}
      onFetchOlder={fetchOlder}
      {...rest}
    />
  );
}
