import { limits } from '../limits.ts';
import type {
  EventRow,
  NewEvent,
  ParticipantRow,
  ThreadMember,
  ThreadRow,
} from '../storage/rows.ts';
import { formatDate, formatParticipant } from '../wire/format.ts';
import type { WireParticipant } from '../wire/format.ts';
import { canReadMessage } from './access.ts';
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

/** One event for everybody in a thread. Who that is, is decided when it is delivered. */
export interface ThreadEvent {
  readonly name: ChatEventName;
  readonly threadId: string;
  readonly data: object;
  /** Milliseconds after which nobody needs it. */
  readonly lifetimeMs?: number;
  /** The message that it is about: only those who may read that one get it. */
  readonly messageId?: number;
  /** A participant who does not get it. */
  readonly exceptUserId?: string;
  /** People who get it although they are not in the thread any more: it tells them so. */
  readonly alsoTo?: readonly string[];
}

/** Writes the event to the log, in the transaction of the change that caused it. */
export async function appendThreadEvent(unit: WorkUnit, event: ThreadEvent): Promise<void> {
  const row = {
    event: event.name,
    threadId: event.threadId,
    data: JSON.stringify(event.data),
    expiresAt: event.lifetimeMs === undefined ? null : unit.now + event.lifetimeMs,
    messageId: event.messageId ?? null,
    exceptUserId: event.exceptUserId ?? null,
    alsoTo: event.alsoTo ?? [],
  };
  await appendRow(unit, row);
}

async function appendRow(unit: WorkUnit, row: NewEvent): Promise<void> {
  const keep = limits.eventLogLength;
  const offset = await unit.tx.appendEvent(row, { now: unit.now, keep });
  unit.news.push({ ...row, offset });
}

/** Events that say that the thread has other members from here on. */
const membershipEvents: ReadonlySet<string> = new Set<ChatEventName>([
  'chatThreadCreated',
  'chatThreadDeleted',
  'participantsAdded',
  'participantsRemoved',
]);

/** Whether the members of the event's thread are others after it than before. */
export function changesMembers(row: EventRow): boolean {
  return membershipEvents.has(row.event);
}

/** Not for clients: the sockets of the user that it names look at his tokens again. */
export const tokensRevokedEvent = 'tokensRevoked';

/** Tells every process that holds sockets of this user that his older tokens are no good any more. */
export async function appendTokensRevoked(unit: WorkUnit, userId: string): Promise<void> {
  const row = {
    event: tokensRevokedEvent,
    threadId: '',
    data: '{}',
    expiresAt: null,
    messageId: null,
    exceptUserId: null,
    alsoTo: [userId],
  };
  await appendRow(unit, row);
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

/**
 * Whether the user may be shown the event now. `member` is his place in the event's thread, if he has one at this
 * moment.
 */
export function maySeeEvent(
  row: EventRow,
  userId: string,
  member: ThreadMember | undefined,
  now: number,
): boolean {
  if (row.expiresAt !== null && row.expiresAt <= now) return false;
  if (row.alsoTo.length > 0 && row.alsoTo.includes(userId)) return true;
  if (member === undefined || row.offset <= member.eventsAfter) return false;
  if (row.exceptUserId === userId) return false;
  return row.messageId === null || canReadMessage(member, row.messageId);
}
