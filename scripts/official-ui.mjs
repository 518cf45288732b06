// Installs Azure's own chat UI in its folder outside the workspace, exactly as locked there.
import { join } from 'node:path';
import { isMain, main } from './command.mjs';
import { installLockedFolder } from './install-locked-folder.mjs';

const folder = join('contract', 'communication-react');

/**
 * Makes sure that it is installed.
 *
 * @returns {Promise<number>} 0, or the exit code of pnpm, whose output says why it failed.
 */
export function installOfficialUi() {
  return installLockedFolder(folder, {
    notice: "Installing Azure's chat UI (about 600 MB on disk)…",
  });
}

if (isMain(import.meta.url)) await main(installOfficialUi);
