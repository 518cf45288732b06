'use client';

import { useChatSession, useChatStoreApi } from '@confab/chat-react';
import { useEffect } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useToasts } from '../toasts/toasts.ts';

/**
 * Says in a notice what has failed in a thread that is not open, and leads there: a message that was on its way, an edit, a deletion. In the
 * open thread it shows on its row. What has failed in an earlier visit is not said again.
 */
export function useFailuresElsewhere(
  openId: string | undefined,
  onOpen: (threadId: string) => void,
): void {
  const session = useChatSession();
  const store = useChatStoreApi();
  const labels = useLabels();
  const toasts = useToasts();
  useEffect(() => {
    const onTheirWay = new Set<string>();
    return session.subscribe((batch) => {
      for (const event of batch) {
        if (event.type === 'change-failed') tell(event.threadId, labels.changeFailedIn);
        else if (event.type === 'outgoing-changed') {
          const { sendState, clientMessageId, threadId } = event;
          if (sendState === 'sending') onTheirWay.add(clientMessageId);
          if (sendState === 'failed' && onTheirWay.delete(clientMessageId))
            tell(threadId, labels.sendingFailedIn);
          if (sendState === 'sent') onTheirWay.delete(clientMessageId);
        }
      }
    });

    function tell(threadId: string, text: (topic: string) => string): void {
      if (threadId === openId) return;
      const topic = store.getState().threads.get(threadId)?.topic;
      toasts.show({
        text: text(topic || labels.untitledThread),
        actionLabel: labels.show,
        onAction: () => onOpen(threadId),
      });
    }
  }, [session, store, labels, toasts, openId, onOpen]);
}
