import type { ChatSession } from '@confab/chat-core/session';
import type { MessageReads } from '@confab/chat-core/state';
import type { ChatStore } from '@confab/chat-react';
import type { Announcer } from '../announcer/announcer.ts';
import { spokenLabelsEn } from '../labels/spoken-labels-en.ts';
import type { SpokenLabels } from '../labels/spoken-labels.ts';
import type { CoreLabels } from '../labels/core-labels.ts';
import type { isMentioned } from '../mentions/is-mentioned.ts';
import type { messagePreview } from '../message/message-preview.ts';
import type { shownName } from './name-in.ts';
import { watchThread } from './watch-thread.ts';

/** What the page has, and this does not load once more. */
export interface AnnouncementReads extends MessageReads {
  readonly messagePreview: typeof messagePreview;
  readonly shownName: typeof shownName;
  readonly isMentioned: typeof isMentioned;
}

/** An open thread, and how to speak of it. */
export interface OpenThread {
  readonly session: ChatSession;
  readonly store: ChatStore;
  readonly threadId: string;
  readonly announcer: Announcer;
  readonly labels: CoreLabels;
  /** The rows that it had when it was opened; `undefined` when it was not loaded then. */
  readonly keysAtStart: readonly string[] | undefined;
  readonly reads: AnnouncementReads;
}

interface SpokenThread extends OpenThread {
  readonly labels: CoreLabels & SpokenLabels;
}

/** Says what happens in an open thread. Returns what ends that. */
export function announceThread(thread: OpenThread): () => void {
  const open = { ...thread, labels: { ...spokenLabelsEn, ...thread.labels } };
  const stops = [watchArrivals(open), watchOwnChanges(open), watchDeletions(open)];
  return () => stops.forEach((stop) => stop());
}

function watchArrivals(open: SpokenThread): () => void {
  const { session, store, threadId, announcer, labels, reads } = open;
  return watchThread(
    store,
    threadId,
    {
      onArrived(message, { participants }) {
        if (message.senderId === session.userId || message.senderId === undefined) return;
        const { senderDisplayName, senderId, rowKey } = message;
        const sender = reads.shownName(senderDisplayName, senderId, participants, labels);
        const text = reads.messagePreview(message, undefined, labels);
        const isForUser = reads.isMentioned(message, session.userId);
        announcer.arrived(
          rowKey,
          isForUser ? labels.arrivedMention(sender, text) : labels.arrived(sender, text),
        );
      },
      onFailed(message) {
        announcer.alert(labels.sendingFailed(reads.messagePreview(message, undefined, labels)));
      },
    },
    open.keysAtStart,
    reads,
  );
}

function watchOwnChanges(open: SpokenThread): () => void {
  const { session, threadId, announcer, labels } = open;
  return session.subscribe((batch) => {
    for (const event of batch) {
      if (!('threadId' in event) || event.threadId !== threadId) continue;
      if (event.type === 'change-failed') announcer.alert(labels.changeFailed);
      else if (event.type === 'change-added' && event.change.kind === 'delete')
        announcer.say(labels.messageDeleted(undefined));
    }
  });
}

function watchDeletions(open: SpokenThread): () => void {
  const { session, store, threadId, announcer, labels, reads } = open;
  const told = new Set<string>();
  return session.subscribe((batch) => {
    for (const event of batch) {
      if (event.type !== 'message-upserted' || event.threadId !== threadId) continue;
      const { id, deletedAt, senderId, senderDisplayName } = event.message;
      const thread = store.getState().threads.get(threadId);
      const isNews = deletedAt !== undefined && !told.has(id) && senderId !== session.userId;
      if (!isNews || thread?.rows.has(reads.rowKeyOf(thread, id)) !== true) continue;
      // The same change may arrive more than once.
      told.add(id);
      announcer.say(
        labels.messageDeleted(
          reads.shownName(senderDisplayName, senderId, thread.participants, labels),
        ),
      );
    }
  });
}
