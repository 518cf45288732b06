import type { ChatThreadClient } from '../chat-thread-client.ts';
import { chatLimits } from '../model/limits.ts';
import type { ChatMessage } from '../models.ts';
import type { OutgoingMessage } from './chat-event.ts';
import { toServerMessage } from './to-entities.ts';

/** An own message is looked for among the newest 2,000 at most. */
const maxSearchPages = 10;
/** This device's clock may be so far off, in ms, from the service's, by which messages are dated. */
const clockToleranceMs = 86_400_000;

/** Reads one page of a thread's messages, the newest first, and where the next older one begins. */
export async function readPage(
  thread: ChatThreadClient,
  pageSize: number,
  cursor?: string,
): Promise<{ messages: readonly ChatMessage[]; olderCursor: string | null }> {
  // The pager leaves the link of the next page in these settings, as the official package does.
  const settings: { continuationToken?: string } =
    cursor === undefined ? {} : { continuationToken: cursor };
  const pages = thread.listMessages({ maxPageSize: pageSize }).byPage(settings);
  const { value } = await pages.next();
  return { messages: value ?? [], olderCursor: settings.continuationToken || null };
}

/** The service's id of an own message, when the thread holds it. Reads back to well before the message was written. */
export async function findDelivered(
  thread: ChatThreadClient,
  { threadId, clientMessageId, createdAt }: OutgoingMessage,
  ownId: string,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < maxSearchPages; page += 1) {
    const { messages, olderCursor } = await readPage(thread, chatLimits.maxPageSize, cursor);
    const rows = messages.map((message) => toServerMessage(threadId, message));
    const found = rows.find(
      (row) => row.senderId === ownId && row.clientMessageId === clientMessageId,
    );
    if (found !== undefined) return found.id;
    const oldest = rows.at(-1);
    const isTooOld = oldest === undefined || oldest.createdAt < createdAt - clockToleranceMs;
    if (olderCursor === null || isTooOld) return undefined;
    cursor = olderCursor;
  }
  return undefined;
}
