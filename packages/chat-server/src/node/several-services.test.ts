import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createLocalFanOut, createPollingFanOut } from '../realtime/fan-out.ts';
import { systemSchedule } from '../runtime.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';
import { signRequest } from '../test-support/sign-request.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { openLibsqlStorage } from './libsql-storage.ts';

let folder: string;
let services: ChatService[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-several-'));
});
afterEach(async () => {
  for (const service of services) await service.close();
  services = [];
  await rm(folder, { recursive: true, force: true });
});

/** Two services of one process that share a memory. */
async function shareMemory(): Promise<void> {
  const storage = createMemoryStorage();
  const fanOut = createLocalFanOut();
  for (let index = 0; index < 2; index++) {
    services.push(await createChatService({ storage, fanOut }));
  }
}

/** Two services that share nothing but a database file, as two processes do. */
async function shareFile(): Promise<void> {
  for (let index = 0; index < 2; index++) {
    const storage = await openLibsqlStorage(folder);
    const fanOut = createPollingFanOut(storage, systemSchedule);
    services.push(await createChatService({ storage, fanOut }));
  }
}

describe.each([
  ['one memory', shareMemory],
  ['one database file', shareFile],
])('two services on %s', (_title, share) => {
  let scene: Scene;
  let messages: string;
  beforeEach(async () => {
    await share();
    scene = await setScene(serviceAt(0));
    messages = `/chat/threads/${scene.threadId}/messages`;
  });
  const serviceAt = (index: number): ChatService => {
    const service = services[index];
    if (service === undefined) throw new Error(`There is no service ${index}.`);
    return service;
  };
  const signIn = async (index: number, person: ScenePerson, resume?: object) => {
    const reader = createSocketReader(serviceAt(index).webSocket('ws://localhost/realtime'));
    await reader.send({
      type: 'hello',
      protocol: 1,
      token: person.token,
      ...(resume && { resume }),
    });
    return { reader, ready: await reader.next() };
  };
  const send = async (content: string): Promise<string> =>
    (await scene.ada.call('POST', messages, { content })).body.id;

  test('what is written through one reaches a client of the other', async () => {
    const { reader } = await signIn(1, scene.grace);
    const id = await send('Over there');
    expect(await reader.next()).toMatchObject({
      event: 'chatMessageReceived',
      data: { message: { id, content: { message: 'Over there' } } },
    });
  });

  test('a client resumes with the other, and misses nothing', async () => {
    const before = await signIn(0, scene.grace);
    before.reader.close();
    const ids = [await send('One'), await send('Two')];
    const { reader, ready } = await signIn(1, scene.grace, before.ready);
    expect(ready).toMatchObject({ recovered: true, epoch: before.ready.epoch });
    for (const id of ids) {
      expect(await reader.next()).toMatchObject({ data: { message: { id } } });
    }
    const id = await send('Three');
    expect(await reader.next()).toMatchObject({ data: { message: { id } } });
  });

  test('a client that breaks off and resumes with either again and again, while messages pour in, gets each once and in order', async () => {
    let { reader, ready } = await signIn(0, scene.grace);
    let { offset } = ready;
    const received: string[] = [];
    const sent: string[] = [];
    let isWriting = true;
    const write = async (): Promise<void> => {
      for (; sent.length < 150; await new Promise((resolve) => setImmediate(resolve))) {
        sent.push(await send(`${sent.length}`));
      }
      isWriting = false;
    };
    const writing = write();
    const read = async (): Promise<void> => {
      const frame = await reader.next();
      if (frame.type !== 'event') return;
      expect(frame.offset).toBeGreaterThan(offset);
      ({ offset } = frame);
      received.push(frame.data.message.id);
    };
    for (let round = 1; isWriting; round++) {
      for (let count = 0; count < round % 4 && received.length < 150; count++) await read();
      reader.close();
      // What has arrived and was not looked at counts as lost with the socket.
      ({ reader, ready } = await signIn(round % 2, scene.grace, { epoch: ready.epoch, offset }));
      expect(ready).toMatchObject({ recovered: true, offset });
    }
    await writing;
    while (received.length < 150) await read();
    await writing;
    expect(received).toEqual(sent);
  });

  test('somebody who is removed through one gets nothing more from the other', async () => {
    const { reader } = await signIn(1, scene.grace);
    const person = { rawId: scene.grace.userId };
    await scene.ada.call('POST', `/chat/threads/${scene.threadId}/participants/:remove`, person);
    await send('Not for Grace');
    expect(await reader.next()).toMatchObject({ event: 'participantsRemoved' });
    const own = await scene.grace.call('POST', '/chat/threads', { topic: 'Own' });
    expect(await reader.next()).toMatchObject({
      event: 'chatThreadCreated',
      data: { threadId: own.body.chatThread.id },
    });
  });

  test('both write to one thread at the same time, and every message has a place of its own', async () => {
    const call = async (index: number, content: string) => {
      const { token } = scene.ada;
      const response = await serviceAt(index).fetch(
        `http://localhost${messages}?api-version=2025-03-15`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ content }),
        },
      );
      expect(response.status).toBe(201);
    };
    await Promise.all(Array.from({ length: 60 }, (_, index) => call(index % 2, `${index}`)));
    const { value } = (await scene.ada.call('GET', `${messages}?maxPageSize=200`)).body;
    const texts = value.filter(({ type }) => type === 'text');
    expect(new Set(texts.map(({ content }) => content.message)).size).toBe(60);
    expect(new Set(texts.map(({ id }) => id)).size).toBe(60);
  });

  test('a token that is revoked through one closes its sockets on the other', async () => {
    const { reader } = await signIn(1, scene.grace);
    const accessKey = serviceAt(0).connectionString.split('accesskey=')[1] ?? '';
    const url = `http://localhost/identities/${scene.grace.userId}/:revokeAccessTokens?api-version=2023-10-01`;
    const headers = signRequest('POST', url, '', accessKey, Date.now());
    expect((await serviceAt(0).fetch(url, { method: 'POST', headers })).status).toBe(204);
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'Unauthorized' });
    expect(await reader.closed).toBe(4401);
  });
});

test('message ids and the order of messages go on rising after a restart with a clock that is an hour behind', async () => {
  const now = Date.UTC(2026, 0, 5, 9);
  const start = async (clock: { now: () => number }): Promise<ChatService> => {
    const service = await createChatService({ storage: await openLibsqlStorage(folder), clock });
    services.push(service);
    return service;
  };
  const first = await start({ now: () => now });
  const { ada, threadId } = await setScene(first);
  const path = `/chat/threads/${threadId}/messages`;
  const before = (await ada.call('POST', path, { content: 'Before' })).body.id;
  await first.close();

  const second = await start({ now: () => now - 3_600_000 });
  const { token } = await second.createUser('ada');
  const call = createRestCaller(second.fetch, 'http://localhost', token);
  const after = (await call('POST', path, { content: 'After' })).body.id;
  expect(Number(after)).toBeGreaterThan(Number(before));
  const listed = (await call('GET', path)).body.value.filter(({ type }) => type === 'text');
  expect(listed.map(({ content }) => content.message)).toEqual(['After', 'Before']);
});
