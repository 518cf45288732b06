// Looks into a packed package and compares what it holds with what its manifest promises.
import { basename } from 'node:path';
import { readTarball } from './read-tarball.mjs';

/**
 * Lists what is wrong with a packed package: promised files that are missing, a missing licence or
 * readme, a version that only this workspace understands, and tests or stories that slipped in.
 *
 * @param {string} tarball Path of the `.tgz`.
 * @returns {string[]} One sentence for each problem.
 */
export function checkExports(tarball) {
  return findProblems(basename(tarball), readTarball(tarball));
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
