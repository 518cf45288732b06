import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createRestCaller } from '../test-support/rest-caller.ts';
import type { RestCaller } from '../test-support/rest-caller.ts';
import { startServerProcess } from '../test-support/server-process.ts';
import { signRequest } from '../test-support/sign-request.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';

const rounds = 5;

/** Makes the user behind `customId`, or finds him again, as a backend with the connection string does. */
async function issueToken(connectionString: string, customId: string) {
  const [, endpoint = '', accessKey = ''] =
    /^endpoint=(.+)\/;accesskey=(.+)$/.exec(connectionString) ?? [];
  const url = `${endpoint}/identities?api-version=2023-10-01`;
  const body = JSON.stringify({ customId, createTokenWithScopes: ['chat'] });
  const headers = await signRequest('POST', url, body, accessKey, Date.now());
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer: { identity: { id: string }; accessToken: { token: string } } =
    await response.json();
  return { token: answer.accessToken.token, userId: answer.identity.id };
}

/** Sends numbered messages one after another until the server dies. Returns those that it acknowledged. */
async function writeUntilDead(
  call: RestCaller,
  path: string,
  writer: string,
  onAcknowledged: () => void,
): Promise<string[]> {
  const acknowledged: string[] = [];
  try {
    for (let count = 0; ; count++) {
      const content = `${writer}-${count}`;
      const { status } = await call(
        'POST',
        path,
        { content },
        { 'repeatability-request-id': content },
      );
      if (status !== 201) continue;
      acknowledged.push(content);
      onAcknowledged();
    }
  } catch {
    // The connection broke: whether the last message was stored is open, and it was not acknowledged.
    return acknowledged;
  }
}

async function listContents(call: RestCaller, path: string): Promise<string[]> {
  const contents: string[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const { body }: Awaited<ReturnType<RestCaller>> = await call('GET', next);
    const texts = body.value.filter(({ type }) => type === 'text');
    contents.unshift(...texts.map(({ content }) => content.message).toReversed());
    next = body.nextLink;
  }
  return contents;
}

test(
  `after kill -9 under load, ${rounds} times: every acknowledged message is there once, in order, and a client resumes`,
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'confab-durability-'));
    const acknowledged: string[] = [];
    let thread: string | undefined;
    let held: { point: { epoch: string; offset: number }; seen: number } | undefined;

    for (let round = 0; round <= rounds; round++) {
      const server = startServerProcess('--port', '0', '--storage', folder);
      const { endpoint, connectionString } = await server.listening;
      const ada = await issueToken(connectionString, 'ada');
      const grace = await issueToken(connectionString, 'grace');
      const call = createRestCaller(fetch, endpoint, ada.token);
      if (thread === undefined) {
        const participants = [{ communicationIdentifier: { rawId: grace.userId } }];
        thread = (await call('POST', '/chat/threads', { topic: 'T', participants })).body.chatThread
          .id;
      }
      const path = `/chat/threads/${thread}/messages?maxPageSize=200`;
      const stored = await listContents(call, path);
      const storedSet = new Set(stored);
      expect(acknowledged.filter((content) => !storedSet.has(content))).toEqual([]);
      expect(storedSet.size).toBe(stored.length);
      for (const writer of new Set(
        stored.map((content) => content.slice(0, content.lastIndexOf('-'))),
      )) {
        const numbers = stored
          .filter((content) => content.startsWith(`${writer}-`))
          .map((content) => Number(content.split('-')[2]));
        expect(numbers).toEqual(numbers.map((_, index) => index));
      }

      // Grace comes back with what she held before the kill and gets exactly what was stored since.
      const reader = createSocketReader(
        new WebSocket(`${endpoint.replace('http', 'ws')}/realtime`),
      );
      await reader.send({
        type: 'hello',
        protocol: 1,
        token: grace.token,
        ...(held && { resume: held.point }),
      });
      const ready = await reader.next();
      let offset = ready.offset;
      if (held !== undefined) {
        expect(ready).toMatchObject({ recovered: true, epoch: held.point.epoch });
        const missed: string[] = [];
        while (missed.length < stored.length - held.seen) {
          const frame = await reader.next();
          offset = frame.offset;
          missed.push(frame.data.message.content.message);
        }
        expect(missed).toEqual(stored.slice(held.seen));
      }
      held = { point: { epoch: ready.epoch, offset }, seen: stored.length };
      reader.close();

      if (round < rounds) {
        // A moment that the server does not choose: after a random number of answers, with others in progress.
        let left = 10 + Math.floor(Math.random() * 90);
        const countDown = (): void => {
          left -= 1;
          if (left === 0) server.kill('SIGKILL');
        };
        const writers = ['a', 'b', 'c'].map((name) =>
          writeUntilDead(call, path, `${round}-${name}`, countDown),
        );
        acknowledged.push(...(await Promise.all(writers)).flat());
      } else {
        server.kill('SIGTERM');
      }
      await server.ended;
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 10);
    await rm(folder, { recursive: true });
  },
);
