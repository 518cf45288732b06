// Undoes what the compiler does to `import(name)`.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HELPER = '__rewriteRelativeImportExtension';
const DECLARATION = new RegExp(`^var ${HELPER} = [^]*?^};\n`, 'm');
const CALL = new RegExp(`import\\(${HELPER}\\((.*)\\)\\)`, 'g');

/**
 * Takes the helper out of compiled code that tsc puts around an `import()` whose name it does not know, in case it is a
 * relative path to a `.ts` file. Ours are names of packages; the helper would be loaded by every page, and Rollup warns of
 * its `this`. Lines stay where they are, so source maps hold.
 *
 * @param {string} code
 * @throws {Error} When the helper is still in use afterwards: the compiler then writes it in another form.
 */
export function plainImports(code) {
  if (!code.includes(HELPER)) return code;
  const plain = code
    .replace(DECLARATION, (text) => '\n'.repeat(text.split('\n').length - 1))
    .replaceAll(CALL, 'import($1)');
  if (plain.includes(HELPER)) {
    throw new Error(
      `The compiler's helper ${HELPER} could not be taken out, so bundlers would warn of it. Look at how the compiler writes it now, and correct scripts/plain-imports.mjs.`,
    );
  }
  return plain;
}

/**
 * Does so in all compiled files of a folder.
 *
 * @param {string} folder
 */
export function makeImportsPlain(folder) {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.js')) continue;
    const file = join(folder, path);
    const code = readFileSync(file, 'utf8');
    const plain = plainImports(code);
    if (plain !== code) writeFileSync(file, plain);
  }
}
