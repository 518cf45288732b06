import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import type { ChatFaults } from '@confab/chat-server';
import { createLine, type Line } from './line.ts';
import type { ServerCalls } from './server-main.ts';

type FaultRule = ChatFaults['rules'][number];

/** The service in its own process, on a data folder, always on the same port. */
export interface SoakServer {
  readonly endpoint: string;
  readonly port: number;
  createUser(): Promise<string>;
  /** A new token for chat. Rejects while the server is down. */
  issueToken(userId: string): Promise<string>;
  /** Tokens that were issued before are refused from now on. */
  revokeTokens(userId: string): Promise<void>;
  /** Adds troubles, also through restarts; the returned function takes them away. */
  addFaults(rules: readonly FaultRule[]): () => void;
  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on what it left. */
  restart(): Promise<void>;
}

/** Starts the server. */
export async function startSoakServer(
  script: string,
  folder: string,
  seed: number,
): Promise<SoakServer> {
  const added = new Set<readonly FaultRule[]>();
  let child: ChildProcess;
  let line: Line<ServerCalls>;

  async function start(port: number): Promise<{ endpoint: string; connectionString: string }> {
    child = spawn(process.execPath, [script, folder, String(port)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const where = await new Promise<{ endpoint: string; connectionString: string }>(
      (resolve, reject) => {
        line = createLine<ServerCalls>(child, { listening: resolve });
        child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
      },
    );
    applyFaults();
    return where;
  }

  function applyFaults(): void {
    // A server that is down gets them when it starts.
    line.call('setFaults', { seed, rules: [...added].flat() }).catch(() => {});
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  process.once('exit', () => child.kill('SIGKILL'));
  const { endpoint, connectionString } = await start(0);
  const port = Number(new URL(endpoint).port);
  const identity = new CommunicationIdentityClient(connectionString, {
    allowInsecureConnection: true,
    // A connection that is kept for the next request may lead to a server that was killed.
    retryOptions: { maxRetries: 3, retryDelayInMs: 200 },
  });

  return {
    endpoint,
    port,
    createUser: async () => (await identity.createUser()).communicationUserId,
    issueToken: async (userId) =>
      (await identity.getToken({ communicationUserId: userId }, ['chat'])).token,
    revokeTokens: (userId) => identity.revokeTokens({ communicationUserId: userId }),
    addFaults(rules) {
      added.add(rules);
      applyFaults();
      return () => {
        added.delete(rules);
        applyFaults();
      };
    },
    kill,
    async restart() {
      await start(port);
    },
  };
}
