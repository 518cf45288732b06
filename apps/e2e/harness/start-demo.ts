import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReadyMessage, type ReadyMessage } from './ready-message.ts';

/** Starting includes the first bundling of the app, which takes a while on a cold machine. */
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

const demoFolder = fileURLToPath(new URL('../../demo', import.meta.url));

/** A running demo: the app and its chat server, with a data folder of their own. */
export interface Demo {
  /** Address of the app, without a slash at the end. */
  readonly url: string;
  /** Address of the chat server. */
  readonly endpoint: string;
  /** The process of the chat server. It changes when the server has been restarted. */
  readonly chatServerPid: number;
  /** Everything that the demo has printed so far. */
  readonly output: string;
  /** Ends the chat server with kill -9, and waits until the demo has started it again. */
  killChatServer(): Promise<void>;
  /** Ends the demo with kill -9, which gives it no chance to end what it has started. */
  kill(): Promise<void>;
  /** Ends the demo as Ctrl-C would, waits for its exit, and removes the data. */
  stop(): Promise<void>;
}

/** What a demo may be started with. */
export interface DemoOptions {
  /** Folder for the chat server's data. Default: a new one, removed by `stop`. */
  readonly dataFolder?: string;
  /** More arguments for the demo. */
  readonly args?: readonly string[];
}

/**
 * Starts the demo on a free port and waits until it serves.
 *
 * @throws {Error} When it exits or is not ready within a minute; the text holds what it printed.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const ownFolder = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'confab-e2e-')));
  const child = spawnDemo(dataFolder, options.args ?? []);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);

  const stop = async (): Promise<void> => {
    await endProcess(child, exited);
    if (ownFolder) await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    let current = await nextReady(child, () => output);
    return {
      get url() {
        return current.url.replace(/\/$/, '');
      },
      get endpoint() {
        return current.endpoint;
      },
      get chatServerPid() {
        return current.chatServerPid;
      },
      get output() {
        return output;
      },
      async killChatServer() {
        const restarted = nextReady(child, () => output);
        process.kill(current.chatServerPid, 'SIGKILL');
        current = await restarted;
      },
      async kill() {
        child.kill('SIGKILL');
        await exited;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function spawnDemo(dataFolder: string, args: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [
      ...['--import', 'tsx', '--conditions=@confab/source', 'server/main.ts'],
      ...['--no-open', '--port', '0', '--chat-port', '0', '--data', dataFolder, ...args],
    ],
    { cwd: demoFolder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
}

/** The demo says over IPC that it serves: once after the start, and again after each restart of its chat server. */
function nextReady(child: ChildProcess, output: () => string): Promise<ReadyMessage> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      act();
    };
    const fail = (what: string): void =>
      settle(() => reject(new Error(`The demo ${what}. It printed:\n${output()}`)));
    const onMessage = (message: unknown): void => {
      const ready = readReadyMessage(message);
      if (ready !== undefined) settle(() => resolve(ready));
    };
    const onExit = (code: number | null): void => fail(`ended with exit code ${code}`);
    const timer = setTimeout(
      () => fail(`was not ready within ${START_TIMEOUT_MS / 1000} s`),
      START_TIMEOUT_MS,
    );
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

async function endProcess(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(force);
}
