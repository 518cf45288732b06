import type { ChatState } from './chat-state.ts';
import { settleReceipts } from './apply-signals.ts';
import { settleFetched } from './fetched-messages.ts';
import { settleKeys } from './message-keys.ts';
import { openDraft, resultOf, type ThreadDraft, type ThreadTables } from './thread-draft.ts';
import { placeThread, type ThreadOrder } from './thread-order.ts';
import { trimRows } from './trim-rows.ts';

/** Why this user is no longer in a thread. */
export type LeaveReason = 'removed' | 'gone';

/** So many left threads are remembered. The oldest ones are forgotten. */
const maxLeft = 1_000;

/** So many rows are kept of a thread that nobody has opened: enough to show the last one and to count unread ones. */
const maxUnloaded = 100;

/** A state while a batch is applied to it. */
export interface Batch {
  /** The state that comes out. Its threads are as they were; those that the batch has touched are in `drafts`. */
  readonly state: { -readonly [Field in keyof ChatState]: ChatState[Field] };
  /** The table of the state: the fold owns it, everybody else sees it read-only. */
  readonly threads: Map<string, ThreadTables>;
  readonly leftThreads: Map<string, LeaveReason>;
  readonly heldThreadIds: Set<string>;
  readonly drafts: Map<string, ThreadDraft>;
  readonly order: ThreadOrder;
}

export function openBatch(state: ChatState): Batch {
  // The tables were made by the fold, as what they are here.
  const threads = state.threads as Map<string, ThreadTables>;
  const leftThreads = state.leftThreads as Map<string, LeaveReason>;
  const heldThreadIds = state.heldThreadIds as Set<string>;
  const order = { threads, before: state.threadIds };
  return { state: { ...state }, threads, leftThreads, heldThreadIds, drafts: new Map(), order };
}

/** The state after the batch. */
export function closeBatch({ state, threads, heldThreadIds, drafts, order }: Batch): ChatState {
  const { maxLoadedMessages, maxIdleMessages } = state.bounds;
  for (const [id, draft] of drafts) {
    settleKeys(draft);
    settleReceipts(draft);
    const isHeld = heldThreadIds.has(id);
    const idle = draft.thread.isLoaded ? maxIdleMessages : Math.min(maxIdleMessages, maxUnloaded);
    trimRows(draft, isHeld ? maxLoadedMessages : idle, isHeld);
    settleFetched(draft.thread);
    const thread = resultOf(draft);
    placeThread(order, draft.before, thread);
    threads.set(id, thread);
  }
  state.threadIds = order.ids ?? order.before;
  return state;
}

/** The thread, to be changed. One that is not known yet is created, but not listed. One that was left stays so. */
export function draftOf({ threads, leftThreads, drafts }: Batch, threadId: string): ThreadDraft {
  const open = drafts.get(threadId);
  if (open !== undefined) return open;
  const draft = openDraft(threadId, threads.get(threadId));
  drafts.set(threadId, draft);
  draft.thread.access = leftThreads.get(threadId) ?? draft.thread.access;
  return draft;
}

/** This user has left the thread, whatever comes of it later, until it is said that he is in it. */
export function noteLeft({ leftThreads }: Batch, threadId: string, reason: LeaveReason): void {
  leftThreads.delete(threadId);
  leftThreads.set(threadId, reason);
  const [oldest] = leftThreads.keys();
  if (leftThreads.size > maxLeft && oldest !== undefined) leftThreads.delete(oldest);
}

/** The thread, to be changed, for what says nothing of one that is not known: it may have been removed, and must not come back by it. */
export function knownDraftOf(batch: Batch, threadId: string): ThreadDraft | undefined {
  const isKnown = batch.drafts.has(threadId) || batch.threads.has(threadId);
  return isKnown ? draftOf(batch, threadId) : undefined;
}

/** The thread, to be changed, for what belongs into the list of threads, unless this user has been removed from it. */
export function listedDraftOf(batch: Batch, threadId: string): ThreadDraft {
  const draft = draftOf(batch, threadId);
  draft.thread.isListed = draft.thread.access === 'member';
  return draft;
}

/** Forgets all that is known of a thread. */
export function dropThread({ threads, drafts, order }: Batch, threadId: string): void {
  placeThread(order, threads.get(threadId), undefined);
  threads.delete(threadId);
  drafts.delete(threadId);
}
