import { ChatServiceError, forbidden, notFound } from '../service-error.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { MessageRow, ParticipantRow, ThreadMember, ThreadRow } from '../storage/rows.ts';

/** A thread seen by someone who is, or was, in it. */
export interface ThreadAccess {
  readonly thread: ThreadRow;
  readonly participant: ParticipantRow;
}

/** The error for a thread that is missing, deleted, or none of the caller's business: all three look alike. */
export function threadNotFound(): Error {
  return new ChatServiceError(
    'NotFound',
    'There is no such thread, or you are not in it, so nothing was done. Check the thread id, or ask a participant to add you.',
    { hidesThread: true },
  );
}

/**
 * The thread, for a present participant or one who was removed (he keeps what he could read).
 * @throws NotFound for everybody else.
 */
export async function requireReader(
  tx: ReadTransaction,
  userId: string,
  threadId: string,
): Promise<ThreadAccess> {
  const thread = await tx.getThread(threadId);
  const participant = await tx.getParticipant(threadId, userId);
  if (thread === undefined || thread.deletedAt !== null || participant === undefined) {
    throw threadNotFound();
  }
  return { thread, participant };
}

/**
 * The thread, for a present participant.
 * @throws NotFound for strangers, Forbidden for someone who was removed.
 */
export async function requireParticipant(
  tx: ReadTransaction,
  userId: string,
  threadId: string,
): Promise<ThreadAccess> {
  const access = await requireReader(tx, userId, threadId);
  if (access.participant.removedAt !== null) {
    throw forbidden(
      'You were removed from this thread, so nothing was done. You can still read what was sent until then.',
    );
  }
  return access;
}

type Reader = Pick<ThreadMember, 'shareHistoryTime'> & Partial<Pick<ParticipantRow, 'removedAt'>>;

/** Whether the user is in the thread now. */
export async function isPresent(
  tx: ReadTransaction,
  userId: string,
  threadId: string,
): Promise<boolean> {
  const participant = await tx.getParticipant(threadId, userId);
  return participant !== undefined && participant.removedAt === null;
}

/** The span of message ids (= times of creation, ms) that this participant may read. */
export function visibleSpan(participant: Reader): { fromId?: number; untilId?: number } {
  return {
    ...(participant.shareHistoryTime !== null && { fromId: participant.shareHistoryTime }),
    ...(typeof participant.removedAt === 'number' && { untilId: participant.removedAt }),
  };
}

/** Whether this participant may read the message with this id. */
export function canReadMessage(participant: Reader, messageId: number): boolean {
  const { fromId = -Infinity, untilId = Infinity } = visibleSpan(participant);
  return messageId >= fromId && messageId <= untilId;
}

/**
 * A message that this participant may read.
 * @throws NotFound, whether it is missing or hidden from him.
 */
export async function requireMessage(
  tx: ReadTransaction,
  { thread, participant }: ThreadAccess,
  messageId: number,
): Promise<MessageRow> {
  const message = await tx.getMessage(thread.threadId, messageId);
  if (message === undefined || !canReadMessage(participant, messageId)) {
    throw notFound(
      'There is no such message in this thread, so nothing was done. Check the message id.',
    );
  }
  return message;
}
