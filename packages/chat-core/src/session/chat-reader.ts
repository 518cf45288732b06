import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import { compareIds } from '../model/compare-ids.ts';
import { chatLimits } from '../model/limits.ts';
import type { ChatMessage } from '../models.ts';
import type { ChatEvent, OutgoingMessage, ThreadSnapshot } from './chat-event.ts';
import { toParticipant, toReadReceipt, toServerMessage, toThreadSnapshot } from './to-entities.ts';

/** What a page of messages leaves behind. The messages themselves are in the event stream. */
export interface MessagePage {
  /** Cursor of the next older page; `null` at the start of the history. */
  readonly olderCursor: string | null;
  /** Rows in this page. */
  readonly count: number;
}

/** Ids of the newest and the oldest message of a loaded range. */
interface Window {
  readonly newest: string;
  readonly oldest: string;
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
  /** The thread is no longer ours: it is not read again. */
  forget(threadId: string): void;
}

export function createChatReader(client: ChatClient, emit: (event: ChatEvent) => void): ChatReader {
  /** What completed lists have covered, by loaded thread. Events never move it. */
  const windows = new Map<string, Window>();
  const withReceipts = new Set<string>();
  const withParticipants = new Set<string>();
  const thread = (threadId: string): ChatThreadClient => client.getChatThreadClient(threadId);

  async function readPage(
    threadId: string,
    pageSize: number,
    cursor?: string,
  ): Promise<{ messages: readonly ChatMessage[]; olderCursor: string | null }> {
    // The pager leaves the link of the next page in these settings, as the official package does.
    const settings: { continuationToken?: string } =
      cursor === undefined ? {} : { continuationToken: cursor };
    const pages = thread(threadId).listMessages({ maxPageSize: pageSize }).byPage(settings);
    const { value } = await pages.next();
    return { messages: value ?? [], olderCursor: settings.continuationToken || null };
  }

  function emitPage(
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
    const known = rest.joined ? windows.get(threadId) : undefined;
    windows.set(threadId, {
      newest: rest.position === 'newest' ? (messages[0]?.id ?? '') : (known?.newest ?? ''),
      oldest: (rest.position === 'newest' && known?.oldest) || (messages.at(-1)?.id ?? ''),
    });
    return { olderCursor: rest.olderCursor, count: messages.length };
  }

  async function refreshMessages(threadId: string): Promise<MessagePage | undefined> {
    const known = windows.get(threadId);
    if (known === undefined) return undefined;
    const listed: ChatMessage[] = [];
    let olderCursor: string | null = null;
    let joined = false;
    for (let page = 0; page < maxCatchUpPages && !joined; page += 1) {
      const next = await readPage(threadId, chatLimits.maxPageSize, olderCursor ?? undefined);
      listed.push(...next.messages);
      olderCursor = next.olderCursor;
      const oldest = listed.at(-1)?.id;
      joined =
        olderCursor === null || (oldest !== undefined && compareIds(oldest, known.newest) <= 0);
    }
    // What lies above the window is left to paging, which knows where it goes on.
    const messages = joined
      ? listed.filter((message) => compareIds(message.id, known.oldest) >= 0)
      : listed;
    return emitPage(threadId, messages, { position: 'newest', joined, olderCursor });
  }

  async function loadThreads(): Promise<{ count: number }> {
    const threads: ThreadSnapshot[] = [];
    for await (const item of client.listChatThreads()) {
      if (item.deletedOn === undefined) threads.push(toThreadSnapshot(item));
    }
    emit({ type: 'threads-listed', threads, complete: true });
    return { count: threads.length };
  }

  async function loadParticipants(threadId: string): Promise<{ count: number }> {
    const participants = [];
    for await (const one of thread(threadId).listParticipants())
      participants.push(toParticipant(one));
    withParticipants.add(threadId);
    emit({ type: 'participants-listed', threadId, participants });
    return { count: participants.length };
  }

  async function loadReceipts(threadId: string): Promise<{ count: number }> {
    let count = 0;
    for await (const receipt of thread(threadId).listReadReceipts()) {
      emit({ type: 'receipt-received', threadId, receipt: toReadReceipt(receipt) });
      count += 1;
    }
    withReceipts.add(threadId);
    return { count };
  }

  return {
    loadThreads,
    async loadThread(threadId) {
      const properties = await thread(threadId).getProperties();
      emit({ type: 'thread-upserted', thread: toThreadSnapshot(properties) });
    },
    async loadMessages(threadId, { cursor, pageSize = defaultPageSize } = {}) {
      const refreshed = cursor === undefined ? await refreshMessages(threadId) : undefined;
      if (refreshed !== undefined) return refreshed;
      const { messages, olderCursor } = await readPage(threadId, pageSize, cursor);
      const position = cursor === undefined ? 'newest' : 'older';
      return emitPage(threadId, messages, { position, joined: true, olderCursor });
    },
    loadParticipants,
    loadReceipts,
    async catchUp() {
      await loadThreads();
      await Promise.all([...windows.keys()].map(refreshMessages));
      await Promise.all([...withParticipants].map(loadParticipants));
      await Promise.all([...withReceipts].map(loadReceipts));
    },
    refreshMessages,
    async findDelivered({ threadId, clientMessageId }, ownId) {
      const { messages } = await readPage(threadId, chatLimits.maxPageSize);
      const found = messages
        .map((message) => toServerMessage(threadId, message))
        .find((one) => one.senderId === ownId && one.clientMessageId === clientMessageId);
      return found?.id;
    },
    forget(threadId) {
      windows.delete(threadId);
      withReceipts.delete(threadId);
      withParticipants.delete(threadId);
    },
  };
}
