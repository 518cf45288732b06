import type { MessageRow } from '../storage/rows.ts';
import { formatMessageOfEvent } from '../wire/format.ts';
import { appendThreadEvent } from './events.ts';
import type { ChatEventName } from './events.ts';
import type { WorkUnit } from './work-unit.ts';

/** Tells those who may read the message what happened to it. */
export async function announceMessage(
  unit: WorkUnit,
  name: ChatEventName,
  message: MessageRow,
): Promise<void> {
  const { threadId, messageId } = message;
  const data = { threadId, message: formatMessageOfEvent(message, unit.behaviours) };
  await appendThreadEvent(unit, { name, threadId, messageId, data });
}

/** Tells the thread of a message that the service wrote, if the service is to behave so. */
export async function announceSystemMessage(unit: WorkUnit, message: MessageRow): Promise<void> {
  if (unit.behaviours.systemMessageEvents) {
    await announceMessage(unit, 'chatMessageReceived', message);
  }
}
