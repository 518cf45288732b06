'use client';

import { useChatStore, useMessages } from '@confab/chat-react';
import type { Message } from '@confab/chat-core/model';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
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
  const labels = useLabels();
  const thread = useChatStore((state) => state.threads.get(threadId));
  const { hasOlder, isFetchingOlder, fetchOlder } = useMessages(threadId);
  const readText = useCallback(
    (message: Message) => messagePreview(message, undefined, labels),
    [labels],
  );
  const messages = useMemo(
    () => thread?.messageKeys.flatMap((key) => thread.rows.get(key) ?? []) ?? [],
    [thread],
  );
  return (
    <LazySearchPanel
      messages={messages}
      readText={readText}
      nameOf={(message) =>
        shownName(message.senderDisplayName, message.senderId, thread?.participants, labels)
      }
      hasOlder={hasOlder}
      isFetchingOlder={isFetchingOlder}
      onFetchOlder={fetchOlder}
      {...rest}
    />
  );
}
