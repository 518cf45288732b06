import { limits } from '../limits.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { EventRow, ParticipantRow, ThreadRow } from '../storage/rows.ts';
import { formatDate, formatParticipant } from '../wire/format.ts';
import type { WireParticipant } from '../wire/format.ts';
import type { WorkUnit } from './work-unit.ts';

/** The ten events that a thread can cause, under the names that the official client gives them. */
export type ChatEventName =
  | 'chatMessageReceived'
  | 'chatMessageEdited'
  | 'chatMessageDeleted'
  | 'typingIndicatorReceived'
  | 'readReceiptReceived'
  | 'chatThreadCreated'
  | 'chatThreadPropertiesUpdated'
  | 'chatThreadDeleted'
  | 'participantsAdded'
  | 'participantsRemoved';

/** One event for several users. */
export interface ThreadEvent {
  readonly name: ChatEventName;
  readonly threadId: string;
  /** Raw ids. */
  readonly recipients: Iterable<string>;
  readonly data: object;
  /** Milliseconds after which nobody needs it. */
  readonly lifetimeMs?: number;
}

/** Writes the event to the log of each recipient, in the transaction of the change that caused it. */
export async function appendThreadEvent(unit: WorkUnit, event: ThreadEvent): Promise<void> {
  const row = {
    event: event.name,
    threadId: event.threadId,
    data: JSON.stringify(event.data),
    expiresAt: event.lifetimeMs === undefined ? null : unit.now + event.lifetimeMs,
  };
  for (const userId of event.recipients) {
    await unit.tx.appendEvent(userId, row, { now: unit.now, keep: limits.eventLogLength });
    unit.news.add(userId);
  }
}

/** Tells the first participants that the thread exists. */
export async function appendThreadCreated(
  unit: WorkUnit,
  thread: ThreadRow,
  participants: readonly ParticipantRow[],
): Promise<void> {
  await appendThreadEvent(unit, {
    name: 'chatThreadCreated',
    threadId: thread.threadId,
    recipients: participants.map((row) => row.userId),
    data: {
      threadId: thread.threadId,
      version: String(thread.lastVersion),
      createdOn: formatDate(thread.createdAt),
      createdBy: formatActor(participants, thread.createdBy),
      properties: { topic: thread.topic, metadata: thread.metadata },
      participants: participants.map(formatParticipant),
      retentionPolicy: thread.retentionPolicy,
    },
  });
}

/** The acting user as a participant, with his display name when he is among `participants`. */
export function formatActor(
  participants: readonly ParticipantRow[],
  userId: string,
): WireParticipant {
  const row = participants.find((participant) => participant.userId === userId);
  return formatParticipant(row ?? { userId, displayName: null, shareHistoryTime: null });
}

/** Events that tell someone of the end of his membership reach him although he is no participant any more. */
const partingEvents: ReadonlySet<string> = new Set<ChatEventName>([
  'chatThreadDeleted',
  'participantsRemoved',
]);

/** Whether the event may still be shown to the owner of the log: it is not outdated and he is still in the thread. */
export async function isEventDue(
  tx: ReadTransaction,
  userId: string,
  row: EventRow,
  now: number,
): Promise<boolean> {
  if (row.expiresAt !== null && row.expiresAt <= now) return false;
  if (partingEvents.has(row.event)) return true;
  const participant = await tx.getParticipant(row.threadId, userId);
  return participant?.removedAt === null;
}
