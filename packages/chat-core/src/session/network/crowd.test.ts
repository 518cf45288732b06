import { writeFileSync } from 'node:fs';
import { serveChatService } from '@confab/chat-server/node';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ChatClient } from '../../chat-client.ts';
import { systemClock } from '../../platform/clock.ts';
import { systemRandom, type RandomSource } from '../../platform/random.ts';
import { createThread } from '../../test-support/network-scene.ts';
import { joinNetwork, type NetworkPerson } from '../../test-support/network-person.ts';
import { createTokenCredential } from '../../token-credential.ts';

/** `npm run test:slow` fills the thread: 250 people. */
const crowdSize = Number(process.env['CONFAB_CROWD'] ?? 30);
/** The service creates threads of so many, and takes more later. */
const batch = 199;
/** So many can join within a minute of the service, whose limits are for a thread. */
const joinsInAMinute = 50;
/** So many lists of its messages a thread has for all its people. */
const listsInTenSeconds = 250;
/** The slow tests collect the figures of their parts in files. */
const figuresFile = process.env['CONFAB_FIGURES_FILE'];

interface Crowd {
  readonly people: readonly NetworkPerson[];
  /** Somebody who is not cut off says something. */
  say(text: string): Promise<unknown>;
}

/** So many people in one thread of a service with Azure's limits. */
async function gather(count: number, random: RandomSource): Promise<Crowd> {
  // Nobody wants to wait while people join one after the other, so the service's time jumps then.
  let jumpedMs = 0;
  const passMinute = (): void => void (jumpedMs += 60_000);
  const clock = { ...systemClock, now: () => systemClock.now() + jumpedMs };
  const limits = { rateLimits: 'acs', clock } as const;
  const served = await serveChatService({ port: 0, storage: 'memory', ...limits });
  onTestFinished(() => served.close());
  const { service, endpoint, port } = served;
  const users: { name: string; userId: string; token: string }[] = [];
  for (let index = 0; index < count; index += 1) {
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
  const people: NetworkPerson[] = [];
  for (const user of users) {
    if (people.length % joinsInAMinute === 0) passMinute();
    people.push(await joinNetwork(place, user, { random }));
  }
  passMinute();
  return { people, say: (content) => thread.sendMessage({ content }) };
}

/** How many lists of messages were answered, and how many refused because there were too many. */
function countLists({ people: all }: Crowd): { lists: number; refused: number } {
  const answers = all.flatMap((person) => person.answers);
  const count = (pattern: RegExp): number => answers.filter((one) => pattern.test(one)).length;
  return { lists: count(/^200 GET .*\/messages$/), refused: count(/^429 GET .*\/messages$/) };
}

/** Cuts some people off together; resolves to how far apart the first quarter of them and the last one ask for another connection, ms. */
async function measureSpread(cut: readonly NetworkPerson[]): Promise<number> {
  await Promise.all(cut.map(({ become }) => become('live', 40_000)));
  const before = cut.map(({ socketsAt }) => socketsAt.length);
  for (const { proxy } of cut) proxy.cut();
  const asked = await Promise.all(
    cut.map(({ socketsAt }, index) =>
      vi.waitFor(
        () => socketsAt[before[index] ?? 0] ?? Promise.reject(new Error('Not yet.')),
        20_000,
      ),
    ),
  );
  const sorted = asked.toSorted((a, b) => a - b);
  const askedBy = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return askedBy(0.75) - askedBy(0.25);
}

test(
  'everybody in a large thread is cut off at once: they come back one after the other, and within half a minute all of them show what was missed',
  { timeout: 30_000 + crowdSize * 500 },
  async () => {
    let isRandom = true;
    const random = { ...systemRandom, next: () => (isRandom ? systemRandom.next() : 0) };
    const crowd = await gather(crowdSize, random);
    const before = countLists(crowd);
    for (const { proxy } of crowd.people) proxy.cut();
    await crowd.say('Who is still there?');
    const start = performance.now();
    const backAfter = await Promise.all(
      crowd.people.map(async ({ become, texts }) => {
        await become('live', 40_000);
        await vi.waitFor(() => expect(texts()).toContain('Who is still there?'), 40_000);
        return performance.now() - start;
      }),
    );
    const p99Ms = backAfter.toSorted((a, b) => a - b)[Math.floor(crowdSize * 0.99)];
    const after = countLists(crowd);
    const lists = after.lists - before.lists;
    const refusedLists = after.refused - before.refused;
    // A process that has other things to do for so many is late, whatever it waits for.
    const few = crowd.people.slice(0, 30);
    const apartMs = await measureSpread(few);
    isRandom = false;
    const togetherMs = await measureSpread(few);
    const figures = JSON.stringify({
      people: crowdSize,
      p99Ms,
      lists,
      refusedLists,
      apartMs,
      togetherMs,
    });
    if (figuresFile !== undefined) writeFileSync(figuresFile, figures);

    expect(p99Ms).toBeLessThan(30_000);
    // The service keeps nothing for them, so everybody has read what was missed.
    expect(lists).toBeGreaterThanOrEqual(crowdSize);
    // Everybody reads what was missed, and soon after compares what is shown.
    if (2 * crowdSize <= listsInTenSeconds) expect(refusedLists).toBe(0);
    expect(apartMs).toBeGreaterThan(200);
    // Without chance they would all ask at the same time.
    expect(togetherMs).toBeLessThan(apartMs / 2);
  },
);
