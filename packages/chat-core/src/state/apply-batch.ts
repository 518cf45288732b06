import type { ChatEvent } from '../session/chat-event.ts';
import { applyChangeAdded, applyChangeFailed, applyChangeRemoved } from './apply-changes.ts';
import {
  applyGapFound,
  applyMessageFetched,
  applyMessagesListed,
  applyMessageUpserted,
} from './apply-messages.ts';
import {
  applyOutgoingAdded,
  applyOutgoingChanged,
  applyOutgoingEdited,
  applyOutgoingRemoved,
} from './apply-outgoing.ts';
import { applyReceipt, applyTypingStarted, applyTypingStopped } from './apply-signals.ts';
import { addParticipants, listParticipants, removeParticipants } from './apply-participants.ts';
import {
  applyThread,
  applyThreadHeld,
  applyThreadsListed,
  removeThread,
  unloadThread,
} from './apply-threads.ts';
import {
  closeBatch,
  draftOf,
  knownDraftOf,
  listedDraftOf,
  openBatch,
  type Batch,
} from './batch.ts';
import type { ChatState, MemoryBounds } from './chat-state.ts';
import type { ThreadDraft } from './thread-draft.ts';

/**
 * A state that knows nothing yet. `userId` is the raw id of the signed-in user; `bounds` replaces single ones of the defaults.
 * @throws RangeError when a bound is not a positive integer.
 */
export function createChatState(userId: string, bounds: Partial<MemoryBounds> = {}): ChatState {
  const { maxLoadedMessages = 5_000, maxIdleMessages = 500 } = bounds;
  for (const [name, bound] of Object.entries({ maxLoadedMessages, maxIdleMessages })) {
    if (Number.isSafeInteger(bound) && bound > 0) continue;
    throw new RangeError(
      `${name} is ${bound}, which bounds nothing, so no state was created. Give it a positive integer.`,
    );
  }
  return {
    userId,
    connection: 'stopped',
    lastSyncedAt: undefined,
    isPersisted: true,
    persistenceProblem: undefined,
    threads: new Map(),
    threadIds: [],
    areThreadsLoaded: false,
    areDraftsRead: false,
    ended: undefined,
    leftThreads: new Map(),
    heldThreadIds: new Set(),
    bounds: { maxLoadedMessages, maxIdleMessages },
  };
}

/**
 * Applies one batch and returns the next state. Entity tables change in place, so the state before is no longer valid; the
 * objects that a selector compares (threads, key arrays, messages) are new exactly where something changed, the state always.
 * The cost follows the batch, not the history, apart from one copy of the key array of a thread whose order changed.
 */
export function applyBatch(state: ChatState, events: readonly ChatEvent[]): ChatState {
  const batch = openBatch(state);
  for (const event of events) applyEvent(batch, event);
  return closeBatch(batch);
}

function applyEvent(batch: Batch, event: ChatEvent): void {
  const { state } = batch;
  const { userId } = state;
  switch (event.type) {
    case 'connection-changed':
      state.connection = event.status;
      state.lastSyncedAt = event.lastSyncedAt;
      return;
    case 'persistence-changed':
      state.isPersisted = event.isPersisted;
      state.persistenceProblem = event.problem;
      return;
    case 'drafts-read':
      state.areDraftsRead = true;
      return;
    case 'session-ended':
      state.ended = event.reason;
      return;
    case 'threads-listed':
      applyThreadsListed(batch, event);
      return;
    case 'thread-upserted':
      applyThread(batch, event.thread);
      return;
    case 'thread-removed':
      removeThread(batch, event.threadId, event.reason);
      return;
    case 'thread-held':
      applyThreadHeld(batch, event);
      return;
    case 'thread-unloaded':
      unloadThread(batch, event.threadId);
      return;
    case 'messages-listed':
      applyMessagesListed(listedDraftOf(batch, event.threadId), event);
      return;
    case 'message-upserted':
      applyMessageUpserted(listedDraftOf(batch, event.threadId), event.message);
      return;
    case 'message-fetched':
      applyMessageFetched(draftOf(batch, event.threadId), event.message);
      return;
    case 'outgoing-added':
      applyOutgoingAdded(listedDraftOf(batch, event.outgoing.threadId), event.outgoing, userId);
      return;
    case 'change-added':
      applyChangeAdded(draftOf(batch, event.threadId), event);
      return;
    case 'draft-changed':
      draftOf(batch, event.threadId).thread.draft = event.draft;
      return;
    case 'receipt-received':
      applyReceipt(draftOf(batch, event.threadId), event.receipt);
      return;
    case 'participants-listed':
      listParticipants(batch, event);
      return;
    case 'participants-added':
      addParticipants(batch, event);
      return;
    case 'participants-removed':
      removeParticipants(batch, event);
      return;
    default: {
      const draft = knownDraftOf(batch, event.threadId);
      if (draft !== undefined) applyToKnown(draft, event, userId);
    }
  }
}

type EventOfKnown =
  | Extract<
      ChatEvent,
      { type: 'gap-found' | `outgoing-${'changed' | 'edited' | 'removed'}` | `typing-${string}` }
    >
  | Extract<ChatEvent, { type: 'change-removed' | 'change-failed' }>;

/** What says nothing about a thread that is not known. */
function applyToKnown(draft: ThreadDraft, event: EventOfKnown, ownId: string): void {
  switch (event.type) {
    case 'gap-found':
      applyGapFound(draft);
      return;
    case 'outgoing-changed':
      applyOutgoingChanged(draft, event);
      return;
    case 'outgoing-edited':
      applyOutgoingEdited(draft, event);
      return;
    case 'outgoing-removed':
      applyOutgoingRemoved(draft, event.clientMessageId);
      return;
    case 'change-removed':
      applyChangeRemoved(draft, event);
      return;
    case 'change-failed':
      applyChangeFailed(draft, event);
      return;
    case 'typing-started':
      applyTypingStarted(draft, event, ownId);
      return;
    case 'typing-stopped':
      applyTypingStopped(draft, event.userId);
      return;
    default:
      event satisfies never;
  }
}
