// An app that has installed the packed packages: what is published is what is bundled, measured and run there.
import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspaceRoot } from './command.mjs';
import { readTarball } from './read-tarball.mjs';

/**
 * Creates the app's folder, anew, with the packages below its `node_modules`.
 *
 * Each package finds exactly the dependencies that its own manifest names, so one that is missing there shows. Peers are
 * the app's own; optional ones it does not have. Versions are those of the workspace: nothing is downloaded.
 *
 * @param {string} folder
 * @param {readonly string[]} tarballs The packed packages.
 */
export function createPackedApp(folder, tarballs) {
  rmSync(folder, { recursive: true, force: true });
  const modules = join(folder, 'node_modules');
  for (const tarball of tarballs) {
    const files = readTarball(tarball);
    const manifest = JSON.parse(files.get('package.json') ?? '{}');
    const home = join(modules, manifest.name);
    for (const [path, text] of files) write(join(home, path), text);
    for (const name of installed(manifest.dependencies)) {
      link(find(manifest.name, name), join(home, 'node_modules', name));
    }
    for (const name of installed(manifest.peerDependencies)) {
      if (manifest.peerDependenciesMeta?.[name]?.optional === true) continue;
      link(find(manifest.name, name), join(modules, name));
    }
  }
  // The one that ours is compared with.
  const official = '@azure/communication-chat';
  link(find('@confab/chat-core', official), join(modules, official));
  write(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
}

/**
 * The dependencies that do not come as tarballs.
 *
 * @param {Record<string, string> | undefined} dependencies
 */
function installed(dependencies) {
  return Object.keys(dependencies ?? {}).filter((name) => !name.startsWith('@confab/'));
}

/**
 * Where the workspace keeps a dependency of one of its packages.
 *
 * @param {string} packageName
 * @param {string} dependency
 */
function find(packageName, dependency) {
  const folder = packageName.replace('@confab/', '');
  return realpathSync(join(workspaceRoot, 'packages', folder, 'node_modules', dependency));
}

/**
 * @param {string} target
 * @param {string} path
 */
function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(target, path, 'junction');
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
