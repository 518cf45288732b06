import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Builds `confab-server` from its sources, as it is published.
 *
 * @returns The file to run with Node.
 * @throws {Error} When the sources do not compile.
 */
export function buildServer(): string {
  const cwd = fileURLToPath(new URL('../../../packages/chat-server', import.meta.url));
  const script = fileURLToPath(new URL('../../../scripts/build-package.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { cwd, stdio: 'inherit' });
  if (status !== 0) {
    throw new Error(
      'chat-server could not be built, so there is no server to measure. Correct what the compiler found above.',
    );
  }
  return `${cwd}/dist/cli.js`;
}
