'use client';

import { useChatSession, useChatStoreApi } from '@confab/chat-react';
import { useEffect } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { useLabels } from '../labels/use-labels.ts';
import { messagePreview } from './message-preview.ts';
import { nameIn } from './name-in.ts';
import { watchThread } from './watch-thread.ts';

/**
 * Says what happens in an open thread: messages of others that arrive at its live end, and own ones that could not be sent. What was there
 * before, what paging brings, edits, and the way of an own message are not said.
 */
export function useThreadAnnouncements(threadId: string): void {
  const session = useChatSession();
  const store = useChatStoreApi();
  const announcer = useAnnouncer();
  const labels = useLabels();
  useEffect(
    () =>
      watchThread(store, threadId, {
        onArrived(message, { participants }) {
          if (message.senderId === session.userId || message.senderId === undefined) return;
          const sender =
            message.senderDisplayName ??
            nameIn(participants, message.senderId) ??
            labels.unknownSender;
          const text = messagePreview(message, undefined, labels);
          announcer.arrived(message.rowKey, labels.arrived(sender, text));
        },
        onFailed(message) {
          announcer.alert(labels.sendingFailed(messagePreview(message, undefined, labels)));
        },
      }),
    [session, store, threadId, announcer, labels],
  );
  useEffect(
    () =>
      session.subscribe((batch) => {
        for (const event of batch) {
          if (event.type === 'change-failed' && event.threadId === threadId)
            announcer.alert(labels.changeFailed);
        }
      }),
    [session, threadId, announcer, labels],
  );
}
