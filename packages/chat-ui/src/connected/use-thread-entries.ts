'use client';

import { useChatStore, useChatStoreApi } from '@confab/chat-react';
import type { ChatState } from '@confab/chat-core/state';
import { useCallback, useMemo } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import type { ThreadListEntry } from '../thread-list/thread-list-entry.ts';
import { createThreadEntries } from './thread-entries.ts';

/**
 * The rows of the thread list. A row keeps its object, and the list its array, while nothing in it changes; opening another
 * thread changes two rows.
 */
export function useThreadEntries(selectedId: string | undefined): readonly ThreadListEntry[] {
  const labels = useLabels();
  const store = useChatStoreApi();
  const read = useMemo(
    () => createThreadEntries(labels),
    // A new store starts without what the old one remembered.
    // oxlint-disable-next-line react/exhaustive-deps
    [labels, store],
  );
  const select = useCallback((state: ChatState) => read(state, selectedId), [read, selectedId]);
  return useChatStore(select);
}
