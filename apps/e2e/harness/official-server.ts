import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { request } from '@playwright/test';

const serverFolder = fileURLToPath(new URL('../../../packages/chat-server', import.meta.url));

/** A `confab-server` in a process of its own, with a data folder of its own. */
export interface OfficialServer {
  /** Base URL, without a trailing slash. */
  readonly endpoint: string;
  /** Makes the user behind the name, or finds him again, and issues a token for chat. */
  signIn(name: string): Promise<{ userId: string; token: string }>;
  /** Ends it with kill -9, which cuts all sockets. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data. */
  startAgain(): Promise<void>;
  /** Ends it and removes the data. */
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port; `https` shows a certificate of its own making. `faultRules` are the troubles that it
 * causes, as in its file of faults.
 */
export async function startOfficialServer(
  scheme: 'http' | 'https',
  faultRules: readonly object[] = [],
): Promise<OfficialServer> {
  const folder = await mkdtemp(join(tmpdir(), 'confab-official-'));
  const faultsFile = join(folder, 'faults.json');
  await writeFile(faultsFile, JSON.stringify({ rules: faultRules }));
  const tls = scheme === 'https' ? ['--self-signed'] : [];
  const data = join(folder, 'data');
  const options = ['--storage', data, '--rate-limits', 'off', '--faults', faultsFile, ...tls];
  let process = await startProcess(['--port', '0', ...options]);
  const { endpoint, connectionString } = process;
  return {
    endpoint,
    signIn: (name) => signIn(connectionString, name),
    kill: () => process.end('SIGKILL'),
    startAgain: async () => {
      process = await startProcess(['--port', new URL(endpoint).port, ...options]);
    },
    stop: async () => {
      await process.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface RunningProcess {
  readonly endpoint: string;
  readonly connectionString: string;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

async function startProcess(options: readonly string[]): Promise<RunningProcess> {
  const nodeOptions = ['--import', 'tsx', '--conditions=@confab/source', 'src/cli.ts'];
  const child = spawn(process.execPath, [...nodeOptions, ...options], {
    cwd: serverFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const listening = await readListeningLine(child);
  return {
    ...listening,
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

function readListeningLine(
  child: ChildProcess,
): Promise<{ endpoint: string; connectionString: string }> {
  let output = '';
  return new Promise((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      const line = /^listening (\{.*\})$/m.exec(output)?.[1];
      if (line !== undefined) resolve(JSON.parse(line));
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('close', () =>
      reject(new Error(`The chat server ended before it listened. It printed:\n${output}`)),
    );
  });
}

/** Asks the identity endpoint, signed with the key of the connection string as a backend does. */
async function signIn(
  connectionString: string,
  name: string,
): Promise<{ userId: string; token: string }> {
  const [, endpoint = '', accessKey = ''] =
    /^endpoint=(.+)\/;accesskey=(.+)$/.exec(connectionString) ?? [];
  const path = '/identities?api-version=2023-10-01';
  const body = JSON.stringify({ customId: name, createTokenWithScopes: ['chat'] });
  const hash = createHash('sha256').update(body).digest('base64');
  const date = new Date().toUTCString();
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64'))
    .update(`POST\n${path}\n${date};${new URL(endpoint).host};${hash}`)
    .digest('base64');
  const context = await request.newContext({ ignoreHTTPSErrors: true });
  const response = await context.post(`${endpoint}${path}`, {
    data: Buffer.from(body),
    headers: {
      'content-type': 'application/json',
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    },
  });
  const answer = await response.json();
  await context.dispose();
  return { userId: answer.identity.id, token: answer.accessToken.token };
}
