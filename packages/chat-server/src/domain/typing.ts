import { limits } from '../limits.ts';
import { formatDate, formatIdentifier } from '../wire/format.ts';
import { requireParticipant } from './access.ts';
import { appendThreadEvent } from './events.ts';
import type { WorkUnit } from './work-unit.ts';

/**
 * Tells everybody in the thread, the caller included, that he is typing. The notice lives in the event logs for
 * 8 seconds. Above 20 participants it is accepted but not kept, as on Azure.
 */
export async function sendTypingNotification(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  senderDisplayName: string | null,
): Promise<void> {
  await requireParticipant(unit.tx, actorId, threadId);
  const everybody = await unit.tx.listParticipants(threadId);
  if (everybody.length > limits.signalParticipants) return;
  await appendThreadEvent(unit, {
    name: 'typingIndicatorReceived',
    threadId,
    lifetimeMs: limits.typingLifetimeMs,
    data: {
      threadId,
      senderCommunicationIdentifier: formatIdentifier(actorId),
      senderDisplayName: senderDisplayName ?? '',
      receivedOn: formatDate(unit.now),
      version: String(unit.now),
    },
  });
}
