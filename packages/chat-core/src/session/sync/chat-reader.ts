import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import { isChatClientError } from '../errors.ts';
import { compareIds } from '../model/compare-ids.ts';
import { chatLimits } from '../model/limits.ts';
import type { ChatMessage } from '../models.ts';
import type { ChatEvent, OutgoingMessage } from './chat-event.ts';
import { findDelivered, readPage } from './read-messages.ts';
import { createThreadPresence } from './thread-presence.ts';
import { toParticipant, toReadReceipt, toServerMessage, toThreadSnapshot } from './to-entities.ts';

/** What a page of messages leaves behind. The messages themselves are in the event stream. */
export interface MessagePage {
  /** Cursor of the next older page; `null` at the start of the history. */
  readonly olderCursor: string | null;
  /** Rows in this page. 0 also for an older page that no longer follows the loaded rows: it is left out. */
  readonly count: number;
}

/** A loaded range without a hole: ids of its newest and its oldest message, and where it goes on. */
interface LoadedRange {
  readonly newest: string;
  readonly oldest: string;
  readonly olderCursor: string | null;
}

/** How many messages a page holds unless the caller says otherwise. */
const defaultPageSize = 50;
/** A window that does not meet known rows within so many pages of 200 starts anew. */
const maxCatchUpPages = 2;

/** Reads from the service and emits what it learns. */
export interface ChatReader {
  loadThreads(): Promise<{ count: number }>;
  loadThread(threadId: string): Promise<void>;
  loadMessages(
    threadId: string,
    options?: { cursor?: string; pageSize?: number },
  ): Promise<MessagePage>;
  loadParticipants(threadId: string): Promise<{ count: number }>;
  loadReceipts(threadId: string): Promise<{ count: number }>;
  /** Reads what may have been missed: the thread list, and the newest messages and receipts of every loaded thread. */
  catchUp(): Promise<void>;
  /** Reads the newest messages of a thread again, when it is loaded. */
  refreshMessages(threadId: string): Promise<MessagePage | undefined>;
  /** The service's id of an own message, when the newest messages of its thread hold it. */
  findDelivered(message: OutgoingMessage, ownId: string): Promise<string | undefined>;
  /** The thread is there: a list of threads that was asked for before may not hold it yet. */
  notice(threadId: string): void;
  /** The thread is no longer ours: it is not read again, and answers that are on their way are left out. */
  forget(threadId: string): void;
}

/** What the reader needs of the session. */
export interface ReaderPorts {
  readonly client: ChatClient;
  emit(event: ChatEvent): void;
  /** Whether the service keeps receipts for the thread. */
  keepsReceipts(threadId: string): boolean;
}

