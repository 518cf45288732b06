import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';

/** Each test starts three processes one after another, on a machine that may be busy. */
vi.setConfig({ testTimeout: 30_000 });
const PATIENCE_MS = 10_000;

const commandModule = new URL('command.mjs', import.meta.url).href;

/** A server as the demo is one: it has a child, and stops when it is told to or its parent is gone. */
const SERVER = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const stop = () => { child.kill(); process.exit(0); };
  for (const sign of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(sign, stop);
  console.log(JSON.stringify([process.pid, child.pid]));
`;

/** A program that forgets its child when it is told to stop. */
const CARELESS = SERVER.replace('child.kill();', '');

const started: ChildProcess[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const script of started.splice(0)) script.kill('SIGKILL');
});

/** Runs a script that runs the program through `runCommand`, and then says so. */
function startScript(program: string, options: object): ChildProcess {
  const source = `
    import { runCommand } from ${JSON.stringify(commandModule)};
    const code = await runCommand(process.execPath, ['-e', ${JSON.stringify(program)}], ${JSON.stringify(options)});
    console.log('went on');
    process.exitCode = code;
  `;
  const script = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(script);
  return script;
}

function collectOutput(script: ChildProcess): () => string {
  let text = '';
  script.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function readPids(output: () => string): Promise<number[]> {
  await vi.waitFor(() => expect(output()).toContain(']'), PATIENCE_MS);
  const pids: unknown = JSON.parse(output());
  if (!Array.isArray(pids)) throw new Error(`The program printed no process ids: ${output()}`);
  return pids.map(Number);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const expectAllGone = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(() => expect(pids.filter(isRunning)).toEqual([]), PATIENCE_MS);

test('the exit code of the program is handed on', async () => {
  const script = startScript('process.exit(7)', {});
  expect(await once(script, 'exit')).toEqual([7, null]);
});

test('a program that cannot be started is a failure, not a crash', async () => {
  const { runCommand } = await import('./command.mjs');
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await runCommand('confab-has-no-such-program', [])).toBe(127);
});

test('a stopped server and its children end, and that is no failure', async () => {
  const script = startScript(SERVER, { isServer: true });
  const pids = await readPids(collectOutput(script));
  script.kill('SIGTERM');
  expect(await once(script, 'exit')).toEqual([0, null]);
  await expectAllGone(pids);
});

test('what a program leaves behind is ended', async () => {
  const script = startScript(CARELESS, { isServer: true });
  const pids = await readPids(collectOutput(script));
  script.kill('SIGINT');
  await once(script, 'exit');
  await expectAllGone(pids);
});

test('a stopped step fails, and the script does not go on to the next one', async () => {
  const script = startScript(SERVER, {});
  const output = collectOutput(script);
  await readPids(output);
  script.kill('SIGTERM');
  expect(await once(script, 'exit')).toEqual([143, null]);
  expect(output()).not.toContain('went on');
});

test('a server ends when the script that runs it was killed', async () => {
  const script = startScript(SERVER, { isServer: true });
  const pids = await readPids(collectOutput(script));
  script.kill('SIGKILL');
  await expectAllGone(pids);
});
