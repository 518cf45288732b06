import { describe, expect, test } from 'vitest';
import type { ChatEvent } from '../session/chat-event.ts';
import { fold, grace, threadId, threadOf } from '../test-support/fold-scene.ts';

describe('the people of a thread', () => {
  const [linus, ken] = [{ userId: '8:acs:linus' }, { userId: '8:acs:ken' }];
  const listedPeople: ChatEvent = {
    type: 'participants-listed',
    threadId,
    participants: [{ userId: grace }, linus],
  };
  const came = (at: number, ...participants: { userId: string }[]): ChatEvent => ({
    type: 'participants-added',
    threadId,
    participants,
    at,
  });
  const left = (at: number, { userId }: { userId: string }): ChatEvent => ({
    type: 'participants-removed',
    threadId,
    userIds: [userId],
    at,
  });
  const after = (...events: ChatEvent[]): readonly unknown[] | undefined =>
    threadOf(fold([listedPeople], ...events.map((event) => [event]))).participants;

  test('are those who came last, in whatever order it is heard of', () => {
    const back = [{ userId: grace }, linus];
    expect(after(left(1, linus), came(2, linus))).toEqual(back);
    expect(after(came(2, linus), left(1, linus))).toEqual(back);
    expect(after(left(3, linus), came(2, linus))).toEqual([{ userId: grace }]);
    expect(after(came(3, ken), came(2, linus))).toEqual([{ userId: grace }, linus, ken]);
  });

  test('of whom it is said at one time that they go and come are as it was said last', () => {
    expect(after(left(1, linus), came(1, linus))).toContainEqual(linus);
    expect(after(came(1, linus), left(1, linus))).not.toContainEqual(linus);
  });

  test('stay in the order of the list, and what is said later of them moves only them', () => {
    expect(after(came(5, ken), listedPeople, came(6, ken))).toEqual([
      { userId: grace },
      linus,
      ken,
    ]);
    expect(after(came(5, { userId: grace }), listedPeople, came(6, ken))).toEqual([
      { userId: grace },
      linus,
      ken,
    ]);
  });

  test('are not remembered without end', () => {
    const many = Array.from({ length: 600 }, (_, index) => came(1, { userId: `${index}` }));
    const goings = Array.from({ length: 600 }, (_, index) => left(2, { userId: `${index}` }));
    const state = fold([listedPeople], many, goings);
    expect(threadOf(state).participants).toHaveLength(2);
    expect(threadOf(state).index.comings.size).toBe(500);
  });
});
