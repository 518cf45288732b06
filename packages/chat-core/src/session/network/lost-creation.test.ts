import { expect, test, vi } from 'vitest';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { createNetworkScene } from '../../test-support/network-scene.ts';

test.each(['lose-response', 'lose-request', 'truncate-response'] as const)(
  'a thread whose creation meets the fault %s is there once, for everybody, and can be written in',
  { timeout: 20_000 },
  async (fault) => {
    const clock = createHurriedClock(10);
    const { ada, grace, direct } = await createNetworkScene({ clock });
    ada.proxy.setFaults([{ do: fault, match: /^POST \/chat\/threads\?/, times: 1 }]);
    const { threadId, failed } = await ada.session.createThread({
      topic: 'Second',
      participants: [{ userId: grace.userId, displayName: 'Grace' }],
    });
    expect(failed).toEqual([]);
    const creations = ada.requests.filter((request) => request.startsWith('POST /chat/threads?'));
    expect(creations.length).toBeGreaterThanOrEqual(fault === 'lose-request' ? 1 : 2);
    const listed: string[] = [];
    for await (const { id, topic } of direct.listChatThreads())
      if (topic === 'Second') listed.push(id);
    expect(listed).toEqual([threadId]);
    await ada.session.send(threadId, { content: 'Hello' }).settled;
    for (const { state } of [ada, grace])
      await vi.waitFor(() => {
        const topics = [...state().threads.values()].map(({ topic }) => topic);
        expect(topics.filter((topic) => topic === 'Second')).toHaveLength(1);
      });
  },
);
