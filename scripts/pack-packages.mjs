// Builds and packs the published packages, as publishing would: `node scripts/pack-packages.mjs`. Instant when nothing has changed.
import './node-version.mjs';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isMain, main, runCommand, runScript, workspaceRoot } from './command.mjs';
import { PNPM_VERSION, pnpm } from './pnpm.mjs';

/** The published packages: each only needs those before it. */
export const PACKAGES = ['chat-server', 'chat-core', 'chat-react', 'chat-ui'];

/**
 * Where they lie: `confab-<name>.tgz` as it would be published, and `<name>/` unpacked, which is what the examples install: a
 * lockfile would have to change with every tarball.
 */
export const packedFolder = join(workspaceRoot, 'examples', '.packed');

/**
 * @param {string} name One of {@link PACKAGES}.
 * @returns {string} The file that would be published.
 */
export function tarballOf(name) {
  return join(packedFolder, `confab-${name}.tgz`);
}

/** Says what the folder was packed from. */
const stamp = join(packedFolder, '.confab-packed');

/** Exists while a process builds; in it, that process's id. */
const lock = join(workspaceRoot, '.tmp', 'packing');

/** How long to wait for another process that builds, ms. */
const PATIENCE_MS = 180_000;

/** What the packages are made of besides their folders, and what makes `dist`. */
const SHARED_FILES = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build-package.mjs',
  'scripts/plain-imports.mjs',
  'scripts/bundle-azure-library.mjs',
];

/**
 * Makes sure that {@link packedFolder} holds the packages as the sources are now: pnpm replaces `exports` by `publishConfig.exports`, and
 * `catalog:` by versions. Tests in several processes may ask at once: one of
 * them builds and the others wait for it, because a build empties `dist` first.
 *
 * @returns {Promise<void>}
 * @throws {Error} When a package cannot be built or packed; the output above says why.
 */
export async function packPackages() {
  const release = await takeLock();
  try {
    const wanted = fingerprint();
    const isBuilt = PACKAGES.every((name) =>
      existsSync(join(workspaceRoot, 'packages', name, 'dist')),
    );
    if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
    for (const name of PACKAGES) {
      demand(await runScript(`packages/${name}`, 'build'), `${name} could not be built`);
    }
    rmSync(packedFolder, { recursive: true, force: true });
    mkdirSync(packedFolder, { recursive: true });
    const out = join(packedFolder, '%s.tgz');
    const filters = PACKAGES.map((name) => `--filter=./packages/${name}`);
    demand(
      await pnpm(['--silent', ...filters, 'pack', '--out', out]),
      'the packages could not be packed',
    );
    for (const name of PACKAGES) await unpack(name);
    writeFileSync(stamp, wanted);
  } finally {
    release();
  }
}

/** @param {string} name */
async function unpack(name) {
  const folder = join(packedFolder, name);
  mkdirSync(folder);
  const tarball = tarballOf(name);
  const args = ['-xzf', tarball, '-C', folder, '--strip-components=1'];
  demand(await runCommand('tar', args), `${tarball} could not be unpacked`);
}

/**
 * @param {number} code
 * @param {string} problem
 */
function demand(code, problem) {
  if (code === 0) return;
  throw new Error(
    `${problem} (exit code ${code}), so nothing was packed. The output above says why.`,
  );
}

/** Changes whenever the packages could. */
function fingerprint() {
  const hash = createHash('sha256').update(PNPM_VERSION);
  for (const file of [...SHARED_FILES, ...PACKAGES.flatMap(listSources)]) {
    hash.update(file).update(readFileSync(join(workspaceRoot, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} name
 * @returns {string[]} The files that a package is made from, relative to the root.
 */
function listSources(name) {
  const folder = join('packages', name);
  const source = join(folder, 'src');
  return [
    ...readdirSync(join(workspaceRoot, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name)),
    ...readdirSync(join(workspaceRoot, source), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/\.(test|test-d|bench|stories)\./.test(entry.name))
      .map((entry) => join(entry.parentPath.slice(workspaceRoot.length + 1), entry.name)),
  ].toSorted();
}

/** @returns {Promise<() => void>} Lets the next process build. */
async function takeLock() {
  const deadline = Date.now() + PATIENCE_MS;
  mkdirSync(join(lock, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch {
      if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Another process is still packing the packages, so this one gave up. If none is, delete ${lock}.`,
      );
    }
    await wait(100);
  }
}

/** Whether the process that took the lock has ended without giving it back. */
function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

if (isMain(import.meta.url)) await main(packPackages);
