import { limits } from '../limits.ts';
import { badRequest } from '../service-error.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type {
  ContentParticipant,
  ParticipantRow,
  StringRecord,
  ThreadRow,
} from '../storage/rows.ts';
import { formatDate, formatParticipant } from '../wire/format.ts';
import { requireParticipant } from './access.ts';
import { announceSystemMessage } from './announce-message.ts';
import { appendMessage } from './append-message.ts';
import { appendThreadEvent, formatActor } from './events.ts';
import { isResourceUser } from './users.ts';
import type { WorkUnit } from './work-unit.ts';

/** Someone to add, as the request names him. */
export interface NewParticipant {
  /** Raw id. */
  readonly userId: string;
  readonly displayName: string | null;
  readonly shareHistoryTime: number | null;
  readonly metadata: StringRecord;
}

/** Someone who could not be added. `code` is an HTTP status as text, `target` his raw id. */
export interface InvalidParticipant {
  readonly target: string;
  readonly code: '403' | '404';
  readonly message: string;
}

/** Splits the people of a request into those that this service can add and those that it cannot. */
export async function sortParticipants(
  unit: WorkUnit,
  people: readonly NewParticipant[],
): Promise<{ valid: NewParticipant[]; invalid: InvalidParticipant[] }> {
  const valid = new Map<string, NewParticipant>();
  const invalid = new Map<string, InvalidParticipant>();
  for (const person of people) {
    const target = person.userId;
    if (!isResourceUser(unit.resourceId, target)) {
      invalid.set(target, { target, code: '403', message: 'Permissions check failed' });
      continue;
    }
    const user = await unit.tx.getUser(target);
    if (user === undefined || user.deletedAt !== null) {
      invalid.set(target, { target, code: '404', message: 'Not found' });
    } else {
      valid.set(target, person);
    }
  }
  return { valid: [...valid.values()], invalid: [...invalid.values()] };
}

/**
 * Adds people to a thread. Those who are in it already are left as they are. Somebody who comes without a
 * `shareHistoryTime` sees the thread from now on: the least that the caller can have meant. With one he sees no more
 * than the caller does.
 */
export async function addParticipants(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  people: readonly NewParticipant[],
): Promise<readonly InvalidParticipant[]> {
  const { thread: before, participant: actor } = await requireParticipant(
    unit.tx,
    actorId,
    threadId,
  );
  const present = await unit.tx.listParticipants(threadId);
  const presentIds = new Set(present.map((row) => row.userId));
  const { valid, invalid } = await sortParticipants(unit, people);
  const newcomers = valid
    .filter((person) => !presentIds.has(person.userId))
    .map((person) => boundHistory(person, actor));
  if (newcomers.length === 0) return invalid;
  assertRoom(present.length + newcomers.length);

  const { thread, message } = await appendMessage(unit, before, {
    type: 'participantAdded',
    content: { initiator: actorId, participants: newcomers.map(pickContentParticipant) },
  });
  const { lastOffset: eventsAfter } = await unit.tx.getEventLogEnds();
  const added = newcomers.map((person) =>
    createParticipantRow(thread, person, message.messageId, eventsAfter),
  );
  for (const row of added) await unit.tx.putParticipant(row);

  const everybody = await unit.tx.listParticipants(threadId);
  await appendThreadEvent(unit, {
    name: 'participantsAdded',
    threadId,
    data: {
      threadId,
      version: String(message.version),
      addedOn: formatDate(message.messageId),
      addedBy: formatActor(everybody, actorId),
      participantsAdded: added.map(formatParticipant),
    },
  });
  await announceSystemMessage(unit, message);
  return invalid;
}

/** Removes someone (or oneself) from a thread. Removing someone who is not in it changes nothing. */
export async function removeParticipant(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  userId: string,
): Promise<void> {
  const { thread } = await requireParticipant(unit.tx, actorId, threadId);
  const everybody = await unit.tx.listParticipants(threadId);
  const row = everybody.find((participant) => participant.userId === userId);
  if (row === undefined) return;

  const { topic, metadata, retentionPolicy } = thread;
  const { message } = await appendMessage(unit, thread, {
    type: 'participantRemoved',
    content: {
      initiator: actorId,
      participants: [pickContentParticipant(row)],
      thread: { topic, metadata, retentionPolicy },
    },
  });
  await unit.tx.putParticipant({ ...row, removedAt: message.messageId });
  await appendThreadEvent(unit, {
    name: 'participantsRemoved',
    threadId,
    alsoTo: [userId],
    data: {
      threadId,
      version: String(message.version),
      removedOn: formatDate(message.messageId),
      removedBy: formatActor(everybody, actorId),
      participantsRemoved: [formatParticipant(row)],
    },
  });
  await announceSystemMessage(unit, message);
}

/** The thread's present participants. */
export async function listParticipants(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
): Promise<readonly ParticipantRow[]> {
  await requireParticipant(tx, actorId, threadId);
  return await tx.listParticipants(threadId);
}

/** A participant's row; `null` as `shareHistoryTime` becomes `historyFrom`. He gets events after `eventsAfter`. */
export function createParticipantRow(
  thread: ThreadRow,
  person: NewParticipant,
  historyFrom: number | null,
  eventsAfter: number,
): ParticipantRow {
  return {
    ...person,
    threadId: thread.threadId,
    shareHistoryTime: person.shareHistoryTime ?? historyFrom,
    addedAt: thread.lastVersion,
    removedAt: null,
    eventsAfter,
  };
}

/** The newcomer without what is hidden from the one who adds him. */
function boundHistory(
  person: NewParticipant,
  { shareHistoryTime }: ParticipantRow,
): NewParticipant {
  if (person.shareHistoryTime === null || shareHistoryTime === null) return person;
  return { ...person, shareHistoryTime: Math.max(person.shareHistoryTime, shareHistoryTime) };
}

/** What a system message keeps of a person. */
export function pickContentParticipant(person: ContentParticipant): ContentParticipant {
  const { userId, displayName, shareHistoryTime } = person;
  return { userId, displayName, shareHistoryTime };
}

/** @throws BadRequest when a thread would hold more people than the service allows. */
export function assertRoom(count: number): void {
  if (count > limits.participants) {
    throw badRequest(
      `A thread holds at most ${limits.participants} participants and this would make ${count}, so nobody was added. Add fewer people.`,
    );
  }
}
