// Installs a folder that is no part of the workspace and has a lockfile of its own, and is instant when nothing has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './command.mjs';
import { PNPM_VERSION, pnpm } from './pnpm.mjs';

/**
 * Makes sure that its dependencies are installed, exactly as locked there.
 *
 * @param {string} folder Relative to the root.
 * @param {object} [options]
 * @param {string} [options.notice] What to print when something has to be done.
 * @param {string} [options.packages] The folder of the packed packages, relative to the root, when it installs some of them.
 * @returns {Promise<number>} 0, or the exit code of pnpm, whose output says why it failed.
 */
export async function installLockedFolder(folder, { notice, packages } = {}) {
  /** Says what the folder's `node_modules` was installed from. */
  const stamp = join(workspaceRoot, folder, 'node_modules', '.confab-installed');
  const hash = createHash('sha256').update(PNPM_VERSION);
  const sources = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) =>
    join(folder, name),
  );
  if (packages !== undefined) sources.push(join(packages, '.confab-packed'));
  for (const file of sources) hash.update(readFileSync(join(workspaceRoot, file)));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;

  if (notice !== undefined) console.log(notice);
  const code = await pnpm([
    '--dir',
    folder,
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    '--loglevel=error',
  ]);
  if (code === 0) writeFileSync(stamp, wanted);
  return code;
}
