// Looks into a packed package and compares what it holds with what its manifest promises.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * Lists what is wrong with a packed package: promised files that are missing, a missing licence or
 * readme, a version that only this workspace understands, and tests or stories that slipped in.
 *
 * @param {string} tarball Path of the `.tgz`.
 * @returns {string[]} One sentence for each problem.
 */
export function checkExports(tarball) {
  const files = readTarball(gunzipSync(readFileSync(tarball)));
  return findProblems(basename(tarball), files);
}

/**
 * @param {string} name What to call the package in the sentences.
 * @param {ReadonlyMap<string, string>} files Content by path, without the leading `package/`.
 * @returns {string[]}
 */
export function findProblems(name, files) {
  const manifest = JSON.parse(files.get('package.json') ?? '{}');
  const promised = [manifest.exports ?? {}, manifest.bin ?? {}].flatMap(paths);
  const missing = ['LICENSE', 'README.md', ...promised]
    .map((path) => path.replace(/^\.\//, ''))
    .filter((path) => !files.has(path))
    .map((path) => `${name}: ${path} is promised but not in the package.`);
  const stray = [...files.keys()]
    .filter((path) => /\.(test|stories|bench|test-d)\./.test(path))
    .map((path) => `${name}: ${path} is for development and must not be published.`);
  const local = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
    .filter(([, range]) => /^(workspace|catalog|file|link):/.test(String(range)))
    .map(([dependency, range]) => `${name}: ${dependency} is "${range}", which no registry knows.`);
  const conditions = JSON.stringify(manifest.exports ?? {}).includes('@confab/source')
    ? [`${name}: its exports lead to the sources, which are not published.`]
    : [];
  return [...missing, ...stray, ...local, ...conditions];
}

/**
 * @param {unknown} entry A path, or a nest of conditions that ends in paths.
 * @returns {string[]}
 */
function paths(entry) {
  if (typeof entry === 'string') return [entry];
  return entry !== null && typeof entry === 'object' ? Object.values(entry).flatMap(paths) : [];
}

/**
 * Reads a tar archive: 512-byte headers (name at 0, size in octal at 124, prefix at 345), each
 * followed by its content, padded to 512 bytes.
 *
 * @param {Buffer} archive
 * @returns {Map<string, string>} Content by path, without the first folder.
 */
function readTarball(archive) {
  /** @param {number} from @param {number} length */
  const text = (from, length) =>
    archive.toString('utf8', from, from + length).split('\0', 1)[0] ?? '';
  const files = new Map();
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const path = [text(at + 345, 155), text(at, 100)].filter(Boolean).join('/');
    files.set(
      path.slice(path.indexOf('/') + 1),
      archive.toString('utf8', at + 512, at + 512 + size),
    );
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
