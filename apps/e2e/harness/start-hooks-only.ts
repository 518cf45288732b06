import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { workspaceRoot } from '../../../scripts/command.mjs';
import { buildHooksOnly, hooksOnlyFolder } from '../../../scripts/examples.mjs';

/** The example with hooks alone, with a chat server of its own. */
export interface HooksOnly {
  /** Where its page is, with a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Builds the example as an app does, of the packed packages, and starts it on free ports.
 *
 * @throws {Error} When it cannot be built, or ends before it serves; the text holds what it printed.
 */
export async function startHooksOnly(): Promise<HooksOnly> {
  await buildHooksOnly();
  const child = spawn(process.execPath, ['server.js', '--built'], {
    cwd: join(workspaceRoot, hooksOnlyFolder),
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /Open (\S+)\?user=/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then(() => reject(new Error(`The example has ended. It printed:\n${output}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
