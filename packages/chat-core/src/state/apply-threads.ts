import type { ChatEvent, ThreadSnapshot } from '../session/chat-event.ts';
import {
  draftOf,
  dropThread,
  knownDraftOf,
  noteLeft,
  type Batch,
  type LeaveReason,
} from './batch.ts';
import type { ThreadState } from './chat-state.ts';
import { compareText } from './compare-text.ts';
import { dropRow, raiseActivity } from './thread-draft.ts';
import { createThreadIndex } from './thread-index.ts';

type EventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;

/** A list of threads. What a whole list does not name is no longer this user's. */
export function applyThreadsListed(batch: Batch, event: EventOf<'threads-listed'>): void {
  if (event.complete) {
    const listed = new Set(event.threads.map((thread) => thread.id));
    for (const id of [...batch.threads.keys(), ...batch.drafts.keys()]) {
      if (!listed.has(id)) removeThread(batch, id, 'removed');
    }
    batch.state.areThreadsLoaded = true;
  }
  for (const thread of event.threads) applyThread(batch, thread);
}

/** What is said of one thread. This user is in it. */
export function applyThread(batch: Batch, snapshot: ThreadSnapshot): void {
  const { topic, topicSetAt, createdAt, createdById, lastMessageAt } = snapshot;
  const draft = draftOf(batch, snapshot.id);
  const { thread } = draft;
  batch.leftThreads.delete(snapshot.id);
  thread.access = 'member';
  thread.isListed = true;
  if (createdAt !== undefined) thread.createdAt = createdAt;
  if (createdById !== undefined) thread.createdById = createdById;
  if (topic !== undefined && isNewerTopic(thread, topic, topicSetAt)) {
    thread.topic = topic;
    if (topicSetAt !== undefined) thread.topicSetAt = topicSetAt;
  }
  if (lastMessageAt !== undefined) raiseActivity(draft, lastMessageAt);
}

/** A topic without a time comes from a read, and the session puts reads in order. Of two topics of one time the greater text holds. */
function isNewerTopic(thread: ThreadState, topic: string, setAt: number | undefined): boolean {
  if (setAt === undefined || thread.topicSetAt === undefined) return true;
  return (
    setAt - thread.topicSetAt > 0 ||
    (setAt === thread.topicSetAt && compareText(topic, thread.topic) > 0)
  );
}

/** This user is no longer in the thread. What is loaded of it can still be read, and unsent text be taken out. */
export function removeThread(batch: Batch, threadId: string, reason: LeaveReason): void {
  noteLeft(batch, threadId, reason);
  const draft = knownDraftOf(batch, threadId);
  if (draft === undefined) return;
  if (draft.thread.rows.size === 0) {
    dropThread(batch, threadId);
    // What the user has written there is still there when he comes back.
    const text = draft.thread.draft;
    if (text !== undefined) draftOf(batch, threadId).thread.draft = text;
    return;
  }
  draft.thread.access = reason;
  draft.thread.isListed = false;
  if (draft.thread.typing.length > 0) draft.thread.typing = [];
}

/** Somebody looks at the thread, or nobody any more: then what was paged in need not stay. */
export function applyThreadHeld(batch: Batch, { threadId, isHeld }: EventOf<'thread-held'>): void {
  if (isHeld) {
    batch.heldThreadIds.add(threadId);
    return;
  }
  batch.heldThreadIds.delete(threadId);
  const draft = knownDraftOf(batch, threadId);
  if (draft !== undefined) draft.thread.index.pagedTo = 0;
}

/** Lets go what was loaded of the thread. What is unsent or pending stays. */
export function unloadThread(batch: Batch, threadId: string): void {
  const draft = knownDraftOf(batch, threadId);
  if (draft === undefined) return;
  const { thread } = draft;
  const { unsent, changes } = thread.index;
  for (const key of [...thread.rows.keys()]) if (!unsent.has(key)) dropRow(draft, key);
  thread.index = Object.assign(createThreadIndex(), { unsent, changes });
  // How far this user has read tells whether there is anything new.
  thread.receipts = new Map(
    [...thread.receipts].filter(([userId]) => userId === batch.state.userId),
  );
  thread.fetched = new Map();
  thread.isLoaded = false;
  thread.hasGap = false;
  thread.olderCursor = undefined;
  if (thread.access !== 'member') removeThread(batch, threadId, thread.access);
}
