import type { ChatClient } from '../../chat-client.ts';
import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { createIdentifierFromRawId } from '../../model/parse-raw-id.ts';
import { callOnce } from '../../rest/call-once.ts';
import { createArgumentError } from '../../validate.ts';
import type { ChatEvent } from '../chat-event.ts';
import type {
  AddedParticipants,
  ChatSession,
  CreatedThread,
  FailedParticipant,
  NewParticipant,
} from '../session-contract.ts';
import type { CreationRecord } from '../storage/session-database.ts';
import type { OwnChanges } from '../sync/own-changes.ts';
import { toThreadSnapshot } from '../to-entities.ts';
import { createMissingThreadError } from './creation-errors.ts';
import { addPeople, listUserIds, type PeopleCalls } from './add-people.ts';
import { createCreations, type CreationPorts, type Creations } from './creations.ts';
import {
  failTogether,
  findRefused,
  listOnce,
  requireUserId,
  toChatParticipant,
  toListed,
} from './new-people.ts';
import { reachGoal } from './reach-goal.ts';

/** People whom the request that creates a thread may name; the others are added to it. */
const mostInCreation = 200;

/** What the actions on threads need of the session. */
export interface ThreadActionPorts extends CreationPorts, PeopleCalls {
  readonly client: ChatClient;
  /** Raw id of the signed-in user. */
  readonly userId: string;
  readonly displayName: string | undefined;
  /** Takes what the service has accepted. */
  learn(event: ChatEvent): void;
  /** Asks for a change of a thread, and takes what the service has accepted of it, but not in place of what is newer. */
  readonly change: OwnChanges['change'];
  /** The thread has a new message of the service. */
  refresh(threadId: string): void;
  /** The thread is no longer this user's. */
  leave(threadId: string, reason: 'removed' | 'gone'): void;
}

/** What a session does with whole threads and with the people in them. */
export interface ThreadActions extends Pick<
  ChatSession,
  | 'createThread'
  | 'addParticipants'
  | 'removeParticipant'
  | 'updateTopic'
  | 'leave'
  | 'deleteThread'
> {
  /** Creates the threads that were asked for on pages that have ended meanwhile. */
  readonly resumeCreations: Creations['resume'];
}

/** Creates {@link ThreadActions}. Each rejects with a `ChatClientError`, and only when it is not so that what was asked for is true. */
export function createThreadActions(ports: ThreadActionPorts): ThreadActions {
  const { client, userId, displayName, learn, change, repeat } = ports;
  const options = callOnce(ports.abortSignal);
  const threadOf = (threadId: string): ChatThreadClient => client.getChatThreadClient(threadId);

  function toOutcome(threadId: string, failed: readonly FailedParticipant[]): AddedParticipants {
    const outcome: AddedParticipants = {
      failed,
      retryFailed: async () =>
        failed.length === 0
          ? outcome
          : addParticipants(
              threadId,
              failed.map(({ participant }) => participant),
            ),
    };
    return outcome;
  }

  const addParticipants: ThreadActions['addParticipants'] = async (threadId, participants) => {
    await ports.requireUse('addParticipants');
    const people = listOnce(participants, 'addParticipants');
    if (people.length === 0)
      throw createArgumentError('addParticipants', 'The list of people to add is empty');
    const failed = await change(threadId, (tell) =>
      addPeople(threadOf(threadId), people, ports, (added) => {
        if (added.length === 0) return;
        tell({ type: 'participants-added', threadId, participants: added.map(toListed) });
        ports.refresh(threadId);
      }),
    );
    return toOutcome(threadId, failed);
  };

  /** Adds to a thread that exists already, which no failure changes. */
  async function addRest(
    threadId: string,
    people: readonly NewParticipant[],
  ): Promise<readonly FailedParticipant[]> {
    if (people.length === 0) return [];
    try {
      return (await addParticipants(threadId, people)).failed;
    } catch (error) {
      return failTogether(people, error);
    }
  }

  async function carryOut({
    creationId,
    topic,
    participants,
  }: CreationRecord): Promise<CreatedThread> {
    const named = participants.slice(0, mostInCreation);
    const { chatThread, invalidParticipants } = await repeat(() =>
      client.createChatThread(
        { topic },
        { participants: named.map(toChatParticipant), idempotencyToken: creationId, ...options },
      ),
    );
    if (chatThread === undefined) throw createMissingThreadError();
    const { id: threadId } = chatThread;
    const snapshot = toThreadSnapshot(chatThread);
    // Somebody may have changed the topic since.
    const topicSetAt = snapshot.createdAt;
    learn({
      type: 'thread-upserted',
      thread: { ...snapshot, ...(topicSetAt !== undefined && { topicSetAt }) },
    });
    const failed = findRefused(named, invalidParticipants);
    const failedLater = await addRest(threadId, participants.slice(mostInCreation));
    return { threadId, ...toOutcome(threadId, [...failed, ...failedLater]) };
  }

  const creations = createCreations(ports, carryOut);

  async function leave(threadId: string): Promise<void> {
    await ports.requireUse('leave');
    const thread = threadOf(threadId);
    await reachGoal({
      ask: () => repeat(() => thread.removeParticipant(createIdentifierFromRawId(userId), options)),
      isReached: async () => !(await listUserIds(thread, ports)).has(userId),
      // Who is not in it has left it: the answer to an earlier request may have been lost.
      reachedBy: [403, 404],
    });
    ports.leave(threadId, 'removed');
  }

  return {
    async createThread({ topic, participants = [] }) {
      await ports.requireUse('createThread');
      requireTopic(topic, 'createThread');
      // The creator is in it anyway; naming this user gives the others the name.
      const self = { userId, ...(displayName !== undefined && { displayName }) };
      return creations.begin(topic, listOnce([self, ...participants], 'createThread'));
    },
    resumeCreations: creations.resume,
    addParticipants,
    async removeParticipant(threadId, otherId) {
      await ports.requireUse('removeParticipant');
      requireUserId(otherId, 'removeParticipant');
      if (otherId === userId) return leave(threadId);
      const thread = threadOf(threadId);
      const person = createIdentifierFromRawId(otherId);
      await change(threadId, async (tell) => {
        await reachGoal({
          ask: () => repeat(() => thread.removeParticipant(person, options)),
          isReached: async () => !(await listUserIds(thread, ports)).has(otherId),
        });
        tell({ type: 'participants-removed', threadId, userIds: [otherId] });
      });
      ports.refresh(threadId);
    },
    async updateTopic(threadId, topic) {
      await ports.requireUse('updateTopic');
      requireTopic(topic, 'updateTopic');
      const thread = threadOf(threadId);
      await change(threadId, async (tell) => {
        await reachGoal({
          ask: () => repeat(() => thread.updateTopic(topic, options)),
          isReached: async () =>
            (await repeat(() => thread.getProperties(options))).topic === topic,
        });
        tell({ type: 'thread-upserted', thread: { id: threadId, topic } });
      });
      ports.refresh(threadId);
    },
    leave,
    async deleteThread(threadId) {
      await ports.requireUse('deleteThread');
      const thread = threadOf(threadId);
      await reachGoal({
        ask: () => repeat(() => client.deleteChatThread(threadId, options)),
        isReached: async () =>
          (await repeat(() => thread.getProperties(options))).deletedOn !== undefined,
        reachedBy: [404],
      });
      ports.leave(threadId, 'gone');
    },
  };
}

function requireTopic(topic: string, operation: string): void {
  if (topic.trim() === '') throw createArgumentError(operation, 'The topic is empty');
}
