// Installs the workspace's dependencies exactly as locked, and is instant when nothing has changed.
import './node-version.mjs';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, main, workspaceRoot } from './command.mjs';
import { PNPM_VERSION, pnpm } from './pnpm.mjs';

/** Says what the folder's `node_modules` was installed from. */
const STAMP = join(workspaceRoot, 'node_modules', '.confab-installed');

/**
 * Makes sure that the dependencies are installed.
 *
 * @returns {Promise<void>}
 * @throws {Error} When pnpm fails; its own output, above, says why.
 */
export async function install() {
  const wanted = fingerprint();
  if (isInstalled() && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;

  console.log('Installing dependencies (the first time takes about half a minute)…');
  rmSync(STAMP, { force: true });
  const code = await pnpm([
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    '--config.confirmModulesPurge=false',
  ]);
  if (code !== 0) {
    throw new Error(
      `pnpm could not install the dependencies (exit code ${code}), so nothing else was started. ` +
        'Its output above says why: often there is no network, or a manifest was changed without `node scripts/pnpm.mjs install`.',
    );
  }
  writeFileSync(STAMP, wanted);
}

/** Changes whenever an install could give another result. */
function fingerprint() {
  const hash = createHash('sha256');
  hash.update(`${PNPM_VERSION} ${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(readFileSync(join(workspaceRoot, file)));
  }
  for (const folder of workspaceFolders()) {
    hash.update(folder).update(readFileSync(join(workspaceRoot, folder, 'package.json')));
  }
  return hash.digest('hex');
}

function isInstalled() {
  return workspaceFolders().every((folder) =>
    existsSync(join(workspaceRoot, folder, 'node_modules')),
  );
}

/** @returns {string[]} The folders of all packages and apps, relative to the root. */
function workspaceFolders() {
  return ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(workspaceRoot, parent))
      .map((name) => join(parent, name))
      .filter((folder) => existsSync(join(workspaceRoot, folder, 'package.json'))),
  );
}

if (isMain(import.meta.url)) await main(install);
