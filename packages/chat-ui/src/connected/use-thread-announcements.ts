'use client';

import { useChatSession, useChatStoreApi } from '@confab/chat-react';
import { messageReads } from '@confab/chat-core/state';
import { useEffect, useRef } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { useLabels } from '../labels/use-labels.ts';
import { isMentioned } from '../mentions/is-mentioned.ts';
import { useChunk } from '../root/chunk.ts';
import { messagePreview } from '../message/message-preview.ts';
import { afterPageChunk } from './after-page-chunk.ts';
import { shownName } from './name-in.ts';

const reads = { ...messageReads, messagePreview, shownName, isMentioned };

/**
 * Says what happens in an open thread: messages of others that arrive at its live end, own ones that could not be sent, and deletions. What
 * was there before, what paging brings, edits, and the way of an own message are not said. What says it is loaded after the thread is shown.
 */
export function useThreadAnnouncements(threadId: string): void {
  const session = useChatSession();
  const store = useChatStoreApi();
  const announcer = useAnnouncer();
  const labels = useLabels();
  const loaded = useChunk(afterPageChunk);
  const thread = store.getState().threads.get(threadId);
  const start = useRef(thread?.isLoaded === true ? thread.messageKeys : undefined);
  useEffect(() => {
    if (loaded === undefined) return undefined;
    const keysAtStart = start.current;
    // In another language, only what is new from then on is said.
    start.current = undefined;
    return loaded.announceThread({
      session,
      store,
      threadId,
      announcer,
      labels,
      keysAtStart,
      reads,
    });
  }, [loaded, session, store, threadId, announcer, labels]);
}
