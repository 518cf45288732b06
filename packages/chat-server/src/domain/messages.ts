import { limits } from '../limits.ts';
import { forbidden, notFound } from '../service-error.ts';
import type { MessageQuery, ReadTransaction } from '../storage/chat-storage.ts';
import type {
  MessageContent,
  MessageRow,
  MessageType,
  StringRecord,
  ThreadRow,
} from '../storage/rows.ts';
import { storeHtml } from '../wire/html-content.ts';
import { announceMessage } from './announce-message.ts';
import { requireMessage, requireParticipant, requireReader, visibleSpan } from './access.ts';
import { appendMessage, nextVersion } from './append-message.ts';
import type { ChatEventName } from './events.ts';
import { runOnce } from './idempotency.ts';
import { patchMetadata } from './metadata.ts';
import type { WorkUnit } from './work-unit.ts';

/** A message to send. */
export interface OutgoingMessage {
  readonly content: string;
  readonly type: 'text' | 'html';
  readonly senderDisplayName: string | null;
  readonly metadata: StringRecord;
  /** The caller's `repeatability-request-id`. */
  readonly requestId?: string | undefined;
}

/**
 * Stores a message and tells every participant, the sender included.
 * The same request id from the same user in the same thread stores one message. Returns its id.
 */
export async function sendMessage(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  outgoing: OutgoingMessage,
): Promise<number> {
  const { requestId, content, ...rest } = outgoing;
  const key = unit.behaviours.idempotentSends ? requestId : undefined;
  return await runOnce(unit, { userId: actorId, scope: `send:${threadId}`, key }, async () => {
    const { thread } = await requireParticipant(unit.tx, actorId, threadId);
    const { message } = await appendMessage(unit, thread, {
      ...rest,
      content: createContent(outgoing.type, content),
      senderId: actorId,
    });
    await announceMessage(unit, 'chatMessageReceived', message);
    return message.messageId;
  });
}

/** What a message update changes; what is left out stays. A metadata key with `null` is removed. */
export interface MessagePatch {
  readonly content?: string;
  readonly metadata?: Readonly<Record<string, string | null>>;
}

/** Edits a message. Only its author may, and only while it is not deleted. */
export async function updateMessage(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  messageId: number,
  patch: MessagePatch,
): Promise<void> {
  const { thread, message } = await requireAuthor(unit.tx, actorId, threadId, messageId);
  if (message.deletedAt !== null) {
    throw notFound('The message was deleted, so it cannot be edited. Send a new one.');
  }
  const version = nextVersion(thread, unit.now);
  await storeChange(unit, thread, 'chatMessageEdited', {
    ...message,
    version,
    editedAt: version,
    content:
      patch.content === undefined ? message.content : createContent(message.type, patch.content),
    metadata: patchMetadata(
      unit.behaviours,
      message.metadata,
      patch.metadata,
      unit.behaviours.messageMetadataBytes,
      limits.messageMetadataKeys,
    ),
  });
}

/** Deletes a message: its row stays as a tombstone without content. Deleting it again changes nothing. */
export async function deleteMessage(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  messageId: number,
): Promise<void> {
  const { thread, message } = await requireAuthor(unit.tx, actorId, threadId, messageId);
  if (message.deletedAt !== null) return;
  const version = nextVersion(thread, unit.now);
  await storeChange(unit, thread, 'chatMessageDeleted', {
    ...message,
    version,
    deletedAt: version,
    content: null,
    metadata: {},
  });
}

/** One message, if the caller may read it. */
export async function getMessage(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
  messageId: number,
): Promise<MessageRow> {
  return await requireMessage(tx, await requireReader(tx, actorId, threadId), messageId);
}

/** The messages that the caller may read, newest first. */
export async function listMessages(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
  query: MessageQuery,
): Promise<readonly MessageRow[]> {
  const { participant } = await requireReader(tx, actorId, threadId);
  const span = visibleSpan(participant);
  return await tx.listMessages(threadId, {
    ...query,
    ...span,
    fromId: Math.max(query.fromId ?? 0, span.fromId ?? 0),
    untilId: Math.min(query.untilId ?? Infinity, span.untilId ?? Infinity),
  });
}

async function requireAuthor(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
  messageId: number,
): Promise<{ thread: ThreadRow; message: MessageRow }> {
  const access = await requireParticipant(tx, actorId, threadId);
  const message = await requireMessage(tx, access, messageId);
  if (message.senderId !== actorId) {
    throw forbidden('Only the author of a message may change it, so it was left as it is.');
  }
  return { thread: access.thread, message };
}

async function storeChange(
  unit: WorkUnit,
  thread: ThreadRow,
  event: ChatEventName,
  message: MessageRow,
): Promise<void> {
  await unit.tx.putMessage(message);
  await unit.tx.putThread({ ...thread, lastVersion: message.version });
  await announceMessage(unit, event, message);
}

function createContent(type: MessageType, text: string): MessageContent {
  return type === 'html' ? storeHtml(text) : { message: text };
}
