import type { Participant, ReadReceipt } from '../model/entities.ts';
import type { ChatEvent, ThreadSnapshot } from '../session/chat-event.ts';
import {
  applyMessagesListed,
  applyOutgoingAdded,
  applyOutgoingChanged,
  applyServerMessage,
  isOutOfReach,
} from './apply-messages.ts';
import type { ChatState, ThreadState } from './chat-state.ts';
import { isFurther } from './read-position.ts';
import {
  closeDraft,
  createThreadTables,
  openDraft,
  removeRow,
  type ThreadDraft,
  type ThreadTables,
} from './thread-draft.ts';

/** A state that knows nothing yet. `userId` is the raw id of the signed-in user. */
export function createChatState(userId: string): ChatState {
  return {
    userId,
    connection: 'stopped',
    threads: new Map(),
    threadIds: [],
    areThreadsLoaded: false,
  };
}

/**
 * Applies one batch and returns the next state. Entity tables change in place, so the state before is no longer valid; the
 * objects that a selector compares (the state, its threads, key arrays, messages) are new exactly where something changed.
 * The cost follows the batch, not the history, apart from one copy of the key array of a thread whose order changed.
 */
export function applyBatch(state: ChatState, events: readonly ChatEvent[]): ChatState {
  const batch = new Batch(state);
  for (const event of events) batch.apply(event);
  return batch.finish();
}

class Batch {
  #state: ChatState;
  readonly #threads: Map<string, ThreadTables>;
  readonly #drafts = new Map<string, ThreadDraft>();
  #ordersThreads = false;

  constructor(state: ChatState) {
    this.#state = state;
    // The fold owns the tables; everybody else sees them through the read-only type.
    this.#threads = state.threads as Map<string, ThreadTables>;
  }

  finish(): ChatState {
    for (const [id, draft] of this.#drafts) this.#threads.set(id, closeDraft(draft));
    if (!this.#ordersThreads) return { ...this.#state };
    const before = this.#state.threadIds;
    const threadIds = orderThreads(this.#threads);
    const isSameOrder =
      threadIds.length === before.length && threadIds.every((id, index) => id === before[index]);
    return isSameOrder ? { ...this.#state } : { ...this.#state, threadIds };
  }

  apply(event: ChatEvent): void {
    const { userId } = this.#state;
    switch (event.type) {
      case 'connection-changed':
        this.#state = { ...this.#state, connection: event.status };
        return;
      case 'threads-listed':
        this.#applyThreads(event.threads, event.complete);
        return;
      case 'thread-upserted':
        this.#applyThread(event.thread);
        return;
      case 'thread-removed':
        this.#removeThread(event.threadId);
        return;
      case 'messages-listed': {
        const draft = this.#draft(event.threadId);
        applyMessagesListed(draft, event, userId);
        for (const message of event.messages) this.#raiseActivity(draft, message.createdAt);
        return;
      }
      case 'message-upserted': {
        const draft = this.#draft(event.threadId);
        if (isOutOfReach(draft, event.message, userId)) return;
        applyServerMessage(draft, event.message, userId);
        this.#raiseActivity(draft, event.message.createdAt);
        return;
      }
      case 'outgoing-added':
        applyOutgoingAdded(this.#draft(event.outgoing.threadId), event.outgoing, userId);
        return;
      case 'outgoing-changed':
        this.#change(event.threadId, (draft) => applyOutgoingChanged(draft, event));
        return;
      case 'outgoing-removed':
        this.#change(event.threadId, (draft) => removeRow(draft, event.clientMessageId));
        return;
      case 'participants-listed':
        this.#draft(event.threadId).patch.participants = event.participants;
        return;
      case 'participants-added':
        this.#changeParticipants(event.threadId, (present) => [
          ...present.filter(
            (one) => !event.participants.some(({ userId: id }) => id === one.userId),
          ),
          ...event.participants,
        ]);
        return;
      case 'participants-removed':
        this.#changeParticipants(event.threadId, (present) =>
          present.filter((one) => !event.userIds.includes(one.userId)),
        );
        return;
      case 'receipt-received':
        this.#applyReceipt(event.threadId, event.receipt);
        return;
      case 'typing-started':
      case 'typing-stopped':
        this.#applyTyping(event);
        return;
      default:
        event satisfies never;
    }
  }

  #draft(threadId: string): ThreadDraft {
    const open = this.#drafts.get(threadId);
    if (open !== undefined) return open;
    let tables = this.#threads.get(threadId);
    if (tables === undefined) {
      tables = createThreadTables(threadId);
      this.#threads.set(threadId, tables);
      this.#ordersThreads = true;
    }
    const draft = openDraft(tables);
    this.#drafts.set(threadId, draft);
    return draft;
  }

  /** For what says nothing about a thread that is not known: it may have been removed, and must not come back by it. */
  #change(threadId: string, change: (draft: ThreadDraft) => void): void {
    if (this.#threads.has(threadId)) change(this.#draft(threadId));
  }

  #applyThreads(threads: readonly ThreadSnapshot[], complete: boolean): void {
    if (complete) {
      const listed = new Set(threads.map((thread) => thread.id));
      for (const id of [...this.#threads.keys()]) if (!listed.has(id)) this.#removeThread(id);
      this.#state = { ...this.#state, areThreadsLoaded: true };
    }
    for (const thread of threads) this.#applyThread(thread);
  }

  #applyThread({ id: _id, lastMessageAt, ...known }: ThreadSnapshot): void {
    const draft = this.#draft(_id);
    Object.assign(draft.patch, known);
    if (known.createdAt !== undefined) this.#ordersThreads = true;
    if (lastMessageAt !== undefined) this.#raiseActivity(draft, lastMessageAt);
  }

  #removeThread(threadId: string): void {
    this.#drafts.delete(threadId);
    if (this.#threads.delete(threadId)) this.#ordersThreads = true;
  }

  #raiseActivity(draft: ThreadDraft, at: number): void {
    if (at <= (draft.patch.lastMessageAt ?? draft.tables.lastMessageAt ?? 0)) return;
    draft.patch.lastMessageAt = at;
    this.#ordersThreads = true;
  }

