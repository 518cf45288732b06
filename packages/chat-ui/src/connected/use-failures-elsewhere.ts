'use client';

import { useChatSession, useChatStoreApi } from '@confab/chat-react';
import { useEffect } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useChunk } from '../root/chunk.ts';
import { useToasts } from '../toasts/toasts.ts';
import { afterPageChunk } from './after-page-chunk.ts';

/**
 * Says in a notice what has failed in a thread that is not open, and leads there: a message that was on its way, an edit, a deletion. In the
 * open thread it shows on its row. What has failed in an earlier visit is not said again. What says it is loaded after the page.
 */
export function useFailuresElsewhere(
  openId: string | undefined,
  onOpen: (threadId: string) => void,
): void {
  const session = useChatSession();
  const store = useChatStoreApi();
  const labels = useLabels();
  const toasts = useToasts();
  const loaded = useChunk(afterPageChunk);
  useEffect(
    () => loaded?.tellFailuresElsewhere({ session, store, labels, toasts, openId, onOpen }),
    [loaded, session, store, labels, toasts, openId, onOpen],
  );
}
