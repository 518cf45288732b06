import { serveChatService } from '@confab/chat-server/node';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ChatClient } from '../../chat-client.ts';
import { systemClock } from '../../platform/clock.ts';
import { createThread } from '../../test-support/network-scene.ts';
import { joinNetwork, type NetworkPerson } from '../../test-support/network-person.ts';
import { createTokenCredential } from '../../token-credential.ts';

/** `npm run test:slow` fills the thread: 250 people. */
const people = Number(process.env['CONFAB_CROWD'] ?? 30);
/** The service creates threads of so many, and takes more later. */
const batch = 199;
/** So many can join within a minute of the service, whose limits are for a thread. */
const joinsInAMinute = 50;

test(
  'everybody in a large thread is cut off at once: they come back one after the other, and within half a minute all of them show what was missed',
  { timeout: 30_000 + people * 500 },
  async () => {
    // The limits are those of Azure. Nobody wants to wait while people join one after the other, so the service's time jumps then.
    let jumpedMs = 0;
    const clock = { ...systemClock, now: () => systemClock.now() + jumpedMs };
    const limits = { rateLimits: 'acs', clock } as const;
    const served = await serveChatService({ port: 0, storage: 'memory', ...limits });
    onTestFinished(() => served.close());
    const { service, endpoint, port } = served;
    const users: { name: string; userId: string; token: string }[] = [];
    for (let index = 0; index < people; index += 1) {
      const name = `Person ${index}`;
      users.push({ name, ...(await service.createUser(name)) });
    }
    const [creator, ...others] = users;
    const direct = new ChatClient(endpoint, createTokenCredential(creator?.token ?? ''), {
      fetch: service.fetch,
    });
    const ids = others.map(({ userId }) => userId);
    const threadId = await createThread(direct, ids.slice(0, batch));
    const thread = direct.getChatThreadClient(threadId);
    const late = ids.slice(batch).map((communicationUserId) => ({ id: { communicationUserId } }));
    if (late.length > 0) await thread.addParticipants({ participants: late });
    const place = { endpoint, port, threadId, isIdempotent: true, canResume: false };
    const crowd: NetworkPerson[] = [];
    for (const user of users) {
      if (crowd.length % joinsInAMinute === 0) jumpedMs += 60_000;
      crowd.push(await joinNetwork(place, user));
    }
    jumpedMs += 60_000;

    const countLists = (): number =>
      crowd.flatMap(({ requests }) => requests).filter((path) => /^GET .*\/messages\?/.test(path))
        .length;
    const before = countLists();
    for (const { proxy } of crowd) proxy.cut();
    await thread.sendMessage({ content: 'Who is still there?' });
    const start = performance.now();
    const backAfter = await Promise.all(
      crowd.map(async ({ become, texts }) => {
        await become('live', 40_000);
        await vi.waitFor(() => expect(texts()).toContain('Who is still there?'), 40_000);
        return performance.now() - start;
      }),
    );
    const sorted = backAfter.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(people * 0.99)]).toBeLessThan(30_000);
    // The service keeps nothing for them, so everybody has read what was missed.
    expect(countLists() - before).toBeGreaterThanOrEqual(people);
    // They did not come all together: half of them waited longer than the first quarter.
    expect((sorted[people / 2] ?? 0) - (sorted[0] ?? 0)).toBeGreaterThan(200);
  },
);
