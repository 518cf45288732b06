import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { getIdentifierRawId } from '../../model/identifiers.ts';
import { callOnce } from '../../rest/call-once.ts';
import { isRefused } from '../is-refused.ts';
import type { Repeat } from '../retries.ts';
import type { FailedParticipant, NewParticipant } from '../session-contract.ts';
import { readListPages } from '../sync/list-pages.ts';
import { failTogether, findRefused, toChatParticipant } from './new-people.ts';

/** People whom one request names. The service takes 200, but no more than 64 kB, which long names fill before. */
const mostInAddition = 100;

/** How people are asked for. */
export interface PeopleCalls {
  /** Ends the requests that are under way. */
  readonly abortSignal: AbortSignal;
  /** Makes a call, and repeats it where that helps. */
  readonly repeat: Repeat;
}

/**
 * Adds people to a thread, in as few requests as it takes. Resolves to those who could not be added.
 *
 * @param onAdded - Called with those who were added, for each request.
 * @throws ChatClientError when the first request failed altogether. When a later one does, the people who are left are among the failed.
 */
export async function addPeople(
  thread: ChatThreadClient,
  people: readonly NewParticipant[],
  calls: PeopleCalls,
  onAdded: (people: readonly NewParticipant[]) => void,
): Promise<readonly FailedParticipant[]> {
  const failed: FailedParticipant[] = [];
  for (let start = 0; start < people.length; start += mostInAddition) {
    const batch = people.slice(start, start + mostInAddition);
    try {
      const refused = await addBatch(thread, batch, calls);
      failed.push(...refused);
      onAdded(batch.filter((person) => !refused.some((one) => one.participant === person)));
    } catch (error) {
      if (start === 0) throw error;
      return [...failed, ...failTogether(people.slice(start), error)];
    }
  }
  return failed;
}

async function addBatch(
  thread: ChatThreadClient,
  batch: readonly NewParticipant[],
  calls: PeopleCalls,
): Promise<readonly FailedParticipant[]> {
  try {
    // To say no time would mean from now on.
    const participants = batch.map((person) =>
      toChatParticipant({ shareHistoryTime: 0, ...person }),
    );
    const { invalidParticipants } = await calls.repeat(() =>
      thread.addParticipants({ participants }, callOnce(calls.abortSignal)),
    );
    return findRefused(batch, invalidParticipants);
  } catch (error) {
    if (isRefused(error)) throw error;
    // The answers may have been lost, and not the requests.
    const present = await listUserIds(thread, calls).catch(() => new Set());
    const missing = batch.filter(({ userId }) => !present.has(userId));
    if (missing.length === batch.length) throw error;
    return failTogether(missing, error);
  }
}

/** Raw ids of the people who are in a thread, as the service says now. */
export async function listUserIds(
  thread: ChatThreadClient,
  { abortSignal, repeat }: PeopleCalls,
): Promise<ReadonlySet<string>> {
  return repeat(async () => {
    const userIds = new Set<string>();
    const list = thread.listParticipants(callOnce(abortSignal));
    // Nobody is in no list, so an answer without one must not count as a list.
    for await (const { items } of readListPages(list, { next: async () => {} })) {
      for (const { id } of items) userIds.add(getIdentifierRawId(id));
    }
    return userIds;
  });
}
