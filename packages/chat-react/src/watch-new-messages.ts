import type { Message } from '@confab/chat-core';
import type { ChatEvent, ServerMessage } from '@confab/chat-core/session';
import type { MessageReads } from '@confab/chat-core/state';
import type { ChatContextValue } from './chat-context.ts';

/** So many messages are remembered to tell a repetition from news. */
const maxRemembered = 500;

/**
 * Calls the listener once for each message that somebody else has written from now on: when it arrives, and in loaded threads also when
 * it is caught up with after a lost connection. Messages of before, which paging brings, edits and deletions are no news.
 *
 * @param reads - Those of chat-core, which are not imported here.
 */
export function watchNewMessages(
  { session, store }: ChatContextValue,
  listener: (message: Message) => void,
  { compareIds, isFromPerson, messageOf }: MessageReads,
): () => void {
  /** By thread, the newest message that is known and not remembered. */
  const newest = new Map<string, string>();
  const remembered = new Map<string, ServerMessage>();

  function noteKnown({ threadId, id = '' }: Message | ServerMessage): void {
    if (compareIds(id, newest.get(threadId) ?? '') > 0) newest.set(threadId, id);
  }

  for (const { rows } of store.getState().threads.values()) {
    for (const message of rows.values()) noteKnown(message);
  }

  /** Whether the message was never heard of. From now on it was. */
  function isFirst(message: ServerMessage): boolean {
    const { threadId, id } = message;
    const key = `${threadId} ${id}`;
    const isKnown = compareIds(id, newest.get(threadId) ?? '') <= 0 || remembered.has(key);
    if (isKnown) return false;
    remembered.set(key, message);
    const [oldest] = remembered;
    if (remembered.size > maxRemembered && oldest !== undefined) {
      remembered.delete(oldest[0]);
      noteKnown(oldest[1]);
    }
    return true;
  }

  function firstHeardIn(event: ChatEvent): readonly ServerMessage[] {
    if (event.type === 'message-upserted') {
      const { message } = event;
      // An edit of a message that was not known may be one of long ago.
      const isChange = message.editedAt !== undefined || message.deletedAt !== undefined;
      return isFirst(message) && !isChange ? [message] : [];
    }
    // Whoever is back in a thread, or opens it again, reads its history.
    if (event.type === 'thread-removed' || event.type === 'thread-unloaded')
      newest.delete(event.threadId);
    if (event.type !== 'messages-listed') return [];
    const { threadId, messages, position } = event;
    // The first page of a thread is its history.
    if (position === 'newest' && newest.has(threadId))
      return messages.filter(isFirst).toSorted((a, b) => compareIds(a.id, b.id));
    newest.set(threadId, newest.get(threadId) ?? '');
    messages.forEach(noteKnown);
    return [];
  }

  return session.subscribe((batch) => {
    const thrown: unknown[] = [];
    for (const first of batch.flatMap(firstHeardIn)) {
      const thread = store.getState().threads.get(first.threadId);
      const message = (thread && messageOf(thread, first.id)) ?? toMessage(first);
      if (message.senderId === session.userId || !isFromPerson(message)) continue;
      try {
        listener(message);
      } catch (error) {
        thrown.push(error);
      }
    }
    if (thrown.length > 0) throw new AggregateError(thrown, 'A listener of messages has thrown.');
  });
}

/** A message that has no row: in a thread with a gap, for example. */
function toMessage(message: ServerMessage): Message {
  return { ...message, rowKey: message.id, sendState: 'sent' };
}
