import type { ChatStore } from '@confab/chat-react';
import type { ChatSession } from '@confab/chat-core/session';
import { spokenLabelsEn } from '../labels/spoken-labels-en.ts';
import type { CoreLabels } from '../labels/core-labels.ts';
import type { Toasts } from '../toasts/toasts.ts';

/** Where the reader is, and how to speak to him. */
export interface Elsewhere {
  readonly session: ChatSession;
  readonly store: ChatStore;
  readonly labels: CoreLabels;
  readonly toasts: Toasts;
  readonly openId: string | undefined;
  onOpen(threadId: string): void;
}

/** Says in a notice what fails in a thread that is not open. Returns what ends that. */
export function tellFailuresElsewhere(elsewhere: Elsewhere): () => void {
  const { session, store, toasts, openId, onOpen } = elsewhere;
  const labels = { ...spokenLabelsEn, ...elsewhere.labels };
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
}
