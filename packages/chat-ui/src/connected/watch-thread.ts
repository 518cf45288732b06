import type { ChatStore } from '@confab/chat-react';
import type { Message } from '@confab/chat-core/model';
import type { MessageReads, ThreadState } from '@confab/chat-core/state';

/** Told what happens in a thread from now on. */
export interface ThreadListener {
  /** A person has written a message, and it has arrived at the live end. Oldest first. */
  readonly onArrived: (message: Message, thread: ThreadState) => void;
  /** Sending an own message has failed. */
  readonly onFailed: (message: Message) => void;
}

/**
 * Watches one thread of a store, from the moment in which it had the rows `keysAtStart`: `undefined` when it was not loaded. A change costs a look at the rows that are new or unsent, however long the thread is. Returns what ends
 * it.
 */
export function watchThread(
  store: ChatStore,
  threadId: string,
  listener: ThreadListener,
  keysAtStart: readonly string[] | undefined,
  reads: MessageReads,
): () => void {
  const first = store.getState().threads.get(threadId);
  let before: ThreadState | undefined;
  let newestId: string | undefined;
  let failed = new Set(first === undefined ? [] : unsent(first).filter(isFailed).map(keyOf));

  function tellArrived(thread: ThreadState): void {
    if (!thread.isLoaded) {
      newestId = undefined;
      return;
    }
    const known = newestId;
    newestId = newestIdOf(thread);
    // The first page is history, and so is a page that stands far from what was there.
    if (known === undefined || thread.messageKeys === before?.messageKeys) return;
    const arrived = newerThan(thread, known, reads);
    if (arrived === undefined) return;
    for (const message of arrived.toReversed()) {
      if (reads.isFromPerson(message) && message.deletedAt === undefined)
        listener.onArrived(message, thread);
    }
  }

  function tellFailed(thread: ThreadState): void {
    const now = unsent(thread).filter(isFailed);
    for (const message of now) if (!failed.has(message.rowKey)) listener.onFailed(message);
    failed = new Set(now.map(keyOf));
  }

  if (first !== undefined) {
    if (keysAtStart !== undefined) newestId = newestIdOf({ ...first, messageKeys: keysAtStart });
    tellArrived(first);
    before = first;
  }
  return store.subscribe(() => {
    const now = store.getState().threads.get(threadId);
    if (now === before || now === undefined) return;
    tellArrived(now);
    tellFailed(now);
    before = now;
  });
}

const keyOf = (message: Message): string => message.rowKey;
const isFailed = (message: Message): boolean => message.sendState === 'failed';

/** Own messages that the service does not have; they stand at the end. */
function unsent(thread: ThreadState): Message[] {
  const found: Message[] = [];
  for (const message of fromEnd(thread)) {
    if (message.id !== undefined) break;
    found.push(message);
  }
  return found;
}

/** Empty when there is none; every id is newer than that. */
function newestIdOf(thread: ThreadState): string {
  for (const message of fromEnd(thread)) if (message.id !== undefined) return message.id;
  return '';
}

/** The messages after `id`, newest first; `undefined` when nothing as old as it is among the rows. */
function newerThan(
  thread: ThreadState,
  id: string,
  { compareIds: compare }: MessageReads,
): Message[] | undefined {
  const found: Message[] = [];
  for (const message of fromEnd(thread)) {
    if (message.id === undefined) continue;
    if (compare(message.id, id) <= 0) return found;
    found.push(message);
  }
  return id === '' ? found : undefined;
}

function* fromEnd({ messageKeys, rows }: ThreadState): Generator<Message> {
  for (let index = messageKeys.length - 1; index >= 0; index -= 1) {
    const message = rows.get(messageKeys[index] ?? '');
    if (message !== undefined) yield message;
  }
}
