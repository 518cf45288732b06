import type { ChatClient } from '../../chat-client.ts';
import type { ChatThreadProperties } from '../../models.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import { isRefused } from '../is-refused.ts';
import type { FailedParticipant, NewParticipant } from '../session-contract.ts';
import { createMissingThreadError } from '../session-errors.ts';
import { findRefused, toChatParticipant } from './new-people.ts';

/** A creation whose fate is not known is the same one when it is asked for again within this time, in ms. */
const sameCreationMs = 300_000;

/** What is needed to create threads. */
export interface CreationPorts {
  readonly client: ChatClient;
  readonly random: RandomSource;
  readonly clock: Clock;
}

/** A thread that was created, and who could not be added to it. */
export interface ThreadCreation {
  readonly thread: ChatThreadProperties;
  readonly failed: readonly FailedParticipant[];
}

/**
 * Gives a function that creates threads. When it was not to be known whether a thread was created, the same request a little later makes
 * no second one.
 */
export function createThreadCreator({
  client,
  random,
  clock,
}: CreationPorts): (topic: string, people: readonly NewParticipant[]) => Promise<ThreadCreation> {
  let uncertain: { readonly request: string; readonly token: string; at: number } | undefined;

  return async (topic, people) => {
    const request = JSON.stringify([topic, people]);
    const before = uncertain;
    const isSame = before?.request === request && clock.now() - before.at < sameCreationMs;
    const token = isSame ? before.token : random.createUuid();
    try {
      const { chatThread: thread, invalidParticipants } = await client.createChatThread(
        { topic },
        { participants: people.map(toChatParticipant), idempotencyToken: token },
      );
      if (isSame) uncertain = undefined;
      if (thread === undefined) throw createMissingThreadError();
      return { thread, failed: findRefused(people, invalidParticipants) };
    } catch (error) {
      if (!isRefused(error)) uncertain = { request, token, at: clock.now() };
      throw error;
    }
  };
}
