import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, onTestFinished } from 'vitest';

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
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGUSR2'): void;
}

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** The command as one file, made from its source on first use: a third of the time of compiling at each start. */
let bundle: string | undefined;
afterAll(() => {
  if (bundle !== undefined) rmSync(bundle, { force: true });
});

function bundleCommand(): string {
  if (bundle !== undefined) return bundle;
  // In a folder that git ignores, from where the packages that it imports are found.
  const outfile = join(packageFolder, 'node_modules', '.confab', `cli-${randomUUID()}.mjs`);
  buildSync({
    entryPoints: [join(packageFolder, 'src', 'cli.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  bundle = outfile;
  return outfile;
}

/** Starts the command as its source is now. It ends with the test at the latest. */
export function startServerProcess(...options: string[]): ServerProcess {
  return watch([process.execPath, bundleCommand(), ...options]);
}

/** The same on a disk that takes no file larger than `kilobytes`. */
export function startServerProcessOnSmallDisk(
  kilobytes: number,
  ...options: string[]
): ServerProcess {
  // The shell counts in blocks of 512 bytes.
  const script = `ulimit -f ${kilobytes * 2} && exec "$@"`;
  return watch(['sh', '-c', script, 'sh', process.execPath, bundleCommand(), ...options]);
}

function watch([file = '', ...options]: readonly string[]): ServerProcess {
  const child = spawn(file, options, { cwd: packageFolder, stdio: ['ignore', 'pipe', 'pipe'] });
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
