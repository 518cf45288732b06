import { limits } from '../limits.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { ReceiptRow } from '../storage/rows.ts';
import { formatDate, formatIdentifier } from '../wire/format.ts';
import { canReadMessage, requireMessage, requireParticipant } from './access.ts';
import { appendThreadEvent } from './events.ts';
import type { WorkUnit } from './work-unit.ts';

/**
 * Notes that the caller has read up to this message and tells the others. A receipt never moves back, and in a
 * thread of more than 20 people it is accepted but not kept, as on Azure.
 */
export async function sendReadReceipt(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  messageId: number,
): Promise<void> {
  const access = await requireParticipant(unit.tx, actorId, threadId);
  await requireMessage(unit.tx, access, messageId);
  const everybody = await unit.tx.listParticipants(threadId);
  if (everybody.length > limits.signalParticipants) return;
  const before = await unit.tx.getReceipt(threadId, actorId);
  if (before !== undefined && before.messageId >= messageId) return;

  await unit.tx.putReceipt({ threadId, userId: actorId, messageId, readAt: unit.now });
  await appendThreadEvent(unit, {
    name: 'readReceiptReceived',
    threadId,
    messageId,
    ...(!unit.behaviours.ownReceiptEvents && { exceptUserId: actorId }),
    data: {
      threadId,
      senderCommunicationIdentifier: formatIdentifier(actorId),
      chatMessageId: String(messageId),
      readOn: formatDate(unit.now),
    },
  });
}

/** The receipts of the thread for messages that the caller may read; none above 20 participants. */
export async function listReadReceipts(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
): Promise<readonly ReceiptRow[]> {
  const { participant } = await requireParticipant(tx, actorId, threadId);
  const present = new Set((await tx.listParticipants(threadId)).map((row) => row.userId));
  if (present.size > limits.signalParticipants) return [];
  const receipts = await tx.listReceipts(threadId);
  return receipts.filter(
    (row) => present.has(row.userId) && canReadMessage(participant, row.messageId),
  );
}
