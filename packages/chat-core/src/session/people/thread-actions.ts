import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { createIdentifierFromRawId } from '../../model/parse-raw-id.ts';
import { createArgumentError } from '../../validate.ts';
import type { ChatEvent } from '../chat-event.ts';
import type {
  AddedParticipants,
  ChatSession,
  FailedParticipant,
  NewParticipant,
} from '../session-contract.ts';
import { toThreadSnapshot } from '../to-entities.ts';
import { addPeople, listUserIds } from './add-people.ts';
import { failTogether, listOnce, requireUserId, toListed } from './new-people.ts';
import { reachGoal } from './reach-goal.ts';
import { createThreadCreator, type CreationPorts } from './thread-creation.ts';

/** People whom the request that creates a thread may name; the others are added to it. */
const mostInCreation = 200;

/** What the actions on threads need of the session. */
export interface ThreadActionPorts extends CreationPorts {
  /** Raw id of the signed-in user. */
  readonly userId: string;
  readonly displayName: string | undefined;
  /** Takes what the service has accepted. */
  learn(event: ChatEvent): void;
  /** @throws ChatClientError `disposed` when the session has ended. */
  requireUse(operation: string): void;
  /** The thread has a new message of the service. */
  refresh(threadId: string): void;
  /** The thread is no longer this user's. */
  leave(threadId: string, reason: 'removed' | 'gone'): void;
}

/** What a session does with whole threads and with the people in them. */
export type ThreadActions = Pick<
  ChatSession,
  | 'createThread'
  | 'addParticipants'
  | 'removeParticipant'
  | 'updateTopic'
  | 'leave'
  | 'deleteThread'
>;

/** Creates {@link ThreadActions}. Each rejects with a `ChatClientError`, and only when it is not so that what was asked for is true. */
export function createThreadActions(ports: ThreadActionPorts): ThreadActions {
  const { client, userId, displayName, learn } = ports;
  const create = createThreadCreator(ports);
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
    ports.requireUse('addParticipants');
    const people = listOnce(participants, 'addParticipants');
    if (people.length === 0)
      throw createArgumentError('addParticipants', 'The list of people to add is empty');
    const failed = await addPeople(threadOf(threadId), people, (added) => {
      if (added.length === 0) return;
      learn({ type: 'participants-added', threadId, participants: added.map(toListed) });
      ports.refresh(threadId);
    });
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

  async function leave(threadId: string): Promise<void> {
    ports.requireUse('leave');
    const thread = threadOf(threadId);
    await reachGoal({
      ask: () => thread.removeParticipant(createIdentifierFromRawId(userId)),
      isReached: async () => !(await listUserIds(thread)).has(userId),
      // Who is not in it has left it: the answer to an earlier request may have been lost.
      reachedBy: [403, 404],
    });
    ports.leave(threadId, 'removed');
  }

  return {
    async createThread({ topic, participants = [] }) {
      ports.requireUse('createThread');
      requireTopic(topic, 'createThread');
      // The creator is in it anyway; naming this user gives the others the name.
      const self = { userId, ...(displayName !== undefined && { displayName }) };
      const people = listOnce([self, ...participants], 'createThread');
      const { thread, failed } = await create(topic, people.slice(0, mostInCreation));
      const { id: threadId } = thread;
      learn({ type: 'thread-upserted', thread: toThreadSnapshot(thread) });
      const failedLater = await addRest(threadId, people.slice(mostInCreation));
      return { threadId, ...toOutcome(threadId, [...failed, ...failedLater]) };
    },
    addParticipants,
    async removeParticipant(threadId, otherId) {
      ports.requireUse('removeParticipant');
      requireUserId(otherId, 'removeParticipant');
      if (otherId === userId) return leave(threadId);
      const thread = threadOf(threadId);
      await reachGoal({
        ask: () => thread.removeParticipant(createIdentifierFromRawId(otherId)),
        isReached: async () => !(await listUserIds(thread)).has(otherId),
      });
      learn({ type: 'participants-removed', threadId, userIds: [otherId] });
      ports.refresh(threadId);
    },
    async updateTopic(threadId, topic) {
      ports.requireUse('updateTopic');
      requireTopic(topic, 'updateTopic');
      const thread = threadOf(threadId);
      await reachGoal({
        ask: () => thread.updateTopic(topic),
        isReached: async () => (await thread.getProperties()).topic === topic,
      });
      learn({ type: 'thread-upserted', thread: { id: threadId, topic } });
      ports.refresh(threadId);
    },
    leave,
    async deleteThread(threadId) {
      ports.requireUse('deleteThread');
      const thread = threadOf(threadId);
      await reachGoal({
        ask: () => client.deleteChatThread(threadId),
        isReached: async () => (await thread.getProperties()).deletedOn !== undefined,
        reachedBy: [404],
      });
      ports.leave(threadId, 'gone');
    },
  };
}

function requireTopic(topic: string, operation: string): void {
  if (topic.trim() === '') throw createArgumentError(operation, 'The topic is empty');
}
