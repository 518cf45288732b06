import { cpSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

const file = join('dist', 'realtime', 'signaling', 'azure-library.js');
const libraryName = '@azure/communication-signaling';

/** Their types are those of CommonJS modules, where the function would be a field of what is imported. */
const readCommonJs = /** @type {typeof import('@rollup/plugin-commonjs').default} */ (
  /** @type {unknown} */ (commonjs)
);

/** What the library takes from Azure's other packages, which are ES modules. Imported by name, the rest of them reaches no page. */
const usedNames = new Map([
  ['@azure/core-client', 'ServiceClient'],
  [
    '@azure/core-rest-pipeline',
    'createDefaultHttpClient, createHttpHeaders, createPipelineRequest',
  ],
  ['@azure/core-util', 'isNodeLike'],
]);

/** @type {import('rollup').Plugin} */
const importByName = {
  name: 'import-by-name',
  resolveId(id, importer) {
    if (!usedNames.has(id)) return null;
    return importer === `\0${id}` ? { id, external: true } : `\0${id}`;
  },
  load(id) {
    const name = id.slice(1);
    const names = usedNames.get(name);
    return names === undefined ? null : `export { ${names} } from '${name}';`;
  },
};

/**
 * Puts Azure's realtime library, which is CommonJS, as an ES module into the build of the package that this runs in, when that has a place
 * for it.
 *
 * @returns {Promise<void>}
 * @throws {Error} When the library is not as it was.
 */
export async function bundleAzureLibrary() {
  if (!existsSync(file)) return;
  const main = createRequire(join(process.cwd(), 'package.json')).resolve(libraryName);
  const bundle = await rollup({
    input: file,
    plugins: [
      // The library's file for browsers is a script that sets globals.
      { name: 'library', resolveId: (id) => (id === libraryName ? main : null) },
      importByName,
      nodeResolve({ browser: true }),
      readCommonJs(),
    ],
    onwarn: (warning) => {
      throw new Error(`Azure's library could not be bundled: ${warning.message}`);
    },
  });
  await bundle.write({ file, format: 'es' });
  await bundle.close();
  // Nothing in the published types is of the library's, and the map is that of the file before.
  for (const ending of ['d.ts', 'js.map']) rmSync(file.replace(/js$/, ending));
  for (const notice of ['LICENSE', 'NOTICE.txt']) {
    cpSync(join(dirname(main), '..', notice), join(dirname(file), `azure-library.${notice}`));
  }
}
