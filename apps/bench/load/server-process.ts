import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a measured server says about itself since the last reset. */
export interface ProbeReading {
  /** Milliseconds by which the event loop was late, 99 of 100 times at most. */
  readonly lagP99Ms: number;
  /** The longest such delay. */
  readonly lagMaxMs: number;
  /** Processor time, user and system. */
  readonly cpuMs: number;
  /** Resident memory in bytes. */
  readonly rss: number;
  /** Bytes of live objects, after a collection when the process may be asked for one. */
  readonly heapUsed: number;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** Base URL without a trailing slash. */
  readonly endpoint: string;
  /** `endpoint=…;accesskey=…` when the server printed one. */
  readonly connectionString: string;
  resetProbe(): Promise<void>;
  readProbe(): Promise<ProbeReading>;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

const probe = new URL('./probe.mjs', import.meta.url).href;

/**
 * Starts a server that prints `listening {"endpoint":…}` once it is ready.
 *
 * @param script File of the server: JavaScript, so that nothing but the server is measured.
 * @throws {Error} When it ends before it listens, with what it wrote to stderr.
 */
export async function startServer(
  script: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', probe, ...nodeOptions, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  const ended = once(child, 'close');
  const { endpoint, connectionString = '' } = await new Promise<{
    endpoint: string;
    connectionString?: string;
  }>((resolve, reject) => {
    let stdout = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      const line = /^listening (\{.*\})\n/m.exec(stdout)?.[1];
      if (line !== undefined) resolve(JSON.parse(line));
    });
    child.once('error', reject);
    ended.then(() =>
      reject(new Error(`${script} ended before it listened, so nothing was measured: ${stderr}`)),
    );
  });
  const ask = async (what: 'reset' | 'read'): Promise<unknown> => {
    const answer = once(child, 'message');
    child.send(what);
    const [reading]: unknown[] = await answer;
    return reading;
  };
  return {
    pid: child.pid ?? 0,
    endpoint,
    connectionString,
    resetProbe: async () => {
      await ask('reset');
    },
    // The answer's shape is that of probe.mjs beside this file.
    readProbe: async () => (await ask('read')) as ProbeReading,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
