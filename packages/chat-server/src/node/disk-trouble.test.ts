import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import type { AnswerRow } from '../test-support/rest-caller.ts';
import {
  startServerProcess,
  startServerProcessOnSmallDisk,
} from '../test-support/server-process.ts';
import type { ServerProcess } from '../test-support/server-process.ts';

async function signIn(server: ServerProcess) {
  const { endpoint, connectionString } = await server.listening;
  const { token } = await issueTokenFor(connectionString, 'ada');
  return createRestCaller(fetch, endpoint, token);
}

const textsOf = (rows: readonly AnswerRow[]): string[] =>
  rows.flatMap(({ type, content }) => (type === 'text' ? [content.message] : []));

test(
  'when the disk takes no more, a send is refused with 503, reads go on, and nothing acknowledged is lost',
  { timeout: 60_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'confab-disk-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const options = ['--port', '0', '--storage', folder, '--rate-limits', 'off'];
    const full = startServerProcessOnSmallDisk(700, ...options);
    const call = await signIn(full);
    const { chatThread } = (await call('POST', '/chat/threads', { topic: 'T' })).body;
    const messages = `/chat/threads/${chatThread.id}/messages`;

    const acknowledged: string[] = [];
    const requestId = { 'x-ms-client-request-id': 'the-last-one' };
    let refused: Awaited<ReturnType<typeof call>> | undefined;
    while (refused === undefined && acknowledged.length < 200) {
      const content = `${acknowledged.length} ${'x'.repeat(20_000)}`;
      const answer = await call('POST', messages, { content }, requestId);
      if (answer.status === 201) acknowledged.unshift(content);
      else refused = answer;
    }
    expect([refused?.status, refused?.body.error.code]).toEqual([503, 'ServiceUnavailable']);
    expect(refused?.body.error.message).not.toMatch(/SQLITE|\/|disk I\/O/);
    expect(acknowledged.length).toBeGreaterThan(3);
    expect((await call('GET', '/ready')).status).toBe(200);
    expect(textsOf((await call('GET', messages)).body.value)).toEqual(acknowledged);

    full.kill('SIGTERM');
    const { stderr } = await full.ended;
    const [line = ''] = stderr.split('\n');
    expect(JSON.parse(line)).toMatchObject({
      requestId: 'the-last-one',
      operation: 'sendMessage',
      code: expect.stringMatching(/^SQLITE_(?:FULL|IOERR)/),
      stack: expect.any(Array),
    });
    expect(stderr).not.toContain('xxx');

    const larger = await signIn(startServerProcess(...options));
    expect((await larger('POST', messages, { content: 'again' })).status).toBe(201);
    expect(textsOf((await larger('GET', messages)).body.value)).toEqual(['again', ...acknowledged]);
  },
);
