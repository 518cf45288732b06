'use client';

import { useChatSession, useChatStoreApi } from '@confab/chat-react';
import { rowKeyOf } from '@confab/chat-core/state';
import { useEffect } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { useLabels } from '../labels/use-labels.ts';
import { messagePreview } from './message-preview.ts';
import { shownName } from './name-in.ts';
import { watchThread } from './watch-thread.ts';

/**
 * Says what happens in an open thread: messages of others that arrive at its live end, own ones that could not be sent, and deletions. What
 * was there before, what paging brings, edits, and the way of an own message are not said.
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
          const { senderDisplayName, senderId, rowKey } = message;
          const sender = shownName(senderDisplayName, senderId, participants, labels);
          const text = messagePreview(message, undefined, labels);
          announcer.arrived(rowKey, labels.arrived(sender, text));
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
          if (!('threadId' in event) || event.threadId !== threadId) continue;
          if (event.type === 'change-failed') announcer.alert(labels.changeFailed);
          else if (event.type === 'change-added' && event.change.kind === 'delete')
            announcer.say(labels.messageDeleted(undefined));
        }
      }),
    [session, threadId, announcer, labels],
  );
  useEffect(() => {
    const told = new Set<string>();
    return session.subscribe((batch) => {
      for (const event of batch) {
        if (event.type !== 'message-upserted' || event.threadId !== threadId) continue;
        const { id, deletedAt, senderId, senderDisplayName } = event.message;
        const thread = store.getState().threads.get(threadId);
        const isNews = deletedAt !== undefined && !told.has(id) && senderId !== session.userId;
        if (!isNews || thread?.rows.has(rowKeyOf(thread, id)) !== true) continue;
        // The same change may arrive more than once.
        told.add(id);
        const sender = shownName(senderDisplayName, senderId, thread.participants, labels);
        announcer.say(labels.messageDeleted(sender));
      }
    });
  }, [session, store, threadId, announcer, labels]);
}
