import type { ChatEvent, ChatSession } from '@confab/chat-core/session';
import { applyBatch, createChatState, type ThreadState } from '@confab/chat-core/state';
import { placeOf } from '../check/history.ts';
import type { Journal } from '../journal.ts';
import type { ThreadView } from './client-calls.ts';
import { describeRow, digestRows } from './view-digest.ts';

/** The fold keeps so many rows of a thread, so that the memory has an end that a soak reaches. More than are compared. */
const maxLoadedMessages = 300;
/** So many are remembered: more than all threads show together. */
const maxSeen = 5_000;

/** What a screen would show, written down as it changes. */
export interface Watcher {
  readViews(): Record<string, ThreadView>;
  readRows(threadId: string): string[];
  /** Id of the newest message of a thread. */
  newestId(threadId: string): string | undefined;
}

/** Folds what the session says, and jumps to the newest messages wherever it finds a gap, as a reader would. */
export function createWatcher(session: ChatSession, journal: Journal): Watcher {
  let state = createChatState(session.userId, { maxLoadedMessages });
  /** Messages that were written down; the oldest are forgotten. */
  const seen = new Set<string>();
  const receipts = new Map<string, string>();

  session.subscribe((batch) => {
    state = applyBatch(state, batch);
    for (const event of batch) note(event);
    for (const threadId of new Set(batch.flatMap(threadOf))) look(threadId);
  });

  function note(event: ChatEvent): void {
    if (event.type === 'connection-changed')
      journal.write({ what: 'connection', status: event.status });
    if (event.type !== 'gap-found') return;
    const { threadId } = event;
    journal.write({ what: 'gap', threadId });
    session
      .jumpToLatest(threadId)
      .catch((error: unknown) => journal.write({ what: 'reported', error: String(error) }));
  }

  function look(threadId: string): void {
    const thread = state.threads.get(threadId);
    if (thread === undefined) return;
    for (const key of thread.messageKeys) {
      const id = thread.rows.get(key)?.id;
      if (id === undefined) continue;
      const place = placeOf({ threadId, id });
      if (seen.has(place)) continue;
      seen.add(place);
      journal.write({ what: 'seen', threadId, id });
      const [oldest] = seen;
      if (seen.size > maxSeen && oldest !== undefined) seen.delete(oldest);
    }
    for (const { userId, messageId } of thread.receipts.values()) {
      const place = `${threadId} ${userId}`;
      if (receipts.get(place) === messageId) continue;
      receipts.set(place, messageId);
      journal.write({ what: 'receipt', threadId, userId, id: messageId });
    }
  }

  function readRows(threadId: string): string[] {
    const thread = state.threads.get(threadId);
    return thread === undefined ? [] : describeRows(thread);
  }

  return {
    readRows,
    readViews: () =>
      Object.fromEntries(
        [...state.threads.values()].map((thread) => [
          thread.id,
          { digest: digestRows(describeRows(thread)), pending: countPending(thread) },
        ]),
      ),
    newestId(threadId) {
      const thread = state.threads.get(threadId);
      return thread?.messageKeys
        .map((key) => thread.rows.get(key)?.id)
        .findLast((id) => id !== undefined);
    },
  };
}

function threadOf(event: ChatEvent): string[] {
  return 'threadId' in event ? [event.threadId] : [];
}

function describeRows(thread: ThreadState): string[] {
  return thread.messageKeys.flatMap((key) => {
    const row = thread.rows.get(key);
    if (row?.id === undefined) return [];
    return [
      describeRow({ id: row.id, content: row.content, isDeleted: row.deletedAt !== undefined }),
    ];
  });
}

function countPending(thread: ThreadState): number {
  return thread.messageKeys.filter((key) => {
    const row = thread.rows.get(key);
    return row?.pendingChange !== undefined || /queued|sending|checking/.test(row?.sendState ?? '');
  }).length;
}
