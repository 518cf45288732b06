import { limits } from '../limits.ts';
import { forbidden } from '../service-error.ts';
import type { ReadTransaction, ThreadQuery } from '../storage/chat-storage.ts';
import type { MessageRow, RetentionPolicy, StringRecord, ThreadRow } from '../storage/rows.ts';
import { formatDate } from '../wire/format.ts';
import { requireParticipant, requireReader } from './access.ts';
import { announceSystemMessage } from './announce-message.ts';
import { appendMessage, nextVersion } from './append-message.ts';
import { appendThreadCreated, appendThreadEvent, formatActor } from './events.ts';
import { runOnce } from './idempotency.ts';
import {
  assertRoom,
  createParticipantRow,
  pickContentParticipant,
  sortParticipants,
} from './participants.ts';
import { patchMetadata } from './metadata.ts';
import type { InvalidParticipant, NewParticipant } from './participants.ts';
import { findDeadline } from './retention.ts';
import type { WorkUnit } from './work-unit.ts';

/** A thread to create. The creator is always a participant, named in `participants` or not. */
export interface NewThread {
  readonly topic: string;
  readonly participants: readonly NewParticipant[];
  readonly metadata: StringRecord;
  readonly retentionPolicy: RetentionPolicy;
  /** The caller's `repeatability-request-id`. */
  readonly requestId?: string | undefined;
}

/** A new thread, and the people who could not be added to it. */
export interface CreatedThread {
  readonly thread: ThreadRow;
  readonly invalidParticipants: readonly InvalidParticipant[];
}

/** Creates a thread whose first two messages report its participants and its topic. */
export async function createThread(
  unit: WorkUnit,
  actorId: string,
  request: NewThread,
): Promise<CreatedThread> {
  const { threadId, invalidParticipants } = await runOnce(
    unit,
    { userId: actorId, scope: 'create-thread', key: request.requestId },
    () => storeThread(unit, actorId, request),
  );
  // The request may be repeated by somebody who was removed since.
  return { thread: await getThread(unit.tx, actorId, threadId), invalidParticipants };
}

async function storeThread(
  unit: WorkUnit,
  actorId: string,
  request: NewThread,
): Promise<{ threadId: string; invalidParticipants: readonly InvalidParticipant[] }> {
  const creator = { userId: actorId, displayName: null, shareHistoryTime: null, metadata: {} };
  // A later entry of the same user wins, so the request may name the creator and give him a display name.
  const { valid, invalid } = await sortParticipants(unit, [creator, ...request.participants]);
  assertRoom(valid.length);

  const empty: ThreadRow = {
    threadId: `19:${unit.random.uuid().replaceAll('-', '')}@thread.v2`,
    topic: request.topic,
    createdAt: unit.now,
    createdBy: actorId,
    metadata: request.metadata,
    retentionPolicy: request.retentionPolicy,
    deleteAt: findDeadline(request.retentionPolicy, unit.now),
    deletedAt: null,
    lastSequence: 0,
    lastVersion: unit.now - 1,
    lastMessageAt: unit.now,
  };
  const { thread: peopled, message: first } = await appendMessage(unit, empty, {
    type: 'participantAdded',
    content: { initiator: actorId, participants: valid.map(pickContentParticipant) },
  });
  const { lastOffset: eventsAfter } = await unit.tx.getEventLogEnds();
  for (const person of valid)
    await unit.tx.putParticipant(createParticipantRow(peopled, person, null, eventsAfter));
  const { thread, message: second } = await appendMessage(unit, peopled, {
    type: 'topicUpdated',
    content: { initiator: actorId, topic: request.topic },
  });

  const everybody = await unit.tx.listParticipants(thread.threadId);
  await appendThreadCreated(unit, thread, everybody);
  await announceSystemMessage(unit, first);
  await announceSystemMessage(unit, second);
  return { threadId: thread.threadId, invalidParticipants: invalid };
}

/** What a thread update changes; what is left out stays. A metadata key with `null` is removed. */
export interface ThreadPatch {
  readonly topic?: string;
  readonly metadata?: Readonly<Record<string, string | null>>;
  readonly retentionPolicy?: RetentionPolicy;
}

