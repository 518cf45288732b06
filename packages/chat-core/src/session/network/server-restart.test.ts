import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { issueTokenFor } from '../../../../chat-server/src/test-support/issue-token-for.ts';
import { startServerProcess } from '../../../../chat-server/src/test-support/server-process.ts';
import { ChatClient } from '../../chat-client.ts';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { joinNetwork } from '../../test-support/network-person.ts';
import { createThread, listTexts } from '../../test-support/network-scene.ts';
import { createTokenCredential } from '../../token-credential.ts';

const kills = 2;

test(
  'a server is killed under load and started again: what was acknowledged is there once, in order, and everybody shows it',
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'confab-restart-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const start = (port: string) =>
      startServerProcess('--port', port, '--storage', folder, '--rate-limits', 'off');
    let server = start('0');
    const { endpoint, connectionString } = await server.listening;
    const { port } = new URL(endpoint);
    const users = {
      ada: { name: 'Ada', ...(await issueTokenFor(connectionString, 'ada')) },
      grace: { name: 'Grace', ...(await issueTokenFor(connectionString, 'grace')) },
    };
    const direct = new ChatClient(endpoint, createTokenCredential(users.grace.token));
    const threadId = await createThread(direct, [users.ada.userId]);
    const place = { endpoint, port: Number(port), threadId, isIdempotent: true };
    const clock = createHurriedClock(5);
    const ada = await joinNetwork(place, users.ada, { clock });
    const grace = await joinNetwork(place, users.grace, { clock });

    const typed = { ada: [] as string[], grace: [] as string[] };
    const acknowledged: Promise<string>[] = [];
    const speak = (): void => {
      for (const [name, { session }] of Object.entries({ ada, grace }) as [
        keyof typeof typed,
        typeof ada,
      ][]) {
        const content = `${name} ${typed[name].length}`;
        typed[name].push(content);
        acknowledged.push(session.send(threadId, { content }).settled);
      }
    };
    for (let kill = 0; kill < kills; kill += 1) {
      const load = setInterval(speak, 20);
      await vi.waitFor(() => expect(typed.ada.length).toBeGreaterThan((kill + 1) * 30), 5_000);
      server.kill('SIGKILL');
      await server.ended;
      server = start(port);
      await server.listening;
      clearInterval(load);
    }
    await Promise.all(acknowledged);
    const stored = await listTexts(direct, threadId);
    for (const name of ['ada', 'grace'] as const) {
      expect(stored.filter((text) => text.startsWith(name))).toEqual(typed[name]);
    }
    for (const person of [ada, grace]) {
      await person.become('live', 20_000);
      await vi.waitFor(() => expect(person.texts()).toEqual(stored), 10_000);
      expect(person.mostDoubles()).toBe(1);
    }
  },
);
