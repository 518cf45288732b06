// How many bytes a page loads for an import: gzip of its static import graph, and apart from it what it may load later.
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * @typedef {object} LazyPart What one `import()` loads.
 * @property {string} name
 * @property {number} bytes Gzip of what it loads besides what the page has already.
 */

/**
 * @typedef {object} Size
 * @property {number} bytes Gzip of all files that the page loads first.
 * @property {LazyPart[]} lazy Largest first.
 */

/**
 * Bundles a module as an app does, minified and split, and weighs it.
 *
 * @param {string} code The module, such as `export { ChatClient } from '@confab/chat-core'`.
 * @param {string} folder Where its imports are looked up.
 * @param {readonly string[]} [external] Packages that are left out.
 * @returns {Promise<Size>}
 */
export async function measureSize(code, folder, external = []) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: [...external],
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const weights = new Map(
    outputFiles.map(({ path, contents }) => [
      basename(path),
      gzipSync(contents, { level: 9 }).length,
    ]),
  );
  const chunks = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]),
  );
  /** @param {Iterable<string>} names */
  const weigh = (names) => [...names].reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);

  const first = staticGraph(chunks, ['stdin.js']);
  const parts = new Set(dynamicImports(chunks, first));
  // What is loaded later may load more.
  for (const name of parts) {
    for (const further of dynamicImports(chunks, staticGraph(chunks, [name]))) parts.add(further);
  }
  const lazy = [...parts].map((name) => ({
    name: nameOf(chunks.get(name)?.entryPoint ?? name),
    bytes: weigh([...staticGraph(chunks, [name])].filter((one) => !first.has(one))),
  }));
  return { bytes: weigh(first), lazy: lazy.toSorted((a, b) => b.bytes - a.bytes) };
}

/** @typedef {ReadonlyMap<string, import('esbuild').Metafile['outputs'][string]>} Chunks By name. */

/**
 * Chunks with all that they import before they run.
 *
 * @param {Chunks} chunks
 * @param {readonly string[]} entries
 */
function staticGraph(chunks, entries) {
  const graph = new Set(entries);
  for (const name of graph) {
    for (const imported of importsOf(chunks, name, 'import-statement')) graph.add(imported);
  }
  return graph;
}

/**
 * What chunks import while they run.
 *
 * @param {Chunks} chunks
 * @param {Iterable<string>} names
 */
function dynamicImports(chunks, names) {
  return [...names].flatMap((name) => importsOf(chunks, name, 'dynamic-import'));
}

/**
 * @param {Chunks} chunks
 * @param {string} name
 * @param {import('esbuild').ImportKind} kind
 */
function importsOf(chunks, name, kind) {
  return (chunks.get(name)?.imports ?? [])
    .filter((imported) => imported.kind === kind && imported.external !== true)
    .map(({ path }) => basename(path));
}

/**
 * What to call a lazily loaded file: its package, or for one of ours its place there.
 *
 * @param {string} path
 */
function nameOf(path) {
  const inPackage = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!path.includes('node_modules/')) return path;
  if (inPackage.startsWith('@confab/')) return inPackage.replace('/dist/', '/');
  return inPackage
    .split('/')
    .slice(0, inPackage.startsWith('@') ? 2 : 1)
    .join('/');
}
