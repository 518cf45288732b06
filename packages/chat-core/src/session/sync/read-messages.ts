import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { chatLimits } from '../../model/limits.ts';
import { callOnce } from '../../rest/call-once.ts';
import type { OutgoingMessage, ServerMessage } from '../chat-event.ts';
import { toServerMessage } from '../to-entities.ts';
import { readListPages } from './list-pages.ts';
import type { ReadTurn } from './reads.ts';

/** This device's clock may be so far off, in ms, from the service's, by which messages are dated. */
const clockToleranceMs = 86_400_000;

/** A page of messages, the newest first. */
export interface Page {
  readonly messages: readonly ServerMessage[];
  /** Where the next older page begins; `null` on the last one. */
  readonly olderCursor: string | null;
}

/** Which messages are listed. */
export interface PageRequest {
  /** Default: the most that the service gives. */
  readonly pageSize?: number;
  /** Where to go on. Default: the newest messages. */
  readonly cursor?: string | undefined;
  readonly startTime?: Date | undefined;
}

/** Reads page after page of messages, each when it is asked for. */
export async function* readPages(
  thread: ChatThreadClient,
  turn: ReadTurn,
  { pageSize = chatLimits.maxPageSize, cursor, startTime }: PageRequest = {},
): AsyncGenerator<Page, void> {
  const list = thread.listMessages({
    maxPageSize: pageSize,
    ...callOnce(turn.signal),
    ...(startTime !== undefined && { startTime }),
  });
  for await (const page of readListPages(list, turn, cursor)) {
    yield {
      messages: page.items.map((message) => toServerMessage(thread.threadId, message)),
      olderCursor: page.cursor,
    };
  }
}

/** Reads one page. */
export async function readPage(
  thread: ChatThreadClient,
  turn: ReadTurn,
  request?: PageRequest,
): Promise<Page> {
  for await (const page of readPages(thread, turn, request)) {
    // A page that leads to itself would be read for ever. To go on with it is the error that it should be.
    if (page.olderCursor === null || page.olderCursor !== request?.cursor) return page;
  }
  return { messages: [], olderCursor: null };
}

/**
 * The service's ids of an own message, the oldest first; more than one when it was stored more than once.
 *
 * @param sinceMs - The service's time before which it cannot have been stored. Default: well before it was written.
 */
export async function findDelivered(
  thread: ChatThreadClient,
  turn: ReadTurn,
  { clientMessageId, createdAt }: OutgoingMessage,
  ownId: string,
  sinceMs: number | undefined,
): Promise<readonly string[]> {
  const found: string[] = [];
  const startTime = sinceMs === undefined ? undefined : new Date(sinceMs);
  for await (const { messages } of readPages(thread, turn, { startTime })) {
    for (const row of messages) {
      if (row.senderId === ownId && row.clientMessageId === clientMessageId) found.unshift(row.id);
    }
    const oldestAt = messages.at(-1)?.createdAt ?? 0;
    if (sinceMs === undefined && oldestAt < createdAt - clockToleranceMs) break;
  }
  return found;
}
