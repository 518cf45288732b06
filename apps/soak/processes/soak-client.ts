import { spawn } from 'node:child_process';
import type { ClientCalls, ClientSetup, SoakCalls } from '../client/client-calls.ts';
import type { ClientRole } from '../soak-plan.ts';
import {
  createFaultProxy,
  type FaultProxy,
} from '../../../packages/chat-core/src/test-support/fault-proxy/fault-proxy.ts';
import type { NetworkFault } from '../../../packages/chat-core/src/test-support/fault-proxy/fault-rules.ts';
import { createLine, type Line } from './line.ts';

/** A client process and its way to the server. */
export interface SoakClient {
  readonly role: ClientRole;
  readonly userId: string;
  readonly journalFile: string;
  readonly line: Line<ClientCalls>;
  readonly proxy: Pick<FaultProxy, 'cut' | 'freeze' | 'thaw'>;
  /** Adds troubles to its network; the returned function takes them away. */
  addFaults(faults: readonly NetworkFault[]): () => void;
  /** Stops the process where it is, as a laptop that is closed does; the returned function lets it go on. */
  suspend(): () => void;
  /** Ends the process and its network. */
  close(): Promise<void>;
}

export interface SoakClientOptions {
  readonly role: ClientRole;
  readonly script: string;
  readonly serverPort: number;
  readonly setup: Omit<ClientSetup, 'proxyEndpoint'>;
  /** In [0, 1). */
  readonly random: () => number;
  issueToken(): Promise<string>;
  tellTabs(message: unknown): void;
}

/** Room for young objects, MB. Node's own grows threefold at some moment of a run, by tens of megabytes, which hides what the client does. */
const youngMb = 4;

/** Starts a client. It does nothing before it is told to. */
export async function startSoakClient(options: SoakClientOptions): Promise<SoakClient> {
  const { role, script, serverPort, setup, random, issueToken, tellTabs } = options;
  const proxy = await createFaultProxy({ targetPort: serverPort, random });
  const added = new Set<readonly NetworkFault[]>();
  const applyFaults = (): void => proxy.setFaults([...added].flat());
  const full: ClientSetup = { ...setup, proxyEndpoint: proxy.endpoint };
  const flags = ['--expose-gc', `--max-semi-space-size=${youngMb}`];
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(full)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // One that is stopped would not notice that the soak is gone.
  process.once('exit', () => child.kill('SIGKILL'));
  const calls: SoakCalls = { issueToken, tellTabs };
  return {
    role,
    userId: setup.userId,
    journalFile: setup.journalFile,
    line: createLine<ClientCalls>(child, calls),
    proxy,
    addFaults(faults) {
      added.add(faults);
      applyFaults();
      return () => {
        added.delete(faults);
        applyFaults();
      };
    },
    suspend() {
      child.kill('SIGSTOP');
      return () => void child.kill('SIGCONT');
    },
    async close() {
      child.kill('SIGKILL');
      await proxy.close();
    },
  };
}