/** Changes a thread's properties. A new topic is also reported by a system message. */
export async function updateThread(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
  patch: ThreadPatch,
): Promise<void> {
  const { thread: before } = await requireParticipant(unit.tx, actorId, threadId);
  const retentionPolicy = patch.retentionPolicy ?? before.retentionPolicy;
  const changed: ThreadRow = {
    ...before,
    topic: patch.topic ?? before.topic,
    metadata: patchMetadata(
      unit.behaviours,
      before.metadata,
      patch.metadata,
      limits.threadMetadataBytes,
    ),
    retentionPolicy,
    deleteAt: findDeadline(retentionPolicy, before.createdAt),
  };
  let thread: ThreadRow;
  let message: MessageRow | undefined;
  if (changed.topic === before.topic) {
    thread = { ...changed, lastVersion: nextVersion(before, unit.now) };
    await unit.tx.putThread(thread);
  } else {
    const content = { initiator: actorId, topic: changed.topic };
    ({ thread, message } = await appendMessage(unit, changed, { type: 'topicUpdated', content }));
  }

  const everybody = await unit.tx.listParticipants(threadId);
  await appendThreadEvent(unit, {
    name: 'chatThreadPropertiesUpdated',
    threadId,
    data: {
      threadId,
      version: String(thread.lastVersion),
      updatedOn: formatDate(thread.lastVersion),
      updatedBy: formatActor(everybody, actorId),
      properties: { topic: thread.topic, metadata: thread.metadata },
      retentionPolicy: thread.retentionPolicy,
    },
  });
  if (message !== undefined) await announceSystemMessage(unit, message);
}

/** Deletes a thread with everything in it, for everybody. */
export async function deleteThread(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
): Promise<void> {
  const { thread } = await requireParticipant(unit.tx, actorId, threadId);
  await endThread(unit, thread, { reason: 'deletedByUser', actorId });
}

/** Why a thread ends: somebody deleted it, or its retention policy did. */
export type ThreadEnd =
  | { readonly reason: 'deletedByUser'; readonly actorId: string }
  | { readonly reason: 'deletedByPolicy' };

/** Deletes the thread's contents and tells everybody who was in it. */
export async function endThread(unit: WorkUnit, thread: ThreadRow, end: ThreadEnd): Promise<void> {
  const { threadId } = thread;
  const everybody = await unit.tx.listParticipants(threadId);
  const deletedAt = nextVersion(thread, unit.now);
  await unit.tx.putThread({
    ...thread,
    topic: '',
    metadata: {},
    deletedAt,
    lastVersion: deletedAt,
  });
  await appendThreadEvent(unit, {
    name: 'chatThreadDeleted',
    threadId,
    alsoTo: everybody.map((row) => row.userId),
    data: {
      threadId,
      version: String(deletedAt),
      deletedOn: formatDate(deletedAt),
      ...(end.reason === 'deletedByUser' && { deletedBy: formatActor(everybody, end.actorId) }),
      reason: end.reason,
    },
  });
  // After the event, which makes those before it old enough to go.
  await unit.tx.deleteThreadContents(threadId);
}

/** A thread's properties. Someone who was removed sees them as they were at that moment. */
export async function getThread(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
): Promise<ThreadRow> {
  const { thread, participant } = await requireReader(tx, actorId, threadId);
  if (participant.removedAt === null) return thread;
  const removal = await tx.getMessage(threadId, participant.removedAt);
  const then = removal?.content?.thread;
  if (then === undefined) {
    throw forbidden(
      'You were removed from this thread, and what it was then is not known. You can still read what was sent until then.',
    );
  }
  return { ...thread, ...then };
}

/** The threads that the user is in, the one with the newest message first. */
export async function listThreads(
  tx: ReadTransaction,
  actorId: string,
  query: ThreadQuery,
): Promise<readonly ThreadRow[]> {
  return await tx.listThreadsOf(actorId, query);
}
