import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startDemo } from '../harness/start-demo.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-start-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes a port, as another program would. */
async function occupyPort(): Promise<{ port: number; release: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port was given.');
  return { port: address.port, release: () => server.close() };
}

/** Runs `npm start` as a user does. Resolves with what it printed once `until` matches, or with its end. */
function runStart(args: readonly string[]) {
  const child = spawn('npm', ['start', '--', '--no-open', ...args], {
    cwd: root,
    // A process group of its own, as a terminal gives each command: Ctrl-C reaches all of it at once.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, ended, output: () => output };
}

for (const [how, stop] of [
  ['SIGTERM', (pid: number) => process.kill(pid, 'SIGTERM')],
  ['Ctrl-C', (pid: number) => process.kill(-pid, 'SIGINT')],
] as const) {
  test(`npm start says what it does, takes another port when one is in use, and leaves no process on ${how}`, async () => {
    const { port, release } = await occupyPort();
    const start = runStart(['--port', String(port), '--chat-port', '0', '--data', folder]);
    await expect.poll(start.output, { timeout: 60_000 }).toContain('Ctrl-C stops everything');
    const output = start.output();
    expect(output).toContain('starting the demo');
    const url = /http:\/\/localhost:(\d+)\/\?user=ada/.exec(output);
    expect(url?.[1]).not.toBe(String(port));
    expect((await fetch(String(url?.[0]))).status).toBe(200);
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];

    stop(start.child.pid ?? 0);
    await start.ended;
    await expect.poll(() => fetch(`${endpoint}/chat/threads`).catch(() => 'gone')).toBe('gone');
    await expect.poll(() => fetch(String(url?.[0])).catch(() => 'gone')).toBe('gone');
    // Nothing of the process group is left either.
    await expect.poll(() => isAlive(-(start.child.pid ?? 0))).toBe(false);
    release();
  });
}

for (const [problem, args, message] of [
  ['a port that is no port', ['--port', 'abc'], '--port abc is not a port'],
  ['an unknown option', ['--bogus'], "Unknown option '--bogus'"],
] as const) {
  test(`npm start with ${problem} ends with 1 and says what to do`, async () => {
    const start = runStart(args);
    expect(await start.ended).not.toBe(0);
    expect(start.output()).toContain(message);
    expect(start.output()).not.toContain('    at ');
  });
}

test('npm start with a data folder that cannot be written ends with 1 and says so', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const start = runStart(['--port', '0', '--chat-port', '0', '--data', join(file, 'below')]);
  expect(await start.ended).toBe(1);
  expect(start.output()).toContain('Choose a folder that this user may write to');
  expect(start.output()).not.toContain('    at ');
});

test('the chat-server ends when the demo that started it is killed', async () => {
  const demo = await startDemo({ dataFolder: folder });
  const { chatServerPid } = demo;
  expect(isAlive(chatServerPid)).toBe(true);
  await demo.kill();
  await expect.poll(() => isAlive(chatServerPid)).toBe(false);
});

test('a second start finds the conversations of the first, and adds none', async () => {
  const first = await startDemo({ dataFolder: folder });
  const before = await readThreads(first);
  await first.stop();
  const second = await startDemo({ dataFolder: folder });
  expect(await readThreads(second)).toEqual(before);
  expect(before).toHaveLength(4);
  await second.stop();
});

async function readThreads({
  url,
  endpoint,
}: {
  url: string;
  endpoint: string;
}): Promise<unknown[]> {
  const signIn = await (await fetch(`${url}/demo/token?user=ada`, { method: 'POST' })).json();
  const answer = await fetch(`${endpoint}/chat/threads?api-version=2025-03-15`, {
    headers: { authorization: `Bearer ${signIn.token}` },
  });
  return (await answer.json()).value;
}
