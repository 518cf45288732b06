import { ChatServiceError } from '../service-error.ts';
import type { StringRecord } from '../storage/rows.ts';
import { deleteMessage, sendMessage, updateMessage } from './messages.ts';
import { addParticipants, removeParticipant } from './participants.ts';
import { sendReadReceipt } from './receipts.ts';
import { createThread, updateThread } from './threads.ts';
import { ensureUser } from './users.ts';
import type { WorkUnit } from './work-unit.ts';

/** A person of a seed. `name` is what `createUser(name)` takes. */
export interface SeedParticipant {
  readonly name: string;
  readonly displayName?: string;
  /** Messages before this time (ms) stay hidden from him. */
  readonly shareHistoryTime?: number;
}

/**
 * Something that happened in a thread. `at` is its time in milliseconds since 1970; `by` names who did it.
 * A message with a `key` can be spoken of later in the same thread.
 */
export type SeedStep =
  | {
      readonly kind: 'message';
      readonly at: number;
      readonly by: string;
      readonly content: string;
      readonly type?: 'text' | 'html';
      readonly metadata?: StringRecord;
      readonly key?: string;
      /** Key of the message that this one answers; stored as `confab.replyTo` in its metadata. */
      readonly replyTo?: string;
    }
  | { readonly kind: 'edit'; readonly at: number; readonly key: string; readonly content: string }
  | { readonly kind: 'delete'; readonly at: number; readonly key: string }
  | { readonly kind: 'receipt'; readonly at: number; readonly by: string; readonly key: string }
  | { readonly kind: 'topic'; readonly at: number; readonly by: string; readonly topic: string }
  | {
      readonly kind: 'add';
      readonly at: number;
      readonly by: string;
      readonly participants: readonly SeedParticipant[];
    }
  | { readonly kind: 'remove'; readonly at: number; readonly by: string; readonly name: string };

/** A thread with its history, oldest step first. */
export interface SeedThread {
  readonly topic: string;
  readonly at: number;
  readonly by: string;
  /** Everybody who is in it from the start; the creator belongs here too, for his display name. */
  readonly participants: readonly SeedParticipant[];
  readonly metadata?: StringRecord;
  readonly steps: readonly SeedStep[];
}

/** Threads to begin with, in an empty storage. */
export interface SeedConversation {
  readonly threads: readonly SeedThread[];
}

/** What {@link seedConversation} takes from the running change; the time comes from the seed. */
export type SeedUnit = Omit<WorkUnit, 'now'>;

/**
 * Plays a conversation through the same operations that requests use, each at its own time. A storage that holds a thread is left
 * alone: `false` says so.
 * @throws ChatServiceError `BadRequest` when the seed contradicts itself.
 */
export async function seedConversation(unit: SeedUnit, seed: SeedConversation): Promise<boolean> {
  if (await unit.tx.hasThreads()) return false;
  for (const thread of seed.threads) await seedThread(unit, thread);
  return true;
}

async function seedThread(base: SeedUnit, seed: SeedThread): Promise<void> {
  const unitAt = (now: number): WorkUnit => ({ ...base, now });
  const userIdOf = async (name: string, at: number): Promise<string> =>
    (await ensureUser(unitAt(at), name)).userId;
  const resolvePeople = async (people: readonly SeedParticipant[], at: number) => {
    const resolved = [];
    for (const person of people) {
      resolved.push({
        userId: await userIdOf(person.name, at),
        displayName: person.displayName ?? null,
        shareHistoryTime: person.shareHistoryTime ?? null,
        metadata: {},
      });
    }
    return resolved;
  };

  const { thread } = await createThread(unitAt(seed.at), await userIdOf(seed.by, seed.at), {
    topic: seed.topic,
    participants: await resolvePeople(seed.participants, seed.at),
    metadata: seed.metadata ?? {},
    retentionPolicy: { kind: 'none' },
  });
  const { threadId } = thread;
  const messages = new Map<string, { id: number; authorId: string }>();
  const findMessage = (key: string): { id: number; authorId: string } => {
    const message = messages.get(key);
    if (message === undefined)
      throw seedError(`The key "${key}" names no earlier message of "${seed.topic}".`);
    return message;
  };

  const playStep = async (unit: WorkUnit, step: SeedStep): Promise<void> => {
    const { tx } = unit;
    switch (step.kind) {
      case 'message': {
        const authorId = await userIdOf(step.by, step.at);
        const author = await tx.getParticipant(threadId, authorId);
        const replyTo =
          step.replyTo === undefined ? undefined : String(findMessage(step.replyTo).id);
        const id = await sendMessage(unit, authorId, threadId, {
          content: step.content,
          type: step.type ?? 'text',
          senderDisplayName: author?.displayName ?? null,
          metadata: {
            ...step.metadata,
            ...(replyTo !== undefined && { 'confab.replyTo': replyTo }),
          },
        });
        if (step.key !== undefined) messages.set(step.key, { id, authorId });
        return;
      }
      case 'edit': {
        const { id, authorId } = findMessage(step.key);
        return await updateMessage(unit, authorId, threadId, id, { content: step.content });
      }
      case 'delete': {
        const { id, authorId } = findMessage(step.key);
        return await deleteMessage(unit, authorId, threadId, id);
      }
      case 'receipt':
        return await sendReadReceipt(
          unit,
          await userIdOf(step.by, step.at),
          threadId,
          findMessage(step.key).id,
        );
      case 'topic':
        return await updateThread(unit, await userIdOf(step.by, step.at), threadId, {
          topic: step.topic,
        });
      case 'add': {
        const people = await resolvePeople(step.participants, step.at);
        await addParticipants(unit, await userIdOf(step.by, step.at), threadId, people);
        return;
      }
      case 'remove': {
        const actorId = await userIdOf(step.by, step.at);
        return await removeParticipant(unit, actorId, threadId, await userIdOf(step.name, step.at));
      }
      default:
        step satisfies never;
    }
  };

  let previous = seed.at;
  for (const step of seed.steps) {
    if (step.at < previous) {
      throw seedError(
        `A step of "${seed.topic}" is older than the one before it. Put the steps in order.`,
      );
    }
    previous = step.at;
    await playStep(unitAt(step.at), step);
  }
}

function seedError(problem: string): ChatServiceError {
  return new ChatServiceError('BadRequest', `${problem} Nothing was seeded.`);
}
