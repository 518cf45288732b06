// Installs Azure's own chat UI in its folder outside the workspace, exactly as locked there.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, workspaceRoot } from './command.mjs';
import { PNPM_VERSION, pnpm } from './pnpm.mjs';

const folder = join('contract', 'communication-react');

/** Says what the folder's `node_modules` was installed from. */
const stamp = join(workspaceRoot, folder, 'node_modules', '.confab-installed');

/**
 * Makes sure that it is installed.
 *
 * @returns {Promise<number>} 0, or the exit code of pnpm, whose output says why it failed.
 */
export async function installOfficialUi() {
  const hash = createHash('sha256').update(PNPM_VERSION);
  for (const name of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(join(workspaceRoot, folder, name)));
  }
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;

  console.log("Installing Azure's chat UI (about 600 MB on disk)…");
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

if (isMain(import.meta.url)) await main(installOfficialUi);
