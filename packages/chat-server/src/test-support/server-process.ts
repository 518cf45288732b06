import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** What a finished `confab-server` left. */
export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `confab-server` in its own process. */
export interface ServerProcess {
  /** What it listens on, once it does. Rejects when it ends instead. */
  readonly listening: Promise<{ endpoint: string; connectionString: string }>;
  readonly ended: Promise<ProcessResult>;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): void;
}

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the command from its source. It ends with the test at the latest. */
export function startServerProcess(...options: string[]): ServerProcess {
  const nodeOptions = ['--import', 'tsx', '--conditions=@confab/source'];
  const child = spawn(process.execPath, [...nodeOptions, 'src/cli.ts', ...options], {
    cwd: packageFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  const listening = new Promise<{ endpoint: string; connectionString: string }>(
    (resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
        const line = /^listening (\{.*\})\n/.exec(stdout)?.[1];
        if (line !== undefined) resolve(JSON.parse(line));
      });
      child.once('close', () =>
        reject(new Error(`The server ended before it listened: ${stderr}`)),
      );
    },
  );
  // A test that expects the server to fail does not look at this one.
  listening.catch(() => undefined);
  return {
    listening,
    ended,
    kill: (signal) => {
      child.kill(signal);
    },
  };
}
