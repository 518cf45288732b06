import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createDurableEditor, createDurableWriter } from '../test-support/durable-writer.ts';
import type { DurableEditor, DurableWriter } from '../test-support/durable-writer.ts';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import type { RestCaller } from '../test-support/rest-caller.ts';
import { startServerProcess } from '../test-support/server-process.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import type { SocketFrame } from '../test-support/socket-reader.ts';

/** 20 in the ordinary run; the slow tier asks for more. */
const rounds = Number(env['CONFAB_DURABILITY_ROUNDS'] ?? 20);
/** Where the slow tier wants the figures, if it does. */
const figuresFile = env['CONFAB_FIGURES_FILE'];

/** Every text of the thread (or those after `last`), oldest first, without what the service wrote. */
async function listContents(call: RestCaller, path: string, last?: string): Promise<string[]> {
  const contents: string[] = [];
  let next: string | undefined = `${path}?maxPageSize=200`;
  while (next !== undefined && (last === undefined || !contents.includes(last))) {
    const { body }: Awaited<ReturnType<RestCaller>> = await call('GET', next);
    const texts = body.value.filter(({ type }) => type === 'text');
    contents.unshift(...texts.map(({ content }) => content.message).toReversed());
    next = body.nextLink;
  }
  return last === undefined ? contents : contents.slice(contents.indexOf(last) + 1);
}

/** What was there before is there still, at its place, and so is all that was acknowledged since. */
function expectDurable(
  found: readonly string[],
  before: readonly string[],
  writers: readonly DurableWriter[],
  editor: DurableEditor,
): void {
  const [edited = '', ...texts] = found;
  expect(texts.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(1));
  const all = new Set(texts);
  expect(all.size).toBe(texts.length);
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  expect(acknowledged.filter((content) => !all.has(content))).toEqual([]);
  // The last edit may have been stored without an answer.
  expect(Number(edited.replace('edit-', '')) - editor.acknowledged).toBeOneOf([0, 1]);
}

/** What a client holds between two connections. */
interface ResumePoint {
  readonly epoch: string;
  readonly offset: number;
}

/**
 * Connects, after a break if `resume` is given, and reads until the message `last` has come. Returns the texts of
 * all new messages in the order of their arrival, and where the client stands then.
 */
async function readUntil(
  socketUrl: string,
  token: string,
  resume: ResumePoint | undefined,
  markEnd: () => Promise<string>,
): Promise<{ received: string[]; point: ResumePoint }> {
  const reader = createSocketReader(new WebSocket(socketUrl));
  await reader.send({ type: 'hello', protocol: 1, token, ...(resume && { resume }) });
  const ready = await reader.next();
  if (resume !== undefined) expect(ready).toMatchObject({ recovered: true, epoch: resume.epoch });
  const last = await markEnd();
  const received: string[] = [];
  let { offset } = ready;
  while (received.at(-1) !== last) {
    const frame: SocketFrame = await reader.next();
    if (frame.type !== 'event') continue;
    expect(frame.offset).toBeGreaterThan(offset);
    ({ offset } = frame);
    if (frame.event === 'chatMessageReceived') received.push(frame.data.message.content.message);
  }
  reader.close();
  return { received, point: { epoch: ready.epoch, offset } };
}

/** Starts the server on the folder and signs two people in. */
async function startServer(folder: string) {
  const server = startServerProcess('--port', '0', '--storage', folder, '--rate-limits', 'off');
  const { endpoint, connectionString } = await server.listening;
  const signIn = async (name: string) => {
    const { token, userId } = await issueTokenFor(connectionString, name);
    return { token, userId, call: createRestCaller(fetch, endpoint, token) };
  };
  const socketUrl = `${endpoint.replace('http', 'ws')}/realtime`;
  return { server, socketUrl, ada: await signIn('ada'), grace: await signIn('grace') };
}

/** A thread of the two with one message that is going to be edited. */
async function startThread(call: RestCaller, graceId: string) {
  const participants = [{ communicationIdentifier: { rawId: graceId } }];
  const { body } = await call('POST', '/chat/threads', { topic: 'T', participants });
  const path = `/chat/threads/${body.chatThread.id}/messages`;
  const edited = await call('POST', path, { content: 'edit-0' });
  return { path, editedPath: `${path}/${edited.body.id}` };
}

test(
  `after kill -9 under load, ${rounds} times: every acknowledged message is there once, in order, and a client resumes`,
  { timeout: 30_000 + rounds * 6_000 },
  async () => {
    const started = performance.now();
    const folder = await mkdtemp(join(tmpdir(), 'confab-durability-'));
    const writers = ['a', 'b', 'c', 'd'].map(createDurableWriter);
    const editor = createDurableEditor();
    let thread: Awaited<ReturnType<typeof startThread>> | undefined;
    let stored: string[] = [];
    let storedUnanswered = 0;
    let point: ResumePoint | undefined;

    for (let round = 0; round <= rounds; round++) {
      const { server, socketUrl, ada, grace } = await startServer(folder);
      const callerOf = (index: number): RestCaller => (index % 2 === 0 ? ada : grace).call;
      thread ??= await startThread(ada.call, grace.userId);
      const { path, editedPath } = thread;

      const found = await listContents(ada.call, path);
      expectDurable(found, stored, writers, editor);
      storedUnanswered += writers.filter(({ pending }) => found.includes(pending)).length;

      // A request that the crash cut off is repeated: it is stored now, or was stored then, but not twice.
      if (round > 0) {
        for (const [index, writer] of writers.entries()) {
          await writer.repeatLast(callerOf(index), path);
        }
      }

      // Grace comes back with what she held and gets exactly what was stored since, in the order of the list.
      const seen = stored.length;
      const resumed = await readUntil(socketUrl, grace.token, point, async () => {
        const content = `mark-${round}`;
        await ada.call('POST', path, { content });
        stored = [...found, ...(await listContents(ada.call, path, found.at(-1)))];
        return content;
      });
      point = resumed.point;
      if (round > 0) expect(resumed.received).toEqual(stored.slice(seen));
      for (const { name } of writers) {
        const own = stored.filter((content) => content.startsWith(`${name}-`));
        expect(own).toEqual(own.map((_, index) => `${name}-${index}`));
      }

      if (round === rounds) {
        server.kill('SIGTERM');
      } else {
        // A moment that the server does not choose: after a random number of answers, with others in progress.
        let left = 10 + Math.floor(Math.random() * 90);
        const countDown = (): void => {
          left -= 1;
          if (left === 0) server.kill('SIGKILL');
        };
        await Promise.all([
          editor.editUntilDead(ada.call, editedPath),
          ...writers.map((writer, index) => writer.sendUntilDead(callerOf(index), path, countDown)),
        ]);
      }
      await server.ended;
    }

    const messages = writers.flatMap((writer) => writer.acknowledged).length;
    expect(messages).toBeGreaterThanOrEqual(rounds * 10);
    if (figuresFile !== undefined) {
      const durationMs = Math.round(performance.now() - started);
      const counts = { rounds, messages, edits: editor.acknowledged, storedUnanswered };
      const figures = { ...counts, lost: 0, doubled: 0, durationMs };
      await writeFile(figuresFile, JSON.stringify(figures));
    }
    await rm(folder, { recursive: true });
  },
);
