import { ChatServiceError, notFound } from '../service-error.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { AttachmentRow } from '../storage/rows.ts';
import { canReadMessage, requireParticipant, requireReader } from './access.ts';
import { nextVersion } from './append-message.ts';
import type { WorkUnit } from './work-unit.ts';

/** Milliseconds within which an upload has to end. */
const longestUploadMs = 30 * 60_000;

/** Milliseconds after which the bytes of an upload that never ended are removed: later, also by another computer's clock. */
const abandonedAfterMs = 2 * longestUploadMs;

/** An upload whose bytes may be stored now. */
export interface Upload {
  readonly threadId: string;
  readonly attachmentId: string;
  readonly startedAt: number;
}

/** What an upload turned out to be. */
export interface UploadedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
}

/**
 * Lets a present participant store bytes under a new id. They are noted for removal before there are any, so that nothing
 * is left of an upload whose process ends with it.
 *
 * @param bytes How many at least are to come.
 * @param most Bytes that all attachments of a thread may have together.
 */
export async function beginUpload(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  bytes: number,
  most: number,
): Promise<Upload> {
  await requireParticipant(unit.tx, actorId, threadId);
  await requireRoom(unit.tx, threadId, bytes, most);
  const attachmentId = unit.random.uuid().replaceAll('-', '');
  const { now: startedAt } = unit;
  await unit.tx.putAttachmentRemoval({ attachmentId, dueAt: startedAt + abandonedAfterMs });
  return { threadId, attachmentId, startedAt };
}

/** Makes the stored bytes an attachment of the thread, if the uploader is still in it and it still has room. */
export async function finishUpload(
  unit: WorkUnit,
  actorId: string,
  { threadId, attachmentId, startedAt }: Upload,
  file: UploadedFile,
  most: number,
): Promise<AttachmentRow> {
  const { thread } = await requireParticipant(unit.tx, actorId, threadId);
  await requireRoom(unit.tx, threadId, file.bytes, most);
  if (unit.now - startedAt > longestUploadMs) {
    throw new ChatServiceError(
      'RequestTimeout',
      'The upload took more than 30 minutes, so the file was not stored. Send it again over a faster connection.',
    );
  }
  const row: AttachmentRow = {
    threadId,
    attachmentId,
    uploaderId: actorId,
    ...file,
    // Among the versions of the thread, so that it comes after the removal of somebody also when the clock steps back.
    createdAt: nextVersion(thread, unit.now),
  };
  await unit.tx.putAttachment(row);
  await unit.tx.dropAttachmentRemoval(attachmentId);
  return row;
}

/**
 * An attachment that the caller may read: as with messages, somebody who was removed may read those from before his
 * removal, and somebody with a `shareHistoryTime` those from then on.
 *
 * @throws NotFound, whether it is missing or hidden from him.
 */
export async function getAttachment(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
  attachmentId: string,
): Promise<AttachmentRow> {
  const { participant } = await requireReader(tx, actorId, threadId);
  const row = await tx.getAttachment(threadId, attachmentId);
  if (row === undefined || !canReadMessage(participant, row.createdAt)) throw attachmentNotFound();
  return row;
}

/** The error for an attachment that is missing, removed or hidden from the caller: all look alike. */
export function attachmentNotFound(): Error {
  return notFound(
    'There is no such attachment in this thread, so nothing was done. Check the address.',
  );
}

async function requireRoom(
  tx: ReadTransaction,
  threadId: string,
  bytes: number,
  most: number,
): Promise<void> {
  if ((await tx.sumAttachmentBytes(threadId)) + bytes <= most) return;
  throw new ChatServiceError(
    'QuotaExceeded',
    `The attachments of this thread would have more than ${most} bytes together, so the file was not stored. Send it in another thread.`,
  );
}