export function createChatReader({ client, emit, keepsReceipts }: ReaderPorts): ChatReader {
  /** What completed lists have covered, by loaded thread. Events never move it. */
  const ranges = new Map<string, LoadedRange>();
  const withReceipts = new Set<string>();
  const withParticipants = new Set<string>();
  const presence = createThreadPresence();
  const thread = (threadId: string): ChatThreadClient => client.getChatThreadClient(threadId);

  function emitMessages(
    threadId: string,
    messages: readonly ChatMessage[],
    rest: { position: 'newest' | 'older'; joined: boolean; olderCursor: string | null },
  ): MessagePage {
    emit({
      type: 'messages-listed',
      threadId,
      messages: messages.map((message) => toServerMessage(threadId, message)),
      ...rest,
    });
    return { olderCursor: rest.olderCursor, count: messages.length };
  }

  /** A range that takes the place of whatever was loaded. */
  function startRange(
    threadId: string,
    messages: readonly ChatMessage[],
    olderCursor: string | null,
  ): MessagePage {
    const newest = messages[0]?.id ?? '';
    ranges.set(threadId, { newest, oldest: messages.at(-1)?.id ?? '', olderCursor });
    return emitMessages(threadId, messages, { position: 'newest', joined: false, olderCursor });
  }

  async function loadNewest(threadId: string, pageSize: number): Promise<MessagePage> {
    const isStillThere = presence.watch(threadId);
    const { messages, olderCursor } = await readPage(thread(threadId), pageSize);
    if (!isStillThere()) return { olderCursor, count: 0 };
    return startRange(threadId, messages, olderCursor);
  }

  async function loadOlder(
    threadId: string,
    pageSize: number,
    cursor: string,
  ): Promise<MessagePage> {
    const { messages, olderCursor } = await readPage(thread(threadId), pageSize, cursor);
    const range = ranges.get(threadId);
    // In the meantime a gap may have replaced the range that this page continues, or the same page may have come already.
    if (range?.olderCursor !== cursor) return { olderCursor, count: 0 };
    const oldest = messages.at(-1)?.id ?? range.oldest;
    ranges.set(threadId, { ...range, oldest, olderCursor });
    return emitMessages(threadId, messages, { position: 'older', joined: true, olderCursor });
  }

  async function refreshMessages(threadId: string): Promise<MessagePage | undefined> {
    const known = ranges.get(threadId);
    if (known === undefined) return undefined;
    const isStillThere = presence.watch(threadId);
    const listed: ChatMessage[] = [];
    let olderCursor: string | null = null;
    let joined = false;
    for (let page = 0; page < maxCatchUpPages && !joined; page += 1) {
      const next = await readPage(
        thread(threadId),
        chatLimits.maxPageSize,
        olderCursor ?? undefined,
      );
      listed.push(...next.messages);
      olderCursor = next.olderCursor;
      const oldest = listed.at(-1)?.id;
      joined =
        olderCursor === null || (oldest !== undefined && compareIds(oldest, known.newest) <= 0);
    }
    const range = ranges.get(threadId);
    if (range === undefined || !isStillThere()) return { olderCursor, count: 0 };
    if (!joined) return startRange(threadId, listed, olderCursor);
    // What lies above the range is left to paging, which knows where it goes on.
    const messages = listed.filter((message) => compareIds(message.id, range.oldest) >= 0);
    ranges.set(threadId, { ...range, newest: messages[0]?.id ?? range.newest });
    return emitMessages(threadId, messages, { position: 'newest', joined, olderCursor });
  }

  function forget(threadId: string): void {
    presence.left(threadId);
    ranges.delete(threadId);
    withReceipts.delete(threadId);
    withParticipants.delete(threadId);
  }

  async function loadThreads(): Promise<{ count: number }> {
    const list = presence.beginList();
    try {
      const threads = [];
      for await (const item of client.listChatThreads()) {
        if (item.deletedOn === undefined) threads.push(toThreadSnapshot(item));
      }
      const present = list.correct(threads);
      const ids = new Set(present.map(({ id }) => id));
      for (const id of [...ranges.keys(), ...withReceipts, ...withParticipants]) {
        if (!ids.has(id)) forget(id);
      }
      emit({ type: 'threads-listed', threads: present, complete: true });
      return { count: present.length };
    } finally {
      list.end();
    }
  }

  async function loadParticipants(threadId: string): Promise<{ count: number }> {
    const isStillThere = presence.watch(threadId);
    const participants = [];
    for await (const one of thread(threadId).listParticipants())
      participants.push(toParticipant(one));
    if (isStillThere()) {
      withParticipants.add(threadId);
      emit({ type: 'participants-listed', threadId, participants });
    }
    return { count: participants.length };
  }

  async function loadReceipts(threadId: string): Promise<{ count: number }> {
    if (!keepsReceipts(threadId)) return { count: 0 };
    const isStillThere = presence.watch(threadId);
    const receipts = [];
    for await (const one of thread(threadId).listReadReceipts()) receipts.push(toReadReceipt(one));
    if (isStillThere()) {
      withReceipts.add(threadId);
      for (const receipt of receipts) emit({ type: 'receipt-received', threadId, receipt });
    }
    return { count: receipts.length };
  }

  return {
    loadThreads,
    async loadThread(threadId) {
      const isStillThere = presence.watch(threadId);
      const properties = await thread(threadId).getProperties();
      if (isStillThere()) emit({ type: 'thread-upserted', thread: toThreadSnapshot(properties) });
    },
    async loadMessages(threadId, { cursor, pageSize = defaultPageSize } = {}) {
      if (cursor !== undefined) return loadOlder(threadId, pageSize, cursor);
      return (await refreshMessages(threadId)) ?? loadNewest(threadId, pageSize);
    },
    loadParticipants,
    loadReceipts,
    async catchUp() {
      await loadThreads();
      await Promise.all([...ranges.keys()].map((id) => unlessGone(refreshMessages(id))));
      await Promise.all([...withParticipants].map((id) => unlessGone(loadParticipants(id))));
      await Promise.all([...withReceipts].map((id) => unlessGone(loadReceipts(id))));
    },
    refreshMessages,
    findDelivered: (message, ownId) => findDelivered(thread(message.threadId), message, ownId),
    notice: presence.came,
    forget,
  };
}

/** One thread that was lost while the others are read must not keep them all out of date. */
async function unlessGone(read: Promise<unknown>): Promise<void> {
  try {
    await read;
  } catch (error) {
    const isGone =
      isChatClientError(error) && (error.statusCode === 403 || error.statusCode === 404);
    if (!isGone) throw error;
  }
}
