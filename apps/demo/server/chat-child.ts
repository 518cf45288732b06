import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the chat-server's process says once it answers. */
export interface ChatProcessReady {
  readonly endpoint: string;
  readonly connectionString: string;
  /** Raw ids by account id. */
  readonly userIds: Readonly<Record<string, string>>;
}

/** The chat-server as a child process that is started again when it dies. */
export interface ChatChild {
  readonly ready: ChatProcessReady;
  stop(): Promise<void>;
}

export interface ChatChildOptions {
  readonly port: number;
  readonly dataFolder: string;
  readonly isLikeAzure: boolean;
  readonly log: (line: string) => void;
  /** Called with the process id whenever the chat-server answers: after the start and after each restart. */
  readonly onReady: (ready: ChatProcessReady, pid: number | undefined) => void;
}

const script = fileURLToPath(new URL('chat-process.ts', import.meta.url));
/** How long it may take to end, in ms, before it is killed. */
const stopPatienceMs = 6_000;

/** Starts the chat-server. Rejects when it cannot start; its own words are on stderr then. */
export async function startChatChild(options: ChatChildOptions): Promise<ChatChild> {
  const { port, dataFolder, isLikeAzure, log, onReady } = options;
  let isStopping = false;
  let child: ChildProcess;

  async function launch(): Promise<ChatProcessReady> {
    const args = [String(port), dataFolder, isLikeAzure ? 'like-azure' : ''];
    child = spawn(
      process.execPath,
      ['--import', 'tsx', '--conditions=@confab/source', script, ...args],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const ready = await firstMessage(child);
    child.once('exit', (code, signal) => {
      if (isStopping) return;
      log(`chat-server ended (${signal ?? code}); starting it again`);
      launch().catch(() => log('chat-server does not start any more; press Ctrl-C and look above'));
    });
    onReady(ready, child.pid);
    return ready;
  }

  const ready = await launch();
  return {
    ready,
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function firstMessage(child: ChildProcess): Promise<ChatProcessReady> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error('chat-server could not start; its reason is above.'));
    child.once('exit', fail);
    child.once('error', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      // The one message that chat-process.ts sends.
      resolve(message as ChatProcessReady);
    });
  });
}
