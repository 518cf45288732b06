import { limits } from '../limits.ts';
import type { ReadTransaction, ThreadQuery } from '../storage/chat-storage.ts';
import type { RetentionPolicy, StringRecord, ThreadRow } from '../storage/rows.ts';
import { formatDate } from '../wire/format.ts';
import { requireParticipant, requireReader, threadNotFound } from './access.ts';
import { appendMessage, nextVersion } from './append-message.ts';
import { appendThreadCreated, appendThreadEvent, formatActor } from './events.ts';
import { runOnce } from './idempotency.ts';
import {
  assertRoom,
  createParticipantRow,
  pickContentParticipant,
  sortParticipants,
} from './participants.ts';
import { mergeMetadata } from './metadata.ts';
import type { InvalidParticipant, NewParticipant } from './participants.ts';
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
  const thread = await unit.tx.getThread(threadId);
  if (thread === undefined || thread.deletedAt !== null) throw threadNotFound();
  return { thread, invalidParticipants };
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
    deletedAt: null,
    lastSequence: 0,
    lastVersion: unit.now - 1,
    lastMessageAt: unit.now,
  };
  const { thread: peopled } = await appendMessage(unit, empty, {
    type: 'participantAdded',
    content: { initiator: actorId, participants: valid.map(pickContentParticipant) },
  });
  for (const person of valid)
    await unit.tx.putParticipant(createParticipantRow(peopled, person, null));
  const { thread } = await appendMessage(unit, peopled, {
    type: 'topicUpdated',
    content: { initiator: actorId, topic: request.topic },
  });

  const everybody = await unit.tx.listParticipants(thread.threadId);
  await appendThreadCreated(unit, thread, everybody);
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
  const changed: ThreadRow = {
    ...before,
    topic: patch.topic ?? before.topic,
    metadata: mergeMetadata(before.metadata, patch.metadata, limits.threadMetadataBytes),
    retentionPolicy: patch.retentionPolicy ?? before.retentionPolicy,
  };
  let thread: ThreadRow;
  if (changed.topic === before.topic) {
    thread = { ...changed, lastVersion: nextVersion(before, unit.now) };
    await unit.tx.putThread(thread);
  } else {
    const content = { initiator: actorId, topic: changed.topic };
    ({ thread } = await appendMessage(unit, changed, { type: 'topicUpdated', content }));
  }

  const everybody = await unit.tx.listParticipants(threadId);
  await appendThreadEvent(unit, {
    name: 'chatThreadPropertiesUpdated',
    threadId,
    recipients: everybody.map((row) => row.userId),
    data: {
      threadId,
      version: String(thread.lastVersion),
      updatedOn: formatDate(thread.lastVersion),
      updatedBy: formatActor(everybody, actorId),
      properties: { topic: thread.topic, metadata: thread.metadata },
      retentionPolicy: thread.retentionPolicy,
    },
  });
}

/** Deletes a thread with everything in it, for everybody. */
export async function deleteThread(
  unit: WorkUnit,
  actorId: string,
  threadId: string,
): Promise<void> {
  const { thread } = await requireParticipant(unit.tx, actorId, threadId);
  const everybody = await unit.tx.listParticipants(threadId);
  const deletedAt = nextVersion(thread, unit.now);
  await unit.tx.putThread({
    ...thread,
    topic: '',
    metadata: {},
    deletedAt,
    lastVersion: deletedAt,
  });
  await unit.tx.deleteThreadContents(threadId);
  await appendThreadEvent(unit, {
    name: 'chatThreadDeleted',
    threadId,
    recipients: everybody.map((row) => row.userId),
    data: {
      threadId,
      version: String(deletedAt),
      deletedOn: formatDate(deletedAt),
      deletedBy: formatActor(everybody, actorId),
      reason: 'deletedByUser',
    },
  });
}

/** A thread's properties, also for someone who was removed from it. */
export async function getThread(
  tx: ReadTransaction,
  actorId: string,
  threadId: string,
): Promise<ThreadRow> {
  const { thread } = await requireReader(tx, actorId, threadId);
  return thread;
}

/** The threads that the user is in, the one with the newest message first. */
export async function listThreads(
  tx: ReadTransaction,
  actorId: string,
  query: ThreadQuery,
): Promise<readonly ThreadRow[]> {
  return await tx.listThreadsOf(actorId, query);
}