  /** A change to a list that has not been read yet is left to that read. */
  #changeParticipants(
    threadId: string,
    change: (present: readonly Participant[]) => readonly Participant[],
  ): void {
    this.#change(threadId, (draft) => {
      const present = draft.patch.participants ?? draft.tables.participants;
      if (present !== undefined) draft.patch.participants = change(present);
    });
  }

  #applyReceipt(threadId: string, receipt: ReadReceipt): void {
    const draft = this.#draft(threadId);
    const receipts = draft.patch.receipts ?? draft.tables.receipts;
    const known = receipts.get(receipt.userId);
    if (known !== undefined && !isFurther(draft.tables, receipt.messageId, known.messageId)) return;
    draft.patch.receipts = new Map(receipts).set(receipt.userId, receipt);
  }

  #applyTyping(event: Extract<ChatEvent, { type: 'typing-started' | 'typing-stopped' }>): void {
    if (event.userId === this.#state.userId) return;
    this.#change(event.threadId, ({ patch, tables }) => {
      const present = patch.typing ?? tables.typing;
      const isPresent = present.some((one) => one.userId === event.userId);
      if (event.type === 'typing-stopped') {
        if (isPresent) patch.typing = present.filter((one) => one.userId !== event.userId);
      } else if (!isPresent) {
        const { userId, displayName } = event;
        patch.typing = [...present, { userId, ...(displayName !== undefined && { displayName }) }];
      }
    });
  }
}

function orderThreads(threads: ReadonlyMap<string, ThreadState>): string[] {
  const activity = (thread: ThreadState): number => thread.lastMessageAt ?? thread.createdAt ?? 0;
  return [...threads.values()]
    .toSorted((a, b) => activity(b) - activity(a) || (a.id < b.id ? -1 : 1))
    .map((thread) => thread.id);
}
