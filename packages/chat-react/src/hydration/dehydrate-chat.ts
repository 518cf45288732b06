import type { Message, Participant, ReadReceipt } from '@confab/chat-core';
import type {
  ChatEvent,
  ChatSession,
  ServerMessage,
  ThreadSnapshot,
} from '@confab/chat-core/session';
import { trimmedCursor, type ThreadState } from '@confab/chat-core/state';
import { createChatStore, hydrateStore } from '../chat-store.ts';

/** What a server knew of a user's chat when it rendered the page. It is JSON. */
export interface DehydratedChat {
  readonly version: 1;
  /** Raw id of the user whose chat it is. */
  readonly userId: string;
  /** The whole list of threads; absent when it was not loaded. */
  readonly threads?: readonly ThreadSnapshot[];
  /** The threads whose messages were loaded. */
  readonly loaded: readonly DehydratedThread[];
}

/** What was loaded of one thread. */
export interface DehydratedThread {
  readonly thread: ThreadSnapshot;
  /** The newest ones, oldest first. */
  readonly messages: readonly ServerMessage[];
  /** Whether the history goes on above them. */
  readonly hasOlder: boolean;
  readonly participants?: readonly Participant[];
  readonly receipts: readonly ReadReceipt[];
}

/** Options of {@link dehydrateChat}. */
export interface DehydrateOptions {
  /** Threads whose messages go along. Default: all that are loaded. */
  readonly threadIds?: readonly string[];
  /** Messages of each thread, the newest ones. Default 50. */
  readonly maxMessages?: number;
}

/**
 * Takes what a session has loaded, on a server, to the page: `JSON.stringify` it, replace every `<` by `\u003c` when you put it
 * into a script, and hand it to `ChatHydration` there. What is unsent does not go along.
 *
 * @example
 * await session.loadMessages(threadId);
 * const dehydrated = dehydrateChat(session);
 */
export function dehydrateChat(
  session: ChatSession,
  { threadIds, maxMessages = 50 }: DehydrateOptions = {},
): DehydratedChat {
  const { threads, threadIds: listed, areThreadsLoaded } = createChatStore(session).getState();
  const loaded = [...threads.values()].filter(
    ({ id, isLoaded }) => isLoaded && (threadIds === undefined || threadIds.includes(id)),
  );
  return {
    version: 1,
    userId: session.userId,
    ...(areThreadsLoaded && {
      threads: listed.flatMap((id) => {
        const thread = threads.get(id);
        return thread === undefined ? [] : [toSnapshot(thread)];
      }),
    }),
    loaded: loaded.map((thread) => dehydrateThread(thread, maxMessages)),
  };
}

/**
 * Puts what `dehydrateChat` gave on the server into the store of a session, before anything is rendered with it: the page is then
 * hydrated with exactly that, and the session reads anew what it shows. What the session has loaded itself already is left alone.
 *
 * @throws Error when the data are another user's, or were not made by this version of `dehydrateChat`: nothing is taken over then.
 */
export function hydrateChat(session: ChatSession, dehydrated: DehydratedChat): void {
  if (dehydrated.version !== 1 || !Array.isArray(dehydrated.loaded)) {
    throw new Error(
      'These data are not what dehydrateChat of this version gives, so nothing was taken over and the chat loads afresh. Use the same version of @confab/chat-react on the server.',
    );
  }
  if (dehydrated.userId !== session.userId) {
    throw new Error(
      `These data are the chat of ${dehydrated.userId}, and the session is that of ${session.userId}, so nothing was taken over. Render the page for the user who is signed in.`,
    );
  }
  const { threads: known, areThreadsLoaded } = createChatStore(session).getState();
  const { threads, loaded } = dehydrated;
  const events: ChatEvent[] = [];
  if (threads !== undefined && !areThreadsLoaded)
    events.push({ type: 'threads-listed', threads, complete: true });
  for (const one of loaded) {
    if (known.get(one.thread.id)?.isLoaded !== true) events.push(...hydrateThread(one));
  }
  if (events.length > 0) hydrateStore(session, events);
}

function dehydrateThread(thread: ThreadState, maxMessages: number): DehydratedThread {
  const known = thread.messageKeys.flatMap((key) => {
    const message = thread.rows.get(key);
    return message?.id === undefined ? [] : [toServerMessage(message, message.id)];
  });
  const messages = known.slice(-maxMessages);
  const { participants, receipts } = thread;
  return {
    thread: toSnapshot(thread),
    messages,
    hasOlder: messages.length < known.length || typeof thread.olderCursor === 'string',
    ...(participants !== undefined && { participants }),
    receipts: [...receipts.values()],
  };
}

function hydrateThread({
  thread,
  messages,
  hasOlder,
  participants,
  receipts,
}: DehydratedThread): readonly ChatEvent[] {
  const threadId = thread.id;
  const [oldest] = messages;
  return [
    { type: 'thread-upserted', thread },
    {
      type: 'messages-listed',
      threadId,
      messages,
      position: 'newest',
      joined: false,
      olderCursor: hasOlder && oldest !== undefined ? trimmedCursor(oldest.id) : null,
    },
    ...(participants === undefined
      ? []
      : [{ type: 'participants-listed', threadId, participants } as const]),
    ...receipts.map((receipt) => ({ type: 'receipt-received', threadId, receipt }) as const),
  ];
}

function toSnapshot(thread: ThreadState): ThreadSnapshot {
  const { id, topic, createdAt, createdById, lastMessageAt } = thread;
  return {
    id,
    topic,
    ...(createdAt !== undefined && { createdAt }),
    ...(createdById !== undefined && { createdById }),
    ...(lastMessageAt !== undefined && { lastMessageAt }),
  };
}

function toServerMessage(message: Message, id: string): ServerMessage {
  const {
    rowKey: _key,
    sendState: _state,
    pendingChange: _pending,
    failedChange: _failed,
    ...rest
  } = message;
  return { ...rest, id };
}
