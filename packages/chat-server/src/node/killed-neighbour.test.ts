import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createDurableWriter } from '../test-support/durable-writer.ts';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import type { RestCaller } from '../test-support/rest-caller.ts';
import { startServerProcess } from '../test-support/server-process.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';

const rounds = 5;

async function listTexts(call: RestCaller, path: string): Promise<string[]> {
  const texts: string[] = [];
  let next: string | undefined = `${path}?maxPageSize=200`;
  while (next !== undefined) {
    const { body }: Awaited<ReturnType<RestCaller>> = await call('GET', next);
    const rows = body.value.filter(({ type }) => type === 'text');
    texts.unshift(...rows.map(({ content }) => content.message).toReversed());
    next = body.nextLink;
  }
  return texts;
}

test(
  'of two processes on one folder one dies by kill -9 again and again: the other one goes on, and its client misses, doubles and reorders nothing',
  { timeout: 90_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'confab-neighbour-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const start = () => {
      const options = ['--port', '0', '--share-storage', '--storage', folder];
      return startServerProcess(...options, '--rate-limits', 'off');
    };
    const survivor = start();
    const { endpoint, connectionString } = await survivor.listening;
    const { token } = await issueTokenFor(connectionString, 'ada');
    const call = createRestCaller(fetch, endpoint, token);
    const { chatThread } = (await call('POST', '/chat/threads', { topic: 'T' })).body;
    const path = `/chat/threads/${chatThread.id}/messages`;
    const reader = createSocketReader(new WebSocket(`${endpoint.replace('http', 'ws')}/realtime`));
    await reader.send({ type: 'hello', protocol: 1, token });
    expect(await reader.next()).toMatchObject({ type: 'ready' });

    const mortals = ['a', 'b'].map(createDurableWriter);
    const own: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const neighbour = start();
      const theirs = createRestCaller(fetch, (await neighbour.listening).endpoint, token);
      let left = 10 + Math.floor(Math.random() * 30);
      let isDead = false;
      const countDown = (): void => {
        left -= 1;
        if (left === 0) neighbour.kill('SIGKILL');
      };
      const write = async (): Promise<void> => {
        while (!isDead) {
          const content = `own-${own.length}`;
          expect((await call('POST', path, { content })).status).toBe(201);
          own.push(content);
        }
      };
      const dying = mortals.map((writer) => writer.sendUntilDead(theirs, path, countDown));
      const writing = write();
      await Promise.all(dying);
      isDead = true;
      await writing;
      for (const writer of mortals) await writer.repeatLast(call, path);
    }

    const texts = await listTexts(call, path);
    expect(new Set(texts).size).toBe(texts.length);
    const acknowledged = [...own, ...mortals.flatMap((writer) => writer.acknowledged)];
    expect(acknowledged.filter((text) => !texts.includes(text))).toEqual([]);
    for (const name of ['own', 'a', 'b']) {
      const numbered = texts.filter((text) => text.startsWith(`${name}-`));
      expect(numbered).toEqual(numbered.map((_, index) => `${name}-${index}`));
    }
    const received = () =>
      reader.waiting
        .filter(({ event }) => event === 'chatMessageReceived')
        .map(({ data }) => data.message.content.message);
    await vi.waitFor(() => expect(received()).toHaveLength(texts.length), 5_000);
    expect(received()).toEqual(texts);
    survivor.kill('SIGTERM');
    expect((await survivor.ended).stderr).toBe('');
  },
);
