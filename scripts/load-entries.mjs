// Loads a built package's entries in plain Node, as a server that renders pages would.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand, workspaceRoot } from './command.mjs';

/** How long an entry may keep Node alive after it was loaded, ms. */
const PATIENCE_MS = 10_000;

/**
 * Loads every JavaScript entry that a package publishes, each in a process of its own. It fails when
 * one cannot be loaded, or opens something at import that keeps the process alive.
 *
 * @param {string} folder The package's folder, relative to the root. It has to be built.
 * @returns {Promise<number>} 0 when all entries loaded.
 */
export async function loadEntries(folder) {
  const manifest = JSON.parse(readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8'));
  for (const [name, entry] of Object.entries(manifest.publishConfig.exports)) {
    if (typeof entry !== 'object') continue;
    const url = pathToFileURL(join(workspaceRoot, folder, entry.default)).href;
    const code = await runCommand(process.execPath, ['--input-type=module', '-e', loader(url)]);
    if (code !== 0) {
      console.error(`${manifest.name}: the entry "${name}" does not load in plain Node.`);
      return code;
    }
  }
  return 0;
}

/** @param {string} url */
function loader(url) {
  return `
    await import(${JSON.stringify(url)});
    setTimeout(() => {
      console.error('It opens something at import: the process does not end.');
      process.exit(1);
    }, ${PATIENCE_MS}).unref();
  `;
}
