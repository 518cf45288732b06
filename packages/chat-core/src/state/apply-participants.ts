import type { Participant } from '../model/entities.ts';
import type { ChatEvent } from '../session/chat-event.ts';
import { knownDraftOf, listedDraftOf, type Batch } from './batch.ts';
import { compareText } from './compare-text.ts';

type EventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;

/** Of so many people it is remembered when they came or went. What was said of others long ago is forgotten. */
const maxComings = 500;

/** All people of a thread. */
export function listParticipants(batch: Batch, event: EventOf<'participants-listed'>): void {
  const { thread } = listedDraftOf(batch, event.threadId);
  const { comings } = thread.index;
  for (const [userId, { at }] of comings) comings.set(userId, { at, isListed: true });
  if (!arePeopleSame(thread.participants, event.participants))
    thread.participants = event.participants;
}

function arePeopleSame(
  before: readonly Participant[] | undefined,
  after: readonly Participant[],
): boolean {
  return (
    before?.length === after.length &&
    after.every(
      ({ userId, displayName }, index) =>
        before[index]?.userId === userId && before[index].displayName === displayName,
    )
  );
}

/** Some people have come, or have got another name. */
export function addParticipants(batch: Batch, event: EventOf<'participants-added'>): void {
  const { threadId, participants, at } = event;
  changeParticipants(batch, threadId, at, participants);
}

/** Some people have left. */
export function removeParticipants(batch: Batch, event: EventOf<'participants-removed'>): void {
  const { threadId, userIds, at } = event;
  const people = userIds.map((userId) => ({ userId }));
  changeParticipants(batch, threadId, at, people, () => false);
}

/**
 * What was said last of each person holds; of two things said of one time, what came last. People who have come since the list was read
 * stand below it, in the order of their coming. A change to a list that has not been read yet is left to that read.
 */
function changeParticipants(
  batch: Batch,
  threadId: string,
  at: number | undefined,
  people: readonly Participant[],
  isStaying = (): boolean => true,
): void {
  const thread = knownDraftOf(batch, threadId)?.thread;
  if (thread?.participants === undefined) return;
  const { comings } = thread.index;
  const news = people.filter(({ userId }) => {
    const known = comings.get(userId);
    return at === undefined || known === undefined || at >= known.at;
  });
  if (news.length === 0) return;
  const ids = new Set(news.map(({ userId }) => userId));
  for (const id of ids) {
    const known = comings.get(id)?.at ?? 0;
    comings.delete(id);
    comings.set(id, { at: at ?? known, isListed: false });
  }
  const cameAt = ({ userId }: Participant): number => {
    const coming = comings.get(userId);
    return coming === undefined || coming.isListed ? -1 : coming.at;
  };
  const after = [
    ...thread.participants.filter(({ userId }) => !ids.has(userId)),
    ...news.filter(isStaying),
  ].toSorted(
    (a, b) => cameAt(a) - cameAt(b) || (cameAt(a) < 0 ? 0 : compareText(a.userId, b.userId)),
  );
  if (!arePeopleSame(thread.participants, after)) thread.participants = after;
  for (const id of comings.keys()) {
    if (comings.size <= maxComings) return;
    comings.delete(id);
  }
}
